import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import TestSupport
import Testing

/// A compressed health answer is read where its stream ends as it should, and says nothing where it does not. The bytes
/// are those of Python's `gzip` and `zlib`.
@Suite("Compressed health answers", .timeLimit(.minutes(1)))
struct HealthCompressionTests {
    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static let ok = Array(#"{"status":"ok"}"#.utf8)
    /// `{"status":"ok"}`, with a fixed code.
    private static let gzip = bytes(
        """
        1f8b0800000000000203ab562a2e492c292d56b252cacf56aa0500dded131d0f000000
        """)
    /// The same, uncompressed inside.
    private static let stored = bytes(
        """
        1f8b0800000000000403010f00f0ff7b22737461747573223a226f6b227ddded131d0f000000
        """)
    /// The same as RFC 1950 has it.
    private static let zlib = bytes(
        """
        789cab562a2e492c292d56b252cacf56aa05002b810539
        """)
    /// The same without anything around it.
    private static let bare = bytes(
        """
        ab562a2e492c292d56b252cacf56aa0500
        """)
    /// 60 checks beside the status, with a code of its own.
    private static let dynamic = bytes(
        """
        1f8b08000000000002037d96bd6a1d410c85df656b17fa1fc9af12525c2e86804952f8a6327ef70c6ebc67915cee7010\
        923ee968df8fb7c7edf1efed783efebe1e4fc7fdd7cbfd757ffd783ffedc7ebfece73bed6714dd1ec7337d3c7d49b895\
        ace23aaba45529c78ab34cfb602c8bcf326b652cb1c8ce3aef75b56af95917ad4ed22921deeaabc82485fcb2d5394532\
        945bad2e8c4da17b4c63930961f434ca930b23f640988d542147ee99b06a2a43d53c60711716e8230f6056f242323ca0\
        21591218b3872392e98579f678c4c39763ed350d462ec7f9a679c01191f488d44a6461cc616952b710f2949e9171163b\
        d42e3d23f36035e8a7f48cacac141949cfc8d5552e317b46be96d425cf9e51c8dec84bedc3128557623f95667741463a\
        985a303172d79e513215e12c69cf284374e17c6acf68a334c599d79e512da2cb1e69cf884942099753d7204d63c68dd7\
        9c5c449dd046b406cf26b385de64f48dbd2328e3c99c98133dd406c7d38a62b4651b2ccfc244d0e96df2bccf0ca0af36\
        985e90fae51ed9402bb63f059e381b68adbda674b99a03ad1473c53b6c03ad2256c7cbeef4cd91455ace8399effaf512\
        b5a7256c2c85b9ba0ec6bfcdc7b003ded312a5e2bcfc3af8202db70b2d1f6e94a56ae10cf870a47ced338593e5c3958a\
        d829e0bcfa70a63ea7656fc1cf8fffde58ac58eb090000
        """)
    /// `{"status":"down"}`.
    private static let down = bytes(
        """
        1f8b0800000000000203ab562a2e492c292d56b2524ac92fcf53aa050060d5065f11000000
        """)
    /// Nothing.
    private static let nothing = bytes(
        """
        1f8b080000000000020303000000000000000000
        """)

    private func read(_ coding: String, _ body: [UInt8], field: String = "Content-Encoding") async throws
        -> HealthReading
    {
        let server = try FakeServer { request in
            #expect(request.header("Accept-Encoding") == "identity")
            return ServerResponse(headers: [(field, coding), ("Content-Type", "application/json")], body: body)
        }
        return await HTTPHealthVerifier(url: server.url, client: client) { noon }.read(.service("checkout"), within: 2)
    }

    @Test func wholeStreamsAreRead() async throws {
        let whole: [(String, [UInt8])] = [
            ("gzip", Self.gzip), ("X-GZIP", Self.gzip), ("gzip", Self.stored), ("gzip", Self.dynamic),
            ("deflate", Self.zlib), ("deflate", Self.bare), ("identity", Self.ok), ("identity, gzip", Self.gzip),
        ]
        for (coding, body) in whole {
            let reading = try await read(coding, body)
            #expect(reading.status == .good && reading.detail == "HTTP 200 ok", "\(coding) \(reading)")
        }
        #expect(try await read("gzip", Self.down).status == .bad)
        #expect(try await read("gzip", []) == HealthReading(.good, at: noon, detail: "HTTP 200, no body"))
    }

    /// Of every length: whatever was to follow may have said anything.
    @Test func whatIsCutSaysNothing() async throws {
        let all = [("gzip", Self.gzip), ("gzip", Self.down), ("deflate", Self.zlib), ("deflate", Self.bare)]
        for (coding, whole) in all {
            for count in 1..<whole.count {
                let reading = try await read(coding, Array(whole.prefix(count)))
                #expect(reading.status == .unknown, "\(coding), \(count) bytes: \(reading)")
            }
        }
        for count in stride(from: 1, to: Self.dynamic.count, by: 7) {
            #expect(try await read("gzip", Array(Self.dynamic.prefix(count))).status == .unknown, "\(count)")
        }
        let cut = try await read("gzip", Array(Self.down.prefix(10)))
        #expect(cut.detail == "HTTP 200, gzip that does not end")
    }

    @Test func whatIsNotWhatItSaysIsUnknown() async throws {
        var wrong = Self.gzip
        wrong[wrong.count - 8] ^= 1
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 15, 0x79, 0, 0] + Self.ok
        let others: [(String, [UInt8], String)] = [
            ("gzip", wrong, "not gzip, as it says"), ("gzip", Self.gzip + [0], "not gzip, as it says"),
            ("gzip", Self.ok, "not gzip, as it says"), ("deflate", Self.bare + [0], "not deflate, as it says"),
            ("gzip", Self.nothing, "nothing, compressed"), ("zstd", frame, Self.unasked),
            ("zstd", Array(frame.prefix(4)), Self.unasked), ("br", [0x0B], Self.unasked),
            ("gzip, br", Self.gzip, Self.unasked), ("foo", Self.ok, Self.unasked),
        ]
        for (coding, body, words) in others {
            let reading = try await read(coding, body)
            #expect(reading == HealthReading(.unknown, at: noon, detail: "HTTP 200, \(words)"), "\(coding)")
        }
    }

    private static let unasked = "compressed in a way that was not asked for"

    /// A bomb is cut off where a plain answer would be.
    @Test func whatIsTooLongIsUnknown() async throws {
        let bomb = try await read("gzip", Self.bomb)
        #expect(bomb.detail == "HTTP 200, gzip of more than 64 kB" && bomb.status == .unknown)
    }

    /// A megabyte of blanks before it.
    private static let bomb = bytes(
        """
        1f8b0800000000000203edc1a10d00200c00b057969dc137680482a108bf7304b66d0400000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\
        000000000000000000000000000000000000000000000000000000000000000000000000000000000000c09f93ab7aed\
        952de7c8fb00fa26dcc30f001000
        """)
}

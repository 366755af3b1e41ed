import AutoSRECore
import LogMining
import Testing

@Suite("Mining", .timeLimit(.minutes(2)))
struct MinerTests {
    /// Lines that a log may have, and bytes that none should.
    private static func hostile(_ seed: UInt64, _ count: Int) -> [UInt8] {
        var random = SplitMix64(state: seed)
        let pieces = [
            "error", "user=", "=", "\"", "\\", "[", "]", "(", "{", "}", "<*>", " ", "  ", "\t", ":", ",", "::", "1",
            "12.5",
            "/", "//", "/a/b", "http://", "C:\\", "a", "eth0", "Jul", "Sat", "true", "null", "KB", "4 KB", "-", "+",
            "_", ".",
            "...", "\u{1}", "\u{2}", "\u{3}", "\u{1B}[31m", "\u{7F}", "é", "\u{202E}", "{\"msg\":\"", "at ",
            "Caused by: ",
        ].map { Array($0.utf8) }
        var bytes: [UInt8] = []
        for _ in 0..<count {
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                switch Int.random(in: 0...9, using: &random) {
                case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
                case 1: bytes += Array(repeating: UInt8.random(in: 0...255, using: &random), count: 40)
                default: bytes += pieces.randomElement(using: &random) ?? []
                }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    @Test("Every line has a row and a template, whatever its bytes", arguments: 0..<24)
    func fuzz(_ seed: UInt64) {
        let bytes = Self.hostile(seed, 400)
        let mined = Mined(bytes)
        var lines = bytes.count { $0 == UInt8(ascii: "\n") }
        if bytes.last != UInt8(ascii: "\n") { lines += 1 }
        #expect(mined.rows.count == lines)
        #expect(mined.rows.allSatisfy { $0 >= 1 && $0 <= mined.templates.templates.count })
        #expect(mined.templates.templates.reduce(0) { $0 + $1.count } == lines)
        for template in mined.templates.templates {
            let controls = template.text.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
            #expect(!controls, "\(template.text.debugDescription)")
        }
    }

    @Test("The same for any chunks and any number of miners", arguments: 0..<8)
    func determinism(_ seed: UInt64) {
        let bytes = Self.hostile(seed, 600)
        let one = Mined(bytes, cut: 700)
        for miners in [2, 3, 7] {
            let many = Mined(bytes, cut: 700, miners: miners)
            #expect(many.rows == one.rows)
            #expect(many.templates.templates.map(\.text) == one.templates.templates.map(\.text))
        }
    }

    @Test("The same for any number of miners where forms are merged on the way", arguments: 0..<8)
    func determinismWhenFull(_ seed: UInt64) {
        let bytes = Self.hostile(seed, 1500)
        var limits = LogMiner.Limits()
        limits.forms = 120
        let one = Mined(bytes, cut: 500, limits: limits)
        for miners in [2, 5] { #expect(Mined(bytes, cut: 500, miners: miners, limits: limits).rows == one.rows) }
    }

    @Test("The same for any order of the chunks' sizes where records are single lines")
    func chunks() {
        let lines = (0..<500).map { "request \($0) of user u\($0 % 7) took \($0 * 3) ms" }
        let bytes = Array(lines.joined(separator: "\n").utf8)
        #expect(Mined(bytes, cut: 90).rows == Mined(bytes).rows)
    }

    @Test("Forms beyond the limit are merged on the way, and what cannot be is counted")
    func limits() {
        var random = SplitMix64(state: 3)
        func word() -> String {
            String((0..<7).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
        }
        var limits = LogMiner.Limits()
        limits.forms = 50
        let users = (0..<2000).map { _ in "user \(word()) signed in from \(word()) again" }
        let merged = Mined(Array(users.joined(separator: "\n").utf8), limits: limits)
        #expect(Set(merged.texts) == ["user <*> signed in from <*> again"])

        let prose = (0..<2000).map { _ in
            (0..<Int.random(in: 1...9, using: &random)).map { _ in word() }.joined(separator: " ")
        }
        let capped = Mined(Array(prose.joined(separator: "\n").utf8), limits: limits)
        #expect(capped.templates.templates.count <= 51)
        #expect(capped.templates.templates.last?.text == "<*>")
        #expect(capped.templates.templates.reduce(0) { $0 + $1.count } == 2000)
    }

    @Test("A long line is cut, and its end is a variable")
    func long() {
        let line = "begin " + String(repeating: "word ", count: 20_000)
        let mined = Mined([line + "one", "short", line + "two"])
        #expect(mined.rows == [1, 2, 1])
        #expect(mined.texts[0].hasSuffix("<*>"))
    }

    @Test("Bytes that are no UTF-8 are replaced")
    func invalid() {
        let mined = Mined(Array("caf".utf8) + [0xE9] + Array(" open".utf8))
        #expect(mined.texts == ["caf\u{FFFD} open"])
    }
}

import AutoSRECore
import Testing

/// Text that a program glued together is read, and what is JSON stays as it is.
@Suite struct MendedJSONTests {
    private func mended(_ text: [UInt8]) -> (text: String, flaw: String)? {
        MendedJSON(text).map { (String(decoding: $0.bytes, as: UTF8.self), $0.flaw) }
    }

    @Test(arguments: [
        (#"["\ud83d"]"#, "[\"\u{FFFD}\"]", "half of a surrogate pair near byte 2"),
        (#"["\ude00\ud83d\ude00"]"#, "[\"\u{FFFD}\\ud83d\\ude00\"]", "half of a surrogate pair near byte 2"),
        (#"["\ud83d\ud83d\ude00"]"#, "[\"\u{FFFD}\\ud83d\\ude00\"]", "half of a surrogate pair near byte 2"),
        (
            #"["\ud83dx", "\ud83d"]"#, "[\"\u{FFFD}x\", \"\u{FFFD}\"]",
            "half of a surrogate pair near byte 2, and 1 more"
        ),
        ("[\"a\tb\"]", #"["a\u0009b"]"#, "a raw control character near byte 3"),
        (#"["C:\Users\new"]"#, "[\"C:\u{FFFD}Users\\new\"]", "an unknown escape near byte 4"),
        (
            #"["\u12g4", "\u+123"]"#, "[\"\u{FFFD}u12g4\", \"\u{FFFD}u+123\"]",
            "an unknown escape near byte 2, and 1 more"
        ),
        (#"["\u"#, "[\"\u{FFFD}u", "an unknown escape near byte 2"),
        ("[\"\\", "[\"\u{FFFD}", "an unknown escape near byte 2"),
    ])
    func brokenText(text: String, expected: String, flaw: String) throws {
        let found = try #require(mended(Array(text.utf8)))
        #expect(found.text == expected && found.flaw == flaw)
    }

    @Test(
        arguments: [[0xFC], [0xC0, 0x80], [0xED, 0xA0, 0xBD], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80]]
            as [[UInt8]])
    func bytesThatAreNotUTF8(bytes: [UInt8]) throws {
        let found = try #require(mended(Array("[\"".utf8) + bytes + Array("é€😀\"]".utf8)))
        #expect(found.text == "[\"\(String(repeating: "\u{FFFD}", count: bytes.count))é€😀\"]")
        #expect(found.flaw.hasPrefix("a byte that is not UTF-8 near byte 2"))
    }

    @Test(arguments: [
        "", "{}", "nonsense", "[\"é€😀\"]", #"{"a\u0000\"\\\/\b\f\n\r\t\ud83d\ude00": "\uFFFD"}"#, "[\t\u{1}\\x]",
        #"["a"#,
    ])
    func whatIsJSONStays(text: String) { #expect(MendedJSON(Array(text.utf8)) == nil) }

    /// Whatever a string holds, the document is read, and what stands beside the string is as it was.
    @Test(arguments: UInt64(0)..<200)
    func anyTextIsRead(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let pieces: [[UInt8]] = [
            [0x5C, 0x75], [0x64, 0x38, 0x33, 0x64], [0x64, 0x65, 0x30, 0x30], [0x1B], [0xC3], [0xA9], [0xF0, 0x9F],
            [0x61],
            [0x5C, 0x6E], [0x5C, 0x5C], [0x5C, 0x22], [0x5C, 0x78], [0x00], [0xFF],
        ]
        let inside = (0..<random.next() % 12).flatMap { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
        let text = Array(#"{"a": 1, "b": "#.utf8) + [0x22] + inside + Array(#"x", "c": [2]}"#.utf8)
        let found = try JSON.decode(JSONValue.self, fromLoose: text)
        #expect(found["a"]?.integer == 1 && found["c"] == [2] && found["b"]?.string?.hasSuffix("x") == true)
        #expect(MendedJSON(MendedJSON(text)?.bytes ?? text) == nil)
    }
}

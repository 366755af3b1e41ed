import AutoSRECore
import AutoSREPlatform
import Testing

/// What a reader of outside bytes must withstand: an error or a value for every input, and nothing else.
@Suite(.timeLimit(.minutes(2)))
struct JSONReaderTests {
    /// Everything of a document, so that every function of the cursor is used on whatever comes.
    private func walk(_ cursor: borrowing JSONCursor, depth: Int = 0) throws -> Int {
        var count = 1
        switch depth == 0 ? .object : cursor.kind {
        case .object: try cursor.members(of: "it") { count += $0.bytes.count + (try walk(cursor, depth: depth + 1)) }
        case .array: try cursor.elements(of: "it") { count += try walk(cursor, depth: depth + 1) }
        case .text: count += try cursor.text(of: "it").count
        default: count += try cursor.written().count
        }
        return count
    }

    private func walk(_ bytes: [UInt8], _ reader: inout JSONReader) throws -> Int {
        try reader.read(bytes, limit: 1 << 20) { try walk($0) }
    }

    private func flaw(_ text: String, limit: Int = 1 << 20) -> String? {
        var reader = JSONReader()
        do {
            _ = try reader.read(Array(text.utf8), limit: limit) { try walk($0) }
            return nil
        } catch {
            return "\(error)"
        }
    }

    static let document = #"""
        {"status":"success","data":{"result":[{"metric":{"a":"é\n\"\u00e9\ud83d\ude00","b":""},"values":[[1.5,"2e3"],
        [-0.25E-1,"NaN"]]},{}],"none":[],"more":{"x":[[[{"y":[null,true,false,12345678901234567890123,1e400]}]]]}}}
        """#

    @Test func everyPartIsRead() throws {
        var reader = JSONReader()
        var seen: [String] = []
        try reader.read(
            Array(#" {"a" : ["x\u00e9\n\"", 12e1 , true,null,{"b":[1, 2 ] } ] , "\u0061b":"" } "#.utf8), limit: 100
        ) {
            cursor in
            try cursor.members(of: "it") { name in
                seen.append(name.string)
                guard case "a" = name else { return seen.append(try cursor.string(of: "it")) }
                try cursor.elements(of: "it") {
                    seen.append(cursor.kind == .text ? try cursor.string(of: "it") : try cursor.written().text)
                }
            }
        }
        #expect(seen == ["a", "xé\n\"", "12e1", "true", "null", #"{"b":[1, 2 ] }"#, "ab", ""])
    }

    @Test func whatIsNotReadIsPassedOver() throws {
        var reader = JSONReader()
        var names = ""
        for _ in 0..<2 {
            try reader.read(Array(Self.document.utf8), limit: 1 << 20) { cursor in
                try cursor.members(of: "it") { names += $0.string }
            }
        }
        #expect(names == "statusdatastatusdata", "and the reader is used again")
    }

    @Test(arguments: [
        ("", "Empty"), ("  ", "Empty"), ("nonsense", "object"), ("[1]", "object"), ("\"a\"", "object"),
        ("{", "not JSON"),
        ("{}}", "not JSON"), ("{} x", "not JSON"), (#"{"a":1}{"a":1}"#, "not JSON"), (#"{"a":1,}"#, "not JSON"),
        (#"{"a" 1}"#, "not JSON"), (#"{"a":[1,]}"#, "not JSON"), (#"{"a":[1 2]}"#, "not JSON"), (#"{a:1}"#, "not JSON"),
        (#"{"a":"\x"}"#, "not JSON"), (#"{"a":"\ud800"}"#, "not JSON"), (#"{"a":"\ud800\u0041"}"#, "not JSON"),
        (#"{"\udc00":1}"#, "not JSON"), ("{\"a\":\"\u{1}\"}", "not JSON"), (#"{"a":"b}"#, "not JSON"),
        (#"{"a":{"b":}"#, "not JSON"), (#"{"a":[}"#, "not JSON"), (#"{"a":[{]}"#, "not JSON"),
        (#"{"a":x}"#, "not JSON"),
        (#"{"a":trux}"#, "not JSON"), (#"{"a":01}"#, "not JSON"), (#"{"a":1.}"#, "not JSON"), (#"{"a":-}"#, "not JSON"),
        (#"{"a":1e+}"#, "not JSON"), (#"{"a":NaN}"#, "not JSON"), (#"{"a":+1}"#, "not JSON"),
        (#"{"a":.5}"#, "not JSON"),
    ])
    func brokenJSONIsNamed(text: String, reason: String) {
        let said = flaw(text)
        #expect(said?.contains(reason) == true, "\(text): \(said ?? "read")")
    }

    @Test func invalidUnicodeIsRefused() {
        var reader = JSONReader()
        for broken in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]] {
            #expect(throws: JSONFlaw.self) { try walk(Array("{\"a\":\"".utf8) + broken + Array("\"}".utf8), &reader) }
        }
    }

    @Test func bytesAndDepthAreBounded() {
        #expect(flaw("{\"a\":1}", limit: 7) == nil)
        #expect(flaw("{\"a\":1}", limit: 6) == "has 7 bytes, more than the 6 that are read")
        func deep(_ levels: Int) -> String {
            "{\"a\":" + String(repeating: "[", count: levels) + String(repeating: "]", count: levels) + "}"
        }
        #expect(flaw(deep(JSONReader.deepest - 1)) == nil)
        #expect(flaw(deep(JSONReader.deepest))?.contains("goes deeper than 64 levels") == true)
        #expect(flaw(String(repeating: "[", count: 500_000)) != nil)
        #expect(flaw(String(repeating: "{\"a\":", count: 100_000)) != nil)
        var reader = JSONReader()
        #expect(throws: Never.self) {
            try reader.read(Array(deep(200_000).utf8), limit: 1 << 20) { try $0.members(of: "it") { _ in } }
        }
    }

    @Test func aDocumentCutAnywhereIsAnError() throws {
        var reader = JSONReader()
        let bytes = Array(Self.document.utf8)
        #expect(try walk(bytes, &reader) > 100)
        for end in 0..<bytes.count {
            #expect(throws: JSONFlaw.self, "cut at \(end)") { try walk(Array(bytes[..<end]), &reader) }
        }
    }

    /// No input may trap; what still is JSON is read.
    @Test func flippedBytesNeverTrap() {
        var reader = JSONReader()
        var chance = SplitMix64(state: 7)
        let marks = Array("{}[],:\"\\019-eEtfn. \n\u{0}".utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<20_000 {
            var bytes = Array(Self.document.utf8)
            for _ in 0...Int(chance.next() % 3) {
                let at = Int(chance.next() % UInt64(bytes.count))
                switch chance.next() % 4 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: chance.next())
                case 1: bytes[at] ^= 1 << (chance.next() % 8)
                case 2: bytes.insert(marks[Int(chance.next() % UInt64(marks.count))], at: at)
                default: bytes[at] = marks[Int(chance.next() % UInt64(marks.count))]
                }
            }
            do {
                _ = try walk(bytes, &reader)
                read += 1
            } catch {
                refused += 1
            }
        }
        #expect(read > 100 && refused > 100, "\(read) read, \(refused) refused")
    }

    @Test func aWalkThatStopsEarlyIsAnError() {
        var reader = JSONReader()
        #expect(throws: JSONFlaw.self) { try reader.read(Array("{}".utf8), limit: 10) { _ in } }
        #expect(throws: CancellationError.self) {
            try reader.read(Array("{\"a\":1}".utf8), limit: 10) {
                try $0.members(of: "it") { _ in throw CancellationError() }
            }
        }
        #expect(throws: Never.self) { try walk(Array("{}".utf8), &reader) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}

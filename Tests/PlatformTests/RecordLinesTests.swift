import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RecordLinesTests {
    private func records(_ text: String, limit: Int = 1 << 20) throws -> RecordLines {
        var reader = JSONReader()
        return try reader.records(Array(text.utf8), limit: limit, time: "_time", text: "_msg")
    }

    /// VictoriaLogs' own, and what other programs write.
    static let text = #"""
        {"_time":"2026-11-29T19:25:52.000000002Z","_stream":"{service=\"checkout\"}","_msg":"dial tcp: connection refused"}

        {"_msg":"first","_time":"2026-11-29T19:25:52.000000001Z","level":"error","retries":3,"id":123456789012345678901234}
        {"_time":"2026-11-29T19:25:53Z","error":{"code":[1, 2]},"none":null,"ok":true}

        """#

    @Test func recordsBecomeLines() throws {
        let read = try records(Self.text)
        let log = read.columns
        #expect(read.unreadable.count == 0 && log.count == 3)
        #expect((0..<3).map { log.texts[$0] } == ["first", "dial tcp: connection refused", ""])
        #expect(log.labels[log.sets[0]].map(\.name) == ["id", "level", "retries"])
        #expect(log.labels[log.sets[0]].map(\.value) == ["123456789012345678901234", "error", "3"])
        #expect(log.labels.value(of: "_stream", in: log.sets[1]) == "{service=\"checkout\"}")
        #expect(log.labels[log.sets[2]].map(\.value) == [#"{"code":[1, 2]}"#, "true"])
    }

    @Test func unreadableLinesAreCountedAndTheOthersKept() throws {
        let good = #"{"_time":"2026-11-29T19:25:52Z","_msg":"a"}"#
        let bad = [
            #"{"_time":"2026-11-29T19:25:52Z","_msg":"b""#, #"{"_msg":"c"}"#, "[1]", "text",
            #"{"_msg":"d","_time":"soon"}"#, #"{"_time":"2026-11-29T19:25:52Z","_time":"2026-11-29T19:25:52Z"}"#,
            #"{"_time":"2026-11-29T19:25:52Z","_msg":"e","_msg":"f"}"#, #"{"_time":"2026-11-29T19:25:52Z"} {}"#,
            #"{"_time":"2026-11-29T19:25:52Z","a":"1","a":"2"}"#, #"{"_msg":"g","a":"\ud800"}"#,
        ]
        let read = try records(([good] + bad + [good]).joined(separator: "\r\n"))
        #expect(read.columns.count == 2 && read.unreadable.count == bad.count)
        #expect((0..<2).map { read.columns.texts[$0] } == ["a", "a"] && read.columns.sets == [0, 0])
        #expect(read.unreadable.first?.description.hasPrefix("is not JSON") == true)
        #expect((read.unreadable.first?.offset ?? 0) > good.utf8.count, "counted from the beginning of all")
    }

    @Test func whatHasNoRecordIsAnError() throws {
        #expect(throws: JSONFlaw.self) { try records("unauthorized\n") }
        #expect(throws: JSONFlaw.self) { try records(Self.text, limit: 10) }
        #expect(try records("").columns.count == 0)
        #expect(try records("\n \r\n").unreadable.count == 0)
    }

    @Test func cutAnywhereItKeepsTheLinesBefore() throws {
        let bytes = Array(Self.text.utf8)
        let whole = try records(Self.text).columns
        var reader = JSONReader()
        for end in 0..<bytes.count {
            let read = try? reader.records(Array(bytes[..<end]), limit: 1 << 20, time: "_time", text: "_msg")
            let ends = bytes[..<end].split(separator: UInt8(ascii: "\n")).count
            guard let read else {
                #expect(ends <= 1, "cut at \(end)")
                continue
            }
            #expect(read.columns.count + read.unreadable.count == ends && read.unreadable.count <= 1, "cut at \(end)")
            #expect(read.columns.count < 3 || read.columns == whole)
        }
    }
}

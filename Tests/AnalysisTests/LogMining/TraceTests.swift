import AutoSRECore
import AutoSREAnalysis
import Testing

@Suite("Traces of lines", .timeLimit(.minutes(1)))
struct TraceTests {
    @Test(
        "The trace is found wherever loggers put it",
        arguments: [
            (
                "10:00 INFO App TraceID: 69b894416462ffe2bdc86c53d5b2ba19 SpanID: c5f8",
                "69b894416462ffe2bdc86c53d5b2ba19"
            ),
            (#"{"level":"info","trace_id":"69b894416462ffe2","msg":"x"}"#, "69b894416462ffe2"),
            (#"{"trace.id": "69b894416462ffe2bdc86c53d5b2ba19"}"#, "69b894416462ffe2bdc86c53d5b2ba19"),
            ("traceId=69b894416462ffe2 spanId=1", "69b894416462ffe2"),
            ("dd.trace_id=1234567890123456789 x", "1234567890123456789"),
            (
                "traceparent: 00-69b894416462ffe2bdc86c53d5b2ba19-c5f856fd5edc297a-01",
                "69b894416462ffe2bdc86c53d5b2ba19"
            ),
            ("a stack trace: deadbeef follows", nil),
            ("no trace of it", nil), ("trace_id= ", nil), ("trace", nil), ("", nil),
        ] as [(String, String?)])
    func find(_ line: String, _ trace: String?) {
        let bytes = Array(line.utf8)
        let found = TraceReference.find(bytes.span).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(found == trace)
    }

    @Test("No bytes make harm", arguments: 0..<20)
    func fuzz(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        let pieces = ["trace", "traceparent", "_id", ":", "=", "\"", "00-", "a1b2c3d4e5f60718", " ", "/", "\u{0}"]
        for _ in 0..<200 {
            let line = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }
            let bytes = Array(line.joined().utf8)
            if let range = TraceReference.find(bytes.span) { #expect(range.upperBound <= bytes.count) }
            _ = LogSeverity(line: bytes.span)
            _ = FailureWords.holds(bytes)
        }
    }
}

import LogMining
import Testing

@Suite("Severity of lines", .timeLimit(.minutes(1)))
struct SeverityTests {
    @Test(
        "A level is found wherever loggers put it",
        arguments: [
            ("2026-01-02 10:00:00,123 ERROR [main] c.e.App - boom", LogSeverity.error),
            ("16:48:22.882 INFO  c.e.CartServiceImpl#469 TraceID: 1", .info),
            ("[Sun Dec 04 04:47:44 2005] [error] worker gone", .error),
            ("10-10 12:00:00.000  1000  1000 E SomeRuntime: x", .error),
            ("E/SomeManager( 123): no answer", .error),
            ("I0102 10:00:00.000 1 server.go:1] ready", .info),
            ("<11>Oct 11 22:14:15 host su: failed", .error),
            (#"{"time":"t","level":"warn","msg":"x"}"#, .warning),
            (#"{"level":50,"msg":"x"}"#, .error),
            (#"{"severityNumber":17,"body":"x"}"#, .error),
            (#"{"log.level":"error","message":"x"}"#, .error),
            (#"{"@l":"Fatal","@m":"x"}"#, .fatal),
            ("time=t level=warning msg=\"x\"", .warning),
            ("time=t lvl=eror msg=\"x\"", .error),
            ("warning: deprecated", .warning),
            ("2026-01-02 | CRITICAL | main", .fatal),
            ("\u{1B}[2m2026-01-02T10:00:00Z\u{1B}[0m \u{1B}[32m INFO\u{1B}[0m shop: no route to host", .info),
            ("\u{1B}[31merror\u{1B}[39m: x", .error), ("[2026-01-02 10:00:00] production.ERROR: x", .error),
            ("[2026-01-02 10:00:00,000: INFO/MainProcess] connection refused", .info),
            ("[Mon Nov 30 20:00:00 2026] [proxy:info] [pid 1] connection refused", .info),
            ("2026-01-02T10:00:00Z\terror\ta/b.go:1\tx", .error),
        ])
    func levels(_ line: String, _ severity: LogSeverity) {
        #expect(LogSeverity(line: Array(line.utf8).span) == severity)
    }

    @Test(
        "A word of a message is no level",
        arguments: [
            "checked the error log", "the info page was sent", "debug mode is off", #"{"msg":"level: error"}"#, "", " ",
            "[]",
        ])
    func none(_ line: String) {
        #expect(LogSeverity(line: Array(line.utf8).span) == nil)
    }

    @Test(
        "Failures are told by words of their own",
        arguments: [
            ("connection refused by peer", true), ("java.net.ConnectException: x", true), ("read timed out", true),
            ("timeout=30 retries=2", false), ("completed with no errors", false), ("wrote /var/log/error.log", false),
            ("<*> failed, <*> passed", false), ("request failed", true), ("error_count reset", false),
        ])
    func failures(_ text: String, _ tells: Bool) {
        #expect(FailureWords.holds(text.utf8) == tells)
    }
}

import AutoSRECore
import AutoSREPlatform
import Testing

@testable import AutoSREIntegrations

/// A line whose own level says info or debug grounds nothing, however its logger writes it; one that says error is
/// seen.
@Suite("Levels in and beside messages", .timeLimit(.minutes(1)))
struct LevelTests {
    private func gravity(inMessage message: String) -> LevelWord.Gravity? {
        LogLevel(inMessage: message).flatMap { LevelWord.gravity(of: $0.word(on: nil)) }
    }

    /// The level of a line with these members, and what it says.
    private func line(_ members: String) throws -> (level: String, gravity: LevelWord.Gravity?) {
        var reader = JSONReader()
        let text = #"{"timestamp": "2026-11-24T11:00:00Z", \#(members)}"#
        let record = try LogRecord(LooseRecord(Array(text.utf8), with: &reader))
        let level = LogRecord.lines([record])[0].level
        return (level, LevelWord.gravity(of: level))
    }

    @Test("a calm level in the message", arguments: LevelForms.calm)
    func calm(message: String) { #expect(gravity(inMessage: message) == .calm, "\(message.prefix(200))") }

    @Test("a grave level in the message", arguments: LevelForms.grave)
    func grave(message: String) { #expect(gravity(inMessage: message) == .failure, "\(message.prefix(200))") }

    @Test("what is no level", arguments: LevelForms.none)
    func none(message: String) { #expect(gravity(inMessage: message) ?? .calm == .calm, "\(message)") }

    @Test(
        "a calm level beside an alarming message",
        arguments: [
            #""level": "\u001b[32minfo\u001b[39m""#, ##""level": "#033[34mDEBUG#033[0m""##, #""level": "[34mdebug[0m""#,
            #""level": "production.INFO""#, #""level": "INFO/MainProcess""#, #""level": "proxy:info""#,
            #""level": "INFO+2""#, #""level": "DEBUG1""#, #""level": ["info"]"#, #""level": {"value": "INFO"}"#,
            #""level": "LOG_INFO""#, #""level": "trce""#, #""LogLevel": 2"#, #""logLevel": 1"#, #""severityLevel": 1"#,
            #""SeverityLevel": "Information""#, #""severity": 200"#, #""severity": "200""#, #""s": "I""#, #""s": "D2""#,
            #""L": "INFO""#, #""@t": "x", "@mt": "x""#, #""status": "info""#, #""level": "stderr", "severity": "INFO""#,
            #""level": "error or info""#,
        ])
    func calmBeside(member: String) throws {
        #expect(try line(#"\#(member), "message": "payment failed: connection refused""#).gravity == .calm, "\(member)")
    }

    @Test(
        "a grave level beside a message",
        arguments: [
            #""level": "\u001b[31merror\u001b[39m""#, #""level": "app.ERROR""#, #""level": "core:error""#,
            #""level": "fail""#, #""level": "LOG_ERR""#, #""LogLevel": 4"#, #""severityLevel": 3"#,
            #""severityLevel": 4"#,
            #""severity": 500"#, #""severity": "800""#, #""s": "E""#, #""s": "F""#, #""L": "ERROR""#,
            #""level": ["error"]"#,
        ])
    func graveBeside(member: String) throws {
        #expect(try line(#"\#(member), "message": "ledger rejects the booking""#).gravity == .failure, "\(member)")
    }

    @Test(
        "where both have one, the less grave counts",
        arguments: [
            ("ERROR", "I1124 11:00:00.000000 7 a.go:3] connection refused", "INFO"),
            ("ERROR", "[2026-11-30 20:00:00] production.INFO: payment failed", "INFO"),
            ("INFO", "ERROR refused", "INFO"),
            ("stderr", "ERROR refused", "ERROR"), ("ERROR", "refused", "ERROR"), ("ERROR", "WARN refused", "WARN"),
        ])
    func both(beside: String, message: String, level: String) throws {
        #expect(try line(#""level": "\#(beside)", "message": "\#(message)""#).level == level)
    }

    @Test(
        "numbers that count up, down, and from where",
        arguments: [
            // Monolog's 250 and 550 are nobody else's; without them 200 may be log4j 2's ERROR in a storm.
            ([200: 90, 250: 4, 400: 80], 400, "ERROR"), ([200: 90, 250: 4, 400: 80], 200, "INFO"),
            ([200: 90, 400: 80], 400, ""), ([200: 90, 400: 80], 200, ""), ([100: 9, 250: 3, 550: 1], 250, "NOTICE"),
            // .NET's, of which syslog's scale would make the worst; and what Windows' events count down to 1.
            ([2: 120, 4: 10], 2, ""), ([1: 3, 2: 120], 2, ""), ([4: 120, 2: 4], 4, "INFO"),
            ([4: 120, 2: 4], 2, "ERROR"), ([3: 9], 3, "ERROR"), ([6: 9, 3: 90], 3, "ERROR"),
            // pino that debugs.
            ([20: 90, 30: 60, 40: 3], 30, "INFO"), ([20: 90, 30: 60, 40: 3], 40, "WARN"),
        ])
    func scales(counts: [Int: Int], number: Int, word: String) {
        #expect(LogLevel.number(number, nil).word(on: LogScale(of: counts)) == word)
    }

    @Test("codes for terminals go whole, and nothing else goes")
    func codes() {
        func plain(_ text: String) -> String { String(decoding: TerminalCodes.removed(from: text.utf8), as: UTF8.self) }
        #expect(plain("\u{1B}[1;38;5;9mERROR\u{1B}[0m x") == "ERROR x")
        #expect(plain("\u{1B}]8;;http://x\u{7}link\u{1B}]8;;\u{1B}\\ \u{9B}31mred\u{1B}[K") == "link red")
        #expect(plain("^[[31mx^[[m \\x1b[31my\\e[0m \u{FFFD}[31mz") == "x y z")
        for text in ["rate(x[5m])", "[m]", "[31", "a[0]m", "[a;m", "#033", "é [ERROR] ü"] {
            #expect(plain(text) == text)
        }
        #expect(plain("\u{1B}") == "" && plain("x\u{1B}[") == "x" && plain("\u{1B}[31") == "")
    }
}

/// How grave a line is, on the steps that all scales of loggers have in common.
public enum LogSeverity: Int, Sendable, Comparable, CaseIterable {
    /// Trace, verbose, finest.
    case trace
    /// Debug, fine.
    case debug
    /// Info, notice, and lines that say nothing of it.
    case info
    /// Warn, warning.
    case warning
    /// Error, severe.
    case error
    /// Fatal, critical, alert, emergency, panic.
    case fatal

    /// Whether one is less grave than the other.
    /// Whether `one` is less grave.
    public static func < (one: LogSeverity, other: LogSeverity) -> Bool { one.rawValue < other.rawValue }

    /// A logger's word for a level, in any case; nil for another word.
    public init?(word: some Collection<UInt8>) {
        guard word.count <= 13, let severity = Self.words[word.map(Self.lower)] else { return nil }
        self = severity
    }

    /// A number on the scale that goes with a member's name, or else with the number itself: syslog's 0 to 7
    /// (RFC 5424), OpenTelemetry's 1 to 24, pino's and bunyan's 10 to 60, java.util.logging's 300 to 1000, log4j's
    /// 5000 to 50000. Python's 10 to 50 are told by the name `levelno`.
    init?(number: Int, name: some Collection<UInt8>) {
        let name = name.map(Self.lower)
        if name.elementsEqual("severitynumber".utf8) || name.elementsEqual("severity_number".utf8) {
            self = Self.step(number, [(21, .fatal), (17, .error), (13, .warning), (9, .info), (5, .debug)])
            return
        }
        if name.elementsEqual("levelno".utf8) {
            self = Self.step(number, [(50, .fatal), (40, .error), (30, .warning), (20, .info), (10, .debug)])
            return
        }
        switch number {
        case 0...2: self = .fatal
        case 3: self = .error
        case 4: self = .warning
        case 5, 6: self = .info
        case 7: self = .debug
        case 10...60: self = Self.step(number, [(60, .fatal), (50, .error), (40, .warning), (30, .info), (20, .debug)])
        case 300...1000: self = Self.step(number, [(1000, .error), (900, .warning), (800, .info), (500, .debug)])
        case 5000...50_000:
            self = Self.step(
                number, [(50_000, .fatal), (40_000, .error), (30_000, .warning), (20_000, .info), (10_000, .debug)])
        default: return nil
        }
    }

    private static func step(_ number: Int, _ steps: [(least: Int, severity: LogSeverity)]) -> LogSeverity {
        steps.first { number >= $0.least }?.severity ?? .trace
    }

    static func lower(_ byte: UInt8) -> UInt8 { ByteClass.isUpper(byte) ? byte | 32 : byte }

    private static let words: [[UInt8]: LogSeverity] = {
        let words: [(LogSeverity, String)] = [
            (.trace, "trace trc trce verbose vrb finest finer all"),
            (.debug, "debug dbg dbug fine config"),
            (.info, "info inf information informational notice note default normal log"),
            (.warning, "warn wrn warning"),
            (.error, "error err eror severe sev failure"),
            (.fatal, "fatal ftl critical crit alert emerg emergency panic pnc dpanic"),
        ]
        var table: [[UInt8]: LogSeverity] = [:]
        for (severity, names) in words {
            for name in names.split(separator: " ") { table[Array(name.utf8)] = severity }
        }
        return table
    }()
}

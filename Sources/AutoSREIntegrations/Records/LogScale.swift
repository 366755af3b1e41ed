/// A scale of numbered levels.
enum LogScale: Hashable {
    /// 0 emergency … 7 debug: RFC 5424, GELF, systemd.
    case syslog
    /// 10 trace … 60 fatal: pino, bunyan.
    case pino
    /// 10 debug … 50 critical: Python's logging.
    case python
    /// -4 debug, 0 info, 4 warn, 8 error: Go's slog.
    case slog
    /// 1 trace … 24 fatal: the log data model of OpenTelemetry.
    case openTelemetry
    /// 300 finest … 1000 severe: java.util.logging.
    case java
    /// 10000 debug … 50000 fatal: log4j 1, logback.
    case log4j
    /// 600 trace … 100 fatal: log4j 2.
    case log4j2
    /// 100 debug, 200 info … 600 emergency: PHP's Monolog.
    case monolog
    /// 100 debug, 200 info … 800 emergency: Google Cloud's LogSeverity.
    case googleCloud
    /// 0 trace, 1 debug, 2 information … 5 critical: .NET's LogLevel.
    case dotNet
    /// 0 verbose, 1 information … 4 critical: SeverityLevel of Azure's Application Insights.
    case applicationInsights
    /// 5 verbose, 4 information … 1 critical: the events of Windows.
    case windows

    /// The scale that a source's numbers are on, by which there are and how often: most lines of a log are harmless.
    /// Nil where they do not tell.
    init?(of counts: [Int: Int]) {
        let numbers = Set(counts.keys)
        guard let least = numbers.min(), let most = numbers.max(), let usual = Self.usual(counts) else { return nil }
        switch (least, most) {
        case (-8..<0, ...12): self = .slog
        case (0, 0): return nil
        case (0, ...8) where numbers.isSubset(of: [0, 4, 8]) && (most == 8 || usual == 0): self = .slog
        // No log is mostly of what is critical on syslog's scale: those count up, by one of several scales.
        case (0..., ...5) where usual < 3: return nil
        case (0..., ...5) where usual == 4: self = .windows
        case (0..., ...7): self = .syslog
        case (10..., ...60) where numbers.allSatisfy { $0 % 10 == 0 }:
            // What pino writes while it debugs is mostly 20 too, and then much 30, which is its INFO.
            let isPython = most < 60 && usual == 20 && counts[30, default: 0] * 5 <= counts[20, default: 0]
            self = isPython ? .python : .pino
        case (1..., ...24): self = .openTelemetry
        case (300..., 700...1200): self = .java
        case (100..., ...600) where numbers.allSatisfy { $0 % 100 == 0 } && (usual == 400 || usual == 500):
            self = .log4j2
        // Mostly 200 is also log4j 2 in a storm of errors, whose 400 is INFO: only what it has no number for tells.
        case (100..., ...600) where numbers.allSatisfy { $0 % 50 == 0 } && [100, 200].contains(usual):
            guard usual == 100 || numbers.contains(where: { $0 % 100 != 0 }) else { return nil }
            self = .monolog
        case (5000..., ...50_000): self = .log4j
        default: return nil
        }
    }

    /// The most frequent number, the least of several.
    private static func usual(_ counts: [Int: Int]) -> Int? {
        counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// The level in a word; empty for a number that is not on the scale.
    func word(_ number: Int) -> String {
        switch self {
        case .syslog:
            return Self.place(
                number, ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"])
        case .pino: return Self.step(number, [(60, "FATAL"), (50, "ERROR"), (40, "WARN"), (30, "INFO"), (20, "DEBUG")])
        case .python:
            return Self.step(number, [(50, "CRITICAL"), (40, "ERROR"), (30, "WARNING"), (20, "INFO"), (10, "DEBUG")])
        case .slog: return Self.step(number, [(8, "ERROR"), (4, "WARN"), (0, "INFO"), (-4, "DEBUG")])
        case .openTelemetry:
            return Self.step(number, [(21, "FATAL"), (17, "ERROR"), (13, "WARN"), (9, "INFO"), (5, "DEBUG")])
        case .java: return Self.step(number, [(1000, "SEVERE"), (900, "WARNING"), (800, "INFO"), (500, "FINE")])
        case .log4j2:
            return number % 100 == 0
                ? Self.place(number / 100, ["OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"]) : ""
        case .monolog:
            return Self.step(
                number,
                [
                    (600, "EMERGENCY"), (550, "ALERT"), (500, "CRITICAL"), (400, "ERROR"), (300, "WARNING"),
                    (250, "NOTICE"), (200, "INFO"), (100, "DEBUG"),
                ])
        case .googleCloud:
            let words = ["", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"]
            return number % 100 == 0 ? Self.place(number / 100, words) : ""
        case .dotNet: return Self.place(number, ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
        case .applicationInsights: return Self.place(number, ["VERBOSE", "INFO", "WARNING", "ERROR", "CRITICAL"])
        case .windows: return Self.place(number, ["", "CRITICAL", "ERROR", "WARNING", "INFO", "VERBOSE"])
        case .log4j:
            return Self.step(
                number, [(50_000, "FATAL"), (40_000, "ERROR"), (30_000, "WARN"), (20_000, "INFO"), (10_000, "DEBUG")])
        }
    }

    private static func place(_ number: Int, _ words: [String]) -> String {
        words.indices.contains(number) ? words[number] : ""
    }

    private static func step(_ number: Int, _ steps: [(least: Int, word: String)]) -> String {
        steps.first { number >= $0.least }?.word ?? "TRACE"
    }
}

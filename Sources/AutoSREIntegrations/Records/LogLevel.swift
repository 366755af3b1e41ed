import AutoSRECore

/// A log line's level, as its writer put it.
enum LogLevel: Hashable {
    /// In a word of the writer's.
    case word(String)
    /// As a number; which scale it is on is told by the member's name, or else by all numbers of the source.
    case number(Int, LogScale?)

    /// The level in words that the reasoning knows; empty where the number says nothing.
    func word(on scale: LogScale?) -> String {
        switch self {
        case .word(let word): LogLevel.spelled(word)
        case .number(let number, let own): (own ?? scale)?.word(number) ?? ""
        }
    }

    /// The names that members with a level have, best first, and the scale that goes with the name.
    private static let names: [(name: String, scale: LogScale?)] = [
        ("level_name", nil), ("level", nil), ("severity", nil), ("levelname", nil), ("log_level", nil),
        ("loglevel", nil), ("lvl", nil),
        ("log.level", nil), ("severity_text", nil), ("severityText", nil), ("levelno", .python),
        ("severity_number", .openTelemetry), ("severityNumber", .openTelemetry), ("syslog_severity", .syslog),
        ("priority", nil), ("PRIORITY", .syslog), ("@l", nil), ("log_severity", nil),
    ]

    /// The level among a record's members.
    init?(_ record: LooseRecord) {
        for (name, scale) in Self.names {
            guard let value = record.json(name), let level = Self.level(value, scale) else { continue }
            self = level
            return
        }
        if let level = Self.named(otherwise: record) {
            self = level
            return
        }
        guard record.text("log") == nil, let inner = record.json("log")?["level"],
            let level = Self.level(inner, nil)
        else { return nil }
        self = level
    }

    /// Such a member with its name in another case, or with the `@` of Serilog's and hclog's own members.
    private static func named(otherwise record: LooseRecord) -> LogLevel? {
        let keys = record.names.filter { name in
            let first = name.utf8.first
            return name.utf8.count <= 20 && (first == UInt8(ascii: "@") || name.utf8.contains { $0 < 91 && $0 > 64 })
        }
        guard !keys.isEmpty else { return nil }
        for (name, scale) in names {
            let wanted = name.lowercased()
            for key in keys.sorted() where key.drop(while: { $0 == "@" }).lowercased() == wanted {
                if let value = record.json(key), let level = level(value, scale) { return level }
            }
        }
        return nil
    }

    private static func level(_ value: JSONValue, _ scale: LogScale?) -> LogLevel? {
        switch value {
        case .string(let text):
            let word = String(text.prefix(40))
            if let number = Int(word) { return .number(number, scale) }
            return word.contains { !$0.isWhitespace } ? .word(word) : nil
        case .integer, .number:
            guard let number = value.integer, let whole = Int(exactly: number) else { return nil }
            return .number(whole, scale)
        case .object(let object): return object["name"].flatMap { level($0, scale) }
        default: return nil
        }
    }

    /// A writer's word without what stands around it (`[E]`, `ERR!`, `LogLevel.ERROR`), and the long form of an
    /// abbreviation.
    private static func spelled(_ word: String) -> String {
        let bare = word.trimmed
        let last = bare.lastIndex(of: ".").map { String(bare[bare.index(after: $0)...]) } ?? bare
        return abbreviations[last.lowercased()] ?? last
    }

    private static let abbreviations = [
        "w": "WARN", "wrn": "WARN", "e": "ERROR", "err": "ERROR", "eror": "ERROR", "i": "INFO", "inf": "INFO",
        "d": "DEBUG",
        "dbg": "DEBUG", "dbug": "DEBUG", "t": "TRACE", "trc": "TRACE", "v": "VERBOSE", "vrb": "VERBOSE", "f": "FATAL",
        "ftl": "FATAL", "c": "CRITICAL", "n": "NOTICE", "p": "PANIC", "pnc": "PANIC", "a": "ALERT", "s": "SEVERE",
    ]
}

extension String {
    /// Without blanks, brackets and signs around it.
    fileprivate var trimmed: String {
        func isAround(_ character: Character) -> Bool { character.isWhitespace || "[]()<>:!.".contains(character) }
        return String(drop(while: isAround).reversed().drop(while: isAround).reversed())
    }
}

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

    /// The scale that a source's numbers are on, by which there are and how often: most lines of a log are harmless.
    /// Nil where they do not tell.
    init?(of counts: [Int: Int]) {
        let numbers = Set(counts.keys)
        guard let least = numbers.min(), let most = numbers.max() else { return nil }
        let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        switch (least, most) {
        case (-8..<0, ...12): self = .slog
        case (0, 0): return nil
        case (0, ...8) where numbers.isSubset(of: [0, 4, 8]) && (most == 8 || usual == 0): self = .slog
        case (0..., ...7): self = .syslog
        case (10..., ...60) where numbers.allSatisfy { $0 % 10 == 0 }: self = most < 60 && usual == 20 ? .python : .pino
        case (1..., ...24): self = .openTelemetry
        case (300..., 700...1200): self = .java
        // PHP's Monolog counts from 100 to 600 too, and up: there 200 is what most lines have.
        case (100..., ...600) where numbers.allSatisfy { $0 % 100 == 0 } && (usual == 400 || usual == 500):
            self = .log4j2
        case (5000..., ...50_000): self = .log4j
        default: return nil
        }
    }

    /// The level in a word; empty for a number that is not on the scale.
    func word(_ number: Int) -> String {
        switch self {
        case .syslog:
            let words = ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"]
            return words.indices.contains(number) ? words[number] : ""
        case .pino: return Self.step(number, [(60, "FATAL"), (50, "ERROR"), (40, "WARN"), (30, "INFO"), (20, "DEBUG")])
        case .python:
            return Self.step(number, [(50, "CRITICAL"), (40, "ERROR"), (30, "WARNING"), (20, "INFO"), (10, "DEBUG")])
        case .slog: return Self.step(number, [(8, "ERROR"), (4, "WARN"), (0, "INFO"), (-4, "DEBUG")])
        case .openTelemetry:
            return Self.step(number, [(21, "FATAL"), (17, "ERROR"), (13, "WARN"), (9, "INFO"), (5, "DEBUG")])
        case .java: return Self.step(number, [(1000, "SEVERE"), (900, "WARNING"), (800, "INFO"), (500, "FINE")])
        case .log4j2:
            let words = ["OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"]
            return number % 100 == 0 && words.indices.contains(number / 100) ? words[number / 100] : ""
        case .log4j:
            return Self.step(
                number, [(50_000, "FATAL"), (40_000, "ERROR"), (30_000, "WARN"), (20_000, "INFO"), (10_000, "DEBUG")])
        }
    }

    private static func step(_ number: Int, _ steps: [(least: Int, word: String)]) -> String {
        steps.first { number >= $0.least }?.word ?? "TRACE"
    }
}

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
        case .word(let word): LevelWord.spelled(word)
        case .number(let number, let own): (own ?? scale)?.word(number) ?? ""
        }
    }

    /// Whether it is a number, or a word that is known for a level.
    var isKnown: Bool {
        switch self {
        case .word(let word): LevelWord.gravity(of: LevelWord.spelled(word)) != nil
        case .number: true
        }
    }

    /// The names that members with a level have, best first, and the scale that goes with the name.
    private static let names: [(name: String, scale: LogScale?)] = [
        ("level_name", nil), ("LogLevel", .dotNet), ("logLevel", .dotNet), ("level", nil), ("severity", nil),
        ("levelname", nil), ("log_level", nil), ("loglevel", nil), ("lvl", nil),
        ("log.level", nil), ("severity_text", nil), ("severityText", nil), ("levelno", .python),
        ("severity_number", .openTelemetry), ("severityNumber", .openTelemetry), ("syslog_severity", .syslog),
        ("severityLevel", .applicationInsights), ("priority", nil), ("PRIORITY", .syslog), ("@l", nil), ("L", nil),
        ("log_severity", nil),
    ]

    /// The level among a record's members: the first that is known, or else the first that there is.
    init?(_ record: LooseRecord) {
        let named = Self.names.lazy.compactMap { name, scale in
            record.json(name).flatMap { Self.level($0, scale, name) }
        }
        // One after the other: of most lines the first says it.
        let found =
            named.first { $0.isKnown } ?? Self.named(otherwise: record) ?? Self.inside(record) ?? Self.mongod(record)
            ?? Self.serilog(record) ?? Self.calmStatus(record) ?? named.first
        guard let found else { return nil }
        self = found
    }

    /// Such a member with its name in another case, or with the `@` of Serilog's and hclog's own members.
    private static func named(otherwise record: LooseRecord) -> LogLevel? {
        let keys = record.names.filter { name in
            let first = name.utf8.first
            return name.utf8.count <= 20 && (first == UInt8(ascii: "@") || name.utf8.contains { $0 < 91 && $0 > 64 })
        }
        guard !keys.isEmpty else { return nil }
        for (name, scale) in names where name.utf8.count > 2 {
            let wanted = name.lowercased()
            for key in keys.sorted() where key.drop(while: { $0 == "@" }).lowercased() == wanted {
                if let value = record.json(key), let level = level(value, scale, wanted) { return level }
            }
        }
        return nil
    }

    /// `{"log": {"level": …}}`.
    private static func inside(_ record: LooseRecord) -> LogLevel? {
        guard record.text("log") == nil, let inner = record.json("log")?["level"] else { return nil }
        return level(inner, nil, "level")
    }

    /// mongod's `s`, one letter and for debugging a digit:
    /// https://www.mongodb.com/docs/manual/reference/log-messages/#severity-levels
    private static func mongod(_ record: LooseRecord) -> LogLevel? {
        guard let text = record.text("s"), let letter = text.first, "FEWID".contains(letter) else { return nil }
        let isWhole = text.count == 1 || text.count == 2 && letter == "D" && text.last?.isNumber == true
        return isWhole ? .word(String(letter)) : nil
    }

    /// Serilog's compact lines leave out `@l` where it is Information:
    /// https://github.com/serilog/serilog-formatting-compact
    private static func serilog(_ record: LooseRecord) -> LogLevel? {
        let isCompact = record.contains("@t") && (record.contains("@m") || record.contains("@mt"))
        return isCompact && !record.contains("@l") ? .word("Information") : nil
    }

    /// Datadog's name for a level. Others call by it how something went, so it is only believed that all is calm.
    private static func calmStatus(_ record: LooseRecord) -> LogLevel? {
        guard let text = record.text("status"), ["info", "debug", "notice"].contains(text.lowercased()) else {
            return nil
        }
        return .word(text)
    }

    private static func level(_ value: JSONValue, _ scale: LogScale?, _ name: String) -> LogLevel? {
        switch value {
        case .string(let text):
            let word = String(text.prefix(80))
            if let number = Int(word) { return numbered(number, scale, name) }
            return word.contains { !$0.isWhitespace } ? .word(word) : nil
        case .integer, .number:
            guard let number = value.integer, let whole = Int(exactly: number) else { return nil }
            return numbered(whole, scale, name)
        case .object(let object):
            return (object["name"] ?? object["value"]).flatMap { level($0, scale, name) }
        case .array(let values): return values.count == 1 ? level(values[0], scale, name) : nil
        default: return nil
        }
    }

    /// Hundreds under the name `severity` are Google's.
    private static func numbered(_ number: Int, _ scale: LogScale?, _ name: String) -> LogLevel {
        .number(number, scale == nil && name == "severity" && number >= 100 ? .googleCloud : scale)
    }
}

extension LogLevel {
    /// The scale of one source's numbered levels.
    static func scale(of levels: some Sequence<LogLevel?>) -> LogScale? {
        var counts: [Int: Int] = [:]
        for case .number(let number, nil)? in levels { counts[number, default: 0] += 1 }
        return LogScale(of: counts)
    }

    /// What a line's level is where something beside the message and the message itself may both have one: the less
    /// grave, for what carries lines marks all that came by standard error as errors; and of an unknown one nothing.
    static func lessGrave(_ beside: String, orIn message: String) -> String {
        let gravity = LevelWord.gravity(of: beside)
        guard gravity != .calm, let inside = LogLevel(inMessage: message)?.word(on: nil),
            let own = LevelWord.gravity(of: inside)
        else { return beside }
        return gravity.map { own < $0 } ?? true ? inside : beside
    }
}

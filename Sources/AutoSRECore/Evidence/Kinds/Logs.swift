/// Log lines, oldest first.
public struct Logs: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.logs
    /// The lines.
    public let lines: LogColumns

    /// Wraps lines.
    public init(_ lines: LogColumns) { self.lines = lines }

    /// Columns (`logs/2`); before there were any, a JSON list of lines.
    public init(encoded bytes: [UInt8]) throws {
        let isOlder = bytes.first == UInt8(ascii: "[")
        lines = isOlder ? LogColumns(try JSON.decode([LogLine].self, from: bytes)) : try LogColumns(encoded: bytes)
    }
    /// Columns.
    public func encoded() -> [UInt8] { lines.encoded() }

    /// Each line, keys that go on over several, and labels.
    public func cleaned(by texts: inout some TextCleaner) throws -> Logs {
        let (labels, sets) = (lines.labels.cleaned(by: &texts), lines.sets)
        let clean = try texts.lines(lines.texts) { lines.instance(of: $0) }
        return Logs(lines.with(texts: clean, labels: labels.sets, sets: sets.map { labels.places[$0] }))
    }

    /// How many there are.
    public var summary: String { lines.count.counted("log line") }
    /// Those that decided.
    public var exhibits: [Exhibit] { [.logs(count: lines.count)] }
    /// Texts, times, labels.
    public var roughBytes: Int { lines.texts.bytes.count + lines.labels.texts.bytes.count + 24 * lines.count + 256 }
}

/// One log line, made of a row.
public struct LogLine: Sendable, Hashable, Codable {
    /// When it was written.
    public let at: Instant
    /// The text, without time stamp; hostile until proven otherwise.
    public let message: String
    /// The writer's level (`INFO`, `ERROR`, …), or empty.
    public let level: String
    /// The instance that wrote it, or empty.
    public let instance: String

    /// Makes a log line.
    public init(at: Instant, message: String, level: String = "", instance: String = "") {
        (self.at, self.message, self.level, self.instance) = (at, message, level, instance)
    }

    enum CodingKeys: String, CodingKey {
        case at = "t"
        case message = "m"
        case level = "l"
        case instance = "i"
    }
}

/// Log lines, oldest first.
public struct Logs: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.logs
    /// The lines.
    public let lines: [LogLine]

    /// Wraps lines, oldest first.
    public init(_ lines: [LogLine]) { self.lines = lines }

    /// Decodes the bare list.
    public init(from decoder: any Decoder) throws { lines = try [LogLine](from: decoder) }
    /// Encodes the bare list.
    public func encode(to encoder: any Encoder) throws { try lines.encode(to: encoder) }

    /// Each line by itself, and keys that go on over several.
    public func cleaned(by texts: inout some TextCleaner) throws -> Logs {
        Logs(
            try lines.map { line in
                let writer = texts.name(line.instance)
                let message = try texts.line(line.message, of: writer)
                return LogLine(at: line.at, message: message, level: texts.name(line.level), instance: writer)
            })
    }

    /// How many there are.
    public var summary: String { lines.count.counted("log line") }
    /// Those that decided.
    public var exhibits: [Exhibit] { [.logs(count: lines.count)] }
    /// Texts and times.
    public var roughBytes: Int { lines.reduce(0) { $0 + 64 + $1.message.utf8.count + $1.instance.utf8.count } }
}

/// One log line.
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

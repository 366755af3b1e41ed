/// What an orchestrator says that happened, oldest first: `FailedScheduling`, `OOMKilling`, `Pulled`.
public struct PlatformEvents: EvidenceContent, Codable {
    /// The kind's word.
    public static let kind = EvidenceKind.events
    /// The events.
    public let list: [PlatformEvent]

    /// Wraps events, oldest first.
    public init(_ list: [PlatformEvent]) { self.list = list }

    /// Decodes the bare list.
    public init(from decoder: any Decoder) throws { list = try [PlatformEvent](from: decoder) }
    /// Encodes the bare list.
    public func encode(to encoder: any Encoder) throws { try list.encode(to: encoder) }

    /// Names, reasons and sentences.
    public func cleaned(by texts: inout some TextCleaner) throws -> PlatformEvents {
        PlatformEvents(
            list.map { one in
                PlatformEvent(
                    texts.name(one.reason), texts.name(one.message), of: one.entity.cleaned(by: &texts),
                    isWarning: one.isWarning, count: one.count, first: one.first, last: one.last)
            })
    }

    /// How many, and of which how many warn.
    public var summary: String {
        let warnings = list.count(where: \.isWarning)
        return list.count.counted("event") + (warnings > 0 ? ", \(warnings.counted("warning"))" : "")
    }

    /// The newest of them.
    public var exhibits: [Exhibit] {
        let rows = list.suffix(40).map { one in
            [
                Exhibit.Cell.text(one.reason), .text(one.entity.description), .text(one.message), .text("\(one.count)"),
                .time(one.last),
            ]
        }
        return [.table(name: "events", columns: ["reason", "of", "what", "times", "last"], rows: rows)]
    }

    /// A few lines each.
    public var roughBytes: Int { list.reduce(0) { $0 + 256 + $1.message.utf8.count } }
}

/// One thing that happened, once or again and again.
public struct PlatformEvent: Sendable, Hashable, Codable {
    /// What happened, in one word of the platform's.
    public let reason: String
    /// The same in a sentence.
    public let message: String
    /// What it happened to.
    public let entity: Entity
    /// Whether the platform means it as a warning.
    public let isWarning: Bool
    /// How often.
    public let count: Int
    /// When it happened for the first time.
    public let first: Instant
    /// When it happened last.
    public let last: Instant

    /// Makes an event.
    public init(
        _ reason: String, _ message: String, of entity: Entity, isWarning: Bool, count: Int = 1, first: Instant,
        last: Instant
    ) {
        (self.reason, self.message, self.entity, self.isWarning) = (reason, message, entity, isWarning)
        (self.count, self.first, self.last) = (count, first, last)
    }

    enum CodingKeys: String, CodingKey {
        case reason, message, entity, count, first, last
        case isWarning = "is_warning"
    }
}

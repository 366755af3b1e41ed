/// What a source is asked for.
public struct EvidenceQuery: Sendable, Hashable {
    /// The incident in question.
    public let incident: Incident
    /// What is asked about, that of the incident first; never empty.
    public let entities: [Entity]
    /// What is asked for; nil for all that a source has.
    public let kinds: Set<EvidenceKind>?
    /// The window of logs, metrics and traces: nothing later is evidence about the incident's cause.
    public let window: TimeWindow
    /// When the question is asked.
    public let now: Instant
    /// Seconds that the answer may take; what is not there by then is a gap.
    public let seconds: Double

    /// Makes a query.
    /// - Parameters:
    ///   - entity: what the incident is about; nil for its service, where there is only one system.
    ///   - neighbours: what is asked about besides.
    public init(
        incident: Incident, about entity: Entity? = nil, neighbours: [Entity] = [], kinds: Set<EvidenceKind>? = nil,
        since: Instant, until: Instant, now: Instant, seconds: Double = 5
    ) {
        (self.incident, self.kinds, self.now, self.seconds) = (incident, kinds, now, seconds)
        let entity = entity ?? .service(incident.service)
        entities = [entity] + neighbours.filter { $0 != entity }
        window = TimeWindow(from: since, until: until)
    }

    /// What the incident is about.
    public var entity: Entity { entities[0] }
    /// The services among what is asked about: all that a source knows that has nothing but names of services.
    public var services: [Entity] { entities.filter { $0.kind == .service } }
    /// The start of the window.
    public var since: Instant { window.from }
    /// The end of the window.
    public var until: Instant { window.until }

    /// Whether evidence of this kind is asked for.
    public func asks(for kind: EvidenceKind) -> Bool { kinds?.contains(kind) ?? true }

    /// How an answer of now, or to the window, came to be known.
    public func provenance(_ source: String, asked query: String? = nil, overWindow: Bool = true) -> Provenance {
        Provenance(source, query: query, window: overWindow ? window : nil, readAt: now)
    }
}

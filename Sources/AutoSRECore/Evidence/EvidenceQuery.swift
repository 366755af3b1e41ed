/// What a source is asked for.
public struct EvidenceQuery: Sendable, Hashable {
    /// The incident in question.
    public let incident: Incident
    /// What it should tell of, nearest first: the incident's own, then neighbours.
    public let entities: [Entity]
    /// The start of the window for logs and metrics.
    public let since: Instant
    /// The end of the window: nothing later is evidence about the incident's cause.
    public let until: Instant
    /// When the question is asked.
    public let now: Instant
    /// Seconds that the answer may take; what is not there by then is a gap.
    public let seconds: Double

    /// Makes a query.
    /// - Parameter entities: nil for the incident's service alone.
    public init(
        incident: Incident, about entities: [Entity]? = nil, since: Instant, until: Instant, now: Instant,
        seconds: Double = 5
    ) {
        (self.incident, self.since, self.until, self.now) = (incident, since, until, now)
        (self.entities, self.seconds) = (entities ?? [incident.entity], seconds)
    }

    /// The window.
    public var window: TimeWindow { TimeWindow(from: since, until: until) }

    /// How an answer of now, or to the window, came to be known.
    public func provenance(_ source: String, asked query: String? = nil, overWindow: Bool = true) -> Provenance {
        Provenance(source, query: query, window: overWindow ? window : nil, readAt: now)
    }
}

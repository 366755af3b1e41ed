/// What a source is asked for.
public struct EvidenceQuery: Sendable, Hashable {
    /// The incident in question.
    public let incident: Incident
    /// The start of the window for logs and metrics.
    public let since: Instant
    /// The end of the window: nothing later is evidence about the incident's cause.
    public let until: Instant
    /// When the question is asked.
    public let now: Instant
    /// Seconds that the answer may take; what is not there by then is a gap.
    public let seconds: Double

    /// Makes a query about what the incident is about.
    public init(incident: Incident, since: Instant, until: Instant, now: Instant, seconds: Double = 5) {
        (self.incident, self.since, self.until, self.now) = (incident, since, until, now)
        self.seconds = seconds
    }

    /// The window.
    public var window: TimeWindow { TimeWindow(from: since, until: until) }

    /// How an answer of now, or to the window, came to be known.
    public func provenance(_ source: String, asked query: String? = nil, overWindow: Bool = true) -> Provenance {
        Provenance(source, query: query, window: overWindow ? window : nil, readAt: now)
    }
}

/// How a piece of evidence came to be known.
public struct Provenance: Sendable, Hashable {
    /// Who gave it, in words a person understands (`dashboard API`, `log_entries.json`).
    public let source: String
    /// What it was asked, in its own words, such as a path or a query; nil where there is nothing to ask.
    public let query: String?
    /// The stretch of time that was asked for; nil where it is of now.
    public let window: TimeWindow?
    /// When it was read.
    public let readAt: Instant
    /// Whether it is made up. Nothing real is done on the strength of what is.
    public let isSimulated: Bool

    /// Notes where a piece comes from.
    public init(
        _ source: String, query: String? = nil, window: TimeWindow? = nil, readAt: Instant, isSimulated: Bool = false
    ) {
        (self.source, self.query, self.window) = (source, query, window)
        (self.readAt, self.isSimulated) = (readAt, isSimulated)
    }
}

/// What a source read, as it came: full of other people's secrets. It has no id and cannot be kept; only the redactor
/// makes evidence of it.
public struct RawEvidence: Sendable {
    /// What was read.
    public let body: EvidenceBody
    /// What it is about.
    public let entity: Entity
    /// How it came to be known.
    public let provenance: Provenance
    /// One line about what it holds.
    public let summary: String
    /// How much of what there was it holds; nil where nobody knows.
    public let completeness: Completeness?

    /// Makes a piece.
    /// - Parameter summary: nil for the content's own words.
    public init(
        _ body: EvidenceBody, about entity: Entity, from provenance: Provenance, summary: String? = nil,
        completeness: Completeness? = nil
    ) {
        (self.body, self.entity, self.provenance) = (body, entity, provenance)
        self.summary = summary ?? body.content?.summary ?? body.kind.rawValue
        self.completeness = completeness
    }

    /// The same, made up.
    public var simulated: RawEvidence {
        let (source, query, window) = (provenance.source, provenance.query, provenance.window)
        let origin = Provenance(source, query: query, window: window, readAt: provenance.readAt, isSimulated: true)
        return RawEvidence(body, about: entity, from: origin, summary: summary, completeness: completeness)
    }
}

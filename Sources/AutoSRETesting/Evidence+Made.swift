public import AutoSRECore

// Evidence as a test writes it down.
extension RawEvidence {
    /// A piece about a service.
    public init(
        _ body: EvidenceBody, service: String, source: String, collectedAt: Instant, summary: String? = nil,
        isSimulated: Bool = false, completeness: Completeness? = nil
    ) {
        self.init(
            body, about: .service(service),
            from: Provenance(source, readAt: collectedAt, isSimulated: isSimulated), summary: summary,
            completeness: completeness)
    }

    /// The piece kept as it is: nothing is taken out.
    public var minted: MintedEvidence { get throws { try MintedEvidence(safe: self) } }
}

extension Evidence {
    /// A piece about a service, kept as it is.
    public init(
        _ body: EvidenceBody, service: String, source: String, collectedAt: Instant, summary: String,
        isSimulated: Bool = false, completeness: Completeness? = nil
    ) throws {
        self = try RawEvidence(
            body, service: service, source: source, collectedAt: collectedAt, summary: summary,
            isSimulated: isSimulated, completeness: completeness
        ).minted.evidence
    }
}

extension MintedEvidence {
    /// The piece's reference.
    public var reference: EvidenceReference { evidence.reference }
    /// The piece's body.
    public var body: EvidenceBody { evidence.body }
}

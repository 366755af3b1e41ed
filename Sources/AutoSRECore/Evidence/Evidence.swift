/// A body of evidence with what the journal knows of it.
public struct Evidence: Sendable, Hashable {
    /// Where it came from and what it is.
    public let reference: EvidenceReference
    /// What was read.
    public let body: EvidenceBody

    /// Puts a body back together with its reference, after its digest was checked.
    public init(reference: EvidenceReference, body: EvidenceBody) { (self.reference, self.body) = (reference, body) }
}

/// A piece of evidence as it may be kept: without secrets, encoded once, named by the digest of its bytes.
public struct MintedEvidence: Sendable {
    /// The piece.
    public let evidence: Evidence
    /// Its body, encoded.
    public let bytes: [UInt8]

    /// Mints. The redactor's alone, which hands in what it has made safe (`Tests/TidyTests` holds that).
    package init(safe raw: RawEvidence) throws {
        bytes = try raw.body.bytes()
        let reference = EvidenceReference(
            id: Digest(of: bytes), kind: raw.body.kind, entity: raw.entity, provenance: raw.provenance,
            summary: raw.summary, completeness: raw.completeness)
        evidence = Evidence(reference: reference, body: raw.body)
    }
}

/// How the journal names a piece of evidence.
public struct EvidenceReference: Sendable, Hashable {
    /// The SHA-256 of the body.
    public let id: EvidenceID
    /// How to read the body.
    public let kind: EvidenceKind
    /// What it is about.
    public let entity: Entity
    /// How it came to be known.
    public let provenance: Provenance
    /// One line about what it holds.
    public let summary: String
    /// How much of what there was it holds; nil where nobody knows.
    public let completeness: Completeness?

    /// Where it came from, in words a person understands.
    public var source: String { provenance.source }
    /// Whether it is made up.
    public var isSimulated: Bool { provenance.isSimulated }
}

// One level in JSON: `source`, `query`, `window`, `collected_at` and `simulated` are its provenance.
extension EvidenceReference: Codable {
    enum CodingKeys: String, CodingKey {
        case id, kind, entity, service, source, query, window, summary, completeness
        case collectedAt = "collected_at"
        case isSimulated = "simulated"
    }

    /// Decodes; a journal of before there were entities names a service.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        id = try members.decode(EvidenceID.self, forKey: .id)
        kind = try members.decode(EvidenceKind.self, forKey: .kind)
        entity =
            try members.decodeIfPresent(Entity.self, forKey: .entity)
            ?? .service(try members.decode(String.self, forKey: .service))
        provenance = Provenance(
            try members.decode(String.self, forKey: .source),
            query: try members.decodeIfPresent(String.self, forKey: .query),
            window: try members.decodeIfPresent(TimeWindow.self, forKey: .window),
            readAt: try members.decode(Instant.self, forKey: .collectedAt),
            isSimulated: try members.decode(Bool.self, forKey: .isSimulated))
        summary = try members.decode(String.self, forKey: .summary)
        completeness = try members.decodeIfPresent(Completeness.self, forKey: .completeness)
    }

    /// Encodes.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(id, forKey: .id)
        try members.encode(kind, forKey: .kind)
        try members.encode(entity, forKey: .entity)
        try members.encode(provenance.source, forKey: .source)
        try members.encodeIfPresent(provenance.query, forKey: .query)
        try members.encodeIfPresent(provenance.window, forKey: .window)
        try members.encode(provenance.readAt, forKey: .collectedAt)
        try members.encode(provenance.isSimulated, forKey: .isSimulated)
        try members.encode(summary, forKey: .summary)
        try members.encodeIfPresent(completeness, forKey: .completeness)
    }
}

/// What a piece of evidence holds, and so how its body is read. See `EvidenceBody`.
public enum EvidenceKind: String, Sendable, Codable, CaseIterable {
    /// The alert itself.
    case alert
    /// Log lines, oldest first.
    case logs
    /// Time series.
    case metrics
    /// The deployment history, newest first.
    case deployments
    /// What runs now: versions, instances, replicas, pool.
    case state
    /// One reading of the health signal.
    case health
}

/// A body of evidence with its origin. The journal holds the `reference`, the evidence store the body.
public struct Evidence: Sendable, Hashable {
    /// Where it came from and what it is.
    public let reference: EvidenceReference
    /// What was read.
    public let body: EvidenceBody

    /// Makes evidence; its id is computed from the body.
    /// - Parameters:
    ///   - source: where it came from, in words a person understands (`dashboard API`, `log_entries.json`).
    ///   - summary: one line about what it holds.
    ///   - isSimulated: whether it is made up.
    ///   - completeness: how much of what there was it holds; nil where nobody knows.
    public init(
        _ body: EvidenceBody, service: String, source: String, collectedAt: Instant, summary: String,
        isSimulated: Bool = false, completeness: Completeness? = nil
    ) throws {
        let id = try Digest(of: body.bytes())
        reference = EvidenceReference(
            id: id, kind: body.kind, service: service, source: source, collectedAt: collectedAt, summary: summary,
            isSimulated: isSimulated, completeness: completeness)
        self.body = body
    }

    /// Puts a body back together with its reference, as an evidence store does after checking the digest.
    public init(reference: EvidenceReference, body: EvidenceBody) { (self.reference, self.body) = (reference, body) }
}

/// How the journal names a piece of evidence.
public struct EvidenceReference: Sendable, Hashable, Codable {
    /// The SHA-256 of the body.
    public let id: EvidenceID
    /// How to read the body.
    public let kind: EvidenceKind
    /// The service it is about.
    public let service: String
    /// Where it came from, in words a person understands.
    public let source: String
    /// When it was read.
    public let collectedAt: Instant
    /// One line about what it holds.
    public let summary: String
    /// Whether it is made up. Nothing real is done on the strength of what is.
    public let isSimulated: Bool
    /// How much of what there was it holds; nil where nobody knows, as in journals of earlier versions.
    public let completeness: Completeness?

    enum CodingKeys: String, CodingKey {
        case id, kind, service, source, summary, completeness
        case collectedAt = "collected_at"
        case isSimulated = "simulated"
    }
}

extension EvidenceReference {
    /// Decodes; a reference of before this was noted is taken for a real one only where its source said so.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        id = try members.decode(EvidenceID.self, forKey: .id)
        kind = try members.decode(EvidenceKind.self, forKey: .kind)
        service = try members.decode(String.self, forKey: .service)
        source = try members.decode(String.self, forKey: .source)
        collectedAt = try members.decode(Instant.self, forKey: .collectedAt)
        summary = try members.decode(String.self, forKey: .summary)
        isSimulated = try members.decodeIfPresent(Bool.self, forKey: .isSimulated) ?? (source == "simulated scenario")
        completeness = try members.decodeIfPresent(Completeness.self, forKey: .completeness)
    }
}

/// Evidence that was asked for and could not be had, or not all of it.
public struct EvidenceGap: Sendable, Hashable, Codable {
    /// What is missing.
    public let kind: EvidenceKind
    /// Who was asked.
    public let source: String
    /// Why it is missing.
    public let reason: String
    /// Whether the rest of it was had: only a part is missing. Nil for no, as in journals of earlier versions.
    public let isPart: Bool?

    /// Makes a gap.
    public init(kind: EvidenceKind, source: String, reason: String, isPart: Bool = false) {
        (self.kind, self.source, self.reason) = (kind, source, reason)
        self.isPart = isPart ? true : nil
    }

    /// The gap in words: `no logs from dashboard API: no answer`.
    public var words: String {
        "\(isPart == true ? "not all" : "no") \(kind.rawValue) from \(source): \(reason)"
    }

    enum CodingKeys: String, CodingKey {
        case kind, source, reason
        case isPart = "is_part"
    }
}

/// What a round of gathering found.
public struct EvidenceSet: Sendable, Hashable, Codable {
    /// The evidence, in the order of the sources.
    public let evidence: [EvidenceReference]
    /// What was asked for and could not be had.
    public let gaps: [EvidenceGap]
    /// The health signal as it was read beside the evidence.
    public let health: HealthReading?

    /// Makes a gathering.
    public init(evidence: [EvidenceReference], gaps: [EvidenceGap], health: HealthReading? = nil) {
        (self.evidence, self.gaps, self.health) = (evidence, gaps, health)
    }

    /// Whether anything of it is made up; then all logs, metrics, changes and state in it are.
    public var isSimulated: Bool { evidence.contains(where: \.isSimulated) }

    /// Binds a clearance to what was known: equal exactly when the same evidence was seen.
    public var digest: Digest { Digest(of: "evidence-set/1", evidence.map(\.id)) }
}

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

    /// Makes a query.
    public init(incident: Incident, since: Instant, until: Instant, now: Instant, seconds: Double = 5) {
        (self.incident, self.since, self.until, self.now) = (incident, since, until, now)
        self.seconds = seconds
    }
}

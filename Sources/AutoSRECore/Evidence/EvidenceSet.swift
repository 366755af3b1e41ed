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

    /// Whether what was read about the alert is made up; then all logs, metrics, changes and state in it are. The alert
    /// itself may be made up beside what was really read.
    public var isSimulated: Bool { evidence.contains { $0.isSimulated && $0.kind != .alert } }

    /// Binds a clearance to what was known: equal exactly when the same evidence was seen.
    public var digest: Digest { Digest(of: "evidence-set/1", evidence.map(\.id)) }
}

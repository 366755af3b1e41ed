/// What a piece of evidence holds, and so how its body is read. An open word: each kind is one type of content
/// (`EvidenceContent`), and a word that nobody here knows is kept without effect.
public struct EvidenceKind: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The word in journals and reports, such as `logs`.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue }

    /// The alert itself.
    public static let alert = EvidenceKind(rawValue: "alert")
    /// Log lines, oldest first.
    public static let logs = EvidenceKind(rawValue: "logs")
    /// Time series.
    public static let metrics = EvidenceKind(rawValue: "metrics")
    /// What was changed, newest first: the deployment history and more.
    public static let changes = EvidenceKind(rawValue: "changes")
    /// What runs now: versions, instances, replicas, pool.
    public static let state = EvidenceKind(rawValue: "state")
    /// One reading of the health signal.
    public static let health = EvidenceKind(rawValue: "health")
    /// Steps of requests.
    public static let traces = EvidenceKind(rawValue: "traces")
    /// What is there, and how it hangs together.
    public static let topology = EvidenceKind(rawValue: "topology")
    /// What an orchestrator says that happened.
    public static let events = EvidenceKind(rawValue: "events")

    /// Whether most systems have none of it, so that it is no gap where nobody has any.
    public var isRare: Bool { [.traces, .topology, .events].contains(self) }

    /// Decodes; journals of before there were changes speak of deployments.
    public init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        rawValue = word == "deployments" ? Self.changes.rawValue : word
    }
}

/// Every kind that this program can read, in the order in which evidence is told. Integrations add theirs.
public struct EvidenceKinds: Sendable {
    /// The contents, one type for each kind.
    private var types: [any EvidenceContent.Type]

    /// The kinds that the loop itself knows.
    public static let standard = EvidenceKinds([
        Incident.self, Logs.self, Metrics.self, Changes.self, ServiceState.self, HealthReading.self, Traces.self,
        Topology.self, PlatformEvents.self,
    ])

    private init(_ types: [any EvidenceContent.Type]) { self.types = types }

    /// These and others; a kind that is there already stays as it is.
    public func adding(_ more: [any EvidenceContent.Type]) -> EvidenceKinds {
        var known = Set(all)
        return EvidenceKinds(types + more.filter { known.insert($0.kind).inserted })
    }

    /// The kinds.
    public var all: [EvidenceKind] { types.map { $0.kind } }

    /// Reads back what `EvidenceBody.bytes()` wrote. What is of no known kind is kept as it is.
    /// - Throws: where the bytes are not of the kind.
    public func body(_ kind: EvidenceKind, from bytes: [UInt8]) throws -> EvidenceBody {
        guard let type = types.first(where: { $0.kind == kind }) else {
            return EvidenceBody(kind, unread: bytes)
        }
        return try Self.decode(type, bytes)
    }

    private static func decode<Content: EvidenceContent>(_ type: Content.Type, _ bytes: [UInt8]) throws -> EvidenceBody
    {
        EvidenceBody(try Content(encoded: bytes))
    }
}

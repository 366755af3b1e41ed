public import AutoSRECore

/// Reads a team's own deployment history from `deployments.json` in the data directory: a JSON array of
/// `{service_name, version, timestamp, status}`; docs/records.md has its forms.
public struct DeploymentsFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "deployments.json"
    /// Changes.
    public let kinds: [EvidenceKind] = [.changes]
    let file: RecordFile
    let owner: RecordOwner?

    /// How many deployments are told of, the newest.
    public static let limit = 5
    /// How far another machine's clock may be ahead: what is later has not happened.
    private static let clockSkewSeconds = 300.0

    /// Makes a source.
    /// - Parameters:
    ///   - directory: the data directory; no file there is no evidence.
    ///   - warn: told once what cannot be used of the file.
    public init(directory: String, warn: @escaping @Sendable (String) -> Void) {
        self.init(directory: directory, owner: nil, warn: warn)
    }

    /// The same where several systems read the file.
    init(directory: String, owner: RecordOwner?, warn: @escaping @Sendable (String) -> Void) {
        self.owner = owner
        file = RecordFile(directory: directory, name: name, warn: warn)
    }

    /// The newest five deployments of the incident's service, newest first. Throws where the file cannot be used.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] { try await read(for: query) }
}

extension DeploymentsFile: RecordSource {
    typealias Record = DeploymentRecord

    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool {
        at <= query.now.advanced(bySeconds: Self.clockSkewSeconds)
    }

    /// Newest first.
    func body(of records: [Record], about entity: Entity) -> EvidenceBody? {
        guard !records.isEmpty else { return nil }
        return .changes(
            records.reversed().map { Change(rollout: $0.version, of: entity, at: $0.timestamp, status: $0.status) })
    }

    /// A history may begin anywhere, so it tells of nothing that came before its oldest entry.
    func whole(_ reading: RecordFile.Reading<Record>, for query: EvidenceQuery) -> TimeWindow? {
        reading.oldest.map { TimeWindow(from: $0, until: query.now.advanced(bySeconds: 0.001)) }
    }
}

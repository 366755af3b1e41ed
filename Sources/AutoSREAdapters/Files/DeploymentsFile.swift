public import AutoSRECore

/// Reads a team's own deployment history from `deployments.json` in the data directory: a JSON array of
/// `{service_name, version, timestamp, status}`, times in RFC 3339 with any offset (UTC where there is none).
public struct DeploymentsFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "deployments.json"
    /// Deployments.
    public let kinds: [EvidenceKind] = [.deployments]
    private let file: RecordFile

    /// How many deployments are told of, the newest.
    public static let limit = 5
    /// How far another machine's clock may be ahead: what is later has not happened.
    private static let clockSkewSeconds = 300.0

    /// Makes a source.
    /// - Parameters:
    ///   - directory: the data directory; nothing there is no evidence.
    ///   - warn: told once what cannot be used of the file.
    public init(directory: String, warn: @escaping @Sendable (String) -> Void) {
        file = RecordFile(directory: directory, name: name, warn: warn)
    }

    private struct Record: Decodable {
        let version: String
        let timestamp: Instant
        let status: String?
    }

    /// The newest five deployments of the incident's service, newest first. Throws only where a body cannot be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        let latest = query.now.advanced(bySeconds: Self.clockSkewSeconds)
        let records = file.newest(Self.limit, of: query.incident.service, as: Record.self) { $0 <= latest }
        guard let records, let newest = records.last else { return [] }
        let deployments = records.reversed().map { record in
            Deployment(version: record.version, at: record.timestamp, status: record.status ?? "")
        }
        return [
            try Evidence(
                .deployments(deployments), service: query.incident.service, source: name, collectedAt: query.now,
                summary: "\(deployments.count) deployments, newest \(newest.version)")
        ]
    }
}

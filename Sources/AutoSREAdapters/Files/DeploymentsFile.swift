public import AutoSRECore

/// Reads a team's own deployment history from `deployments.json` in the data directory: a JSON array of
/// `{service_name, version, timestamp, status}`, times in RFC 3339 with any offset (UTC where there is none).
public struct DeploymentsFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "deployments.json"
    /// Deployments.
    public let kinds: [EvidenceKind] = [.deployments]
    let file: RecordFile

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

    /// The newest five deployments of the incident's service, newest first. Throws only where a body cannot be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] { try evidence(for: query) }
}

extension DeploymentsFile: RecordSource {
    struct Record: Decodable {
        let version: String
        let timestamp: Instant
        let status: String?
    }

    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool {
        at <= query.now.advanced(bySeconds: Self.clockSkewSeconds)
    }

    /// Newest first.
    func body(of records: [Record]) -> (body: EvidenceBody, summary: String)? {
        guard let newest = records.last else { return nil }
        let deployments = records.reversed().map { record in
            Deployment(version: record.version, at: record.timestamp, status: record.status ?? "")
        }
        return (.deployments(deployments), "\(deployments.count) deployments, newest \(newest.version)")
    }
}

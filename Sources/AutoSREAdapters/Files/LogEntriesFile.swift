public import AutoSRECore

/// Reads a team's own log lines from `log_entries.json` in the data directory: a JSON array of
/// `{service_name, timestamp, message}`, times in RFC 3339 with any offset (UTC where there is none).
public struct LogEntriesFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "log_entries.json"
    /// Log lines.
    public let kinds: [EvidenceKind] = [.logs]
    private let file: RecordFile

    /// How many lines are kept, the newest.
    public static let limit = 20_000

    /// Makes a source.
    /// - Parameters:
    ///   - directory: the data directory; nothing there is no evidence.
    ///   - warn: told once what cannot be used of the file.
    public init(directory: String, warn: @escaping @Sendable (String) -> Void) {
        file = RecordFile(directory: directory, name: name, warn: warn)
    }

    private struct Record: Decodable {
        let timestamp: Instant
        let message: String
        let level: String?
        let instance: String?
    }

    /// The incident's service's lines within the query's window. Throws only where a body cannot be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        let records = file.newest(Self.limit, of: query.incident.service, as: Record.self) { at in
            query.since <= at && at < query.until
        }
        guard let records else { return [] }
        let lines = records.map { record in
            LogLine(
                at: record.timestamp, message: record.message, level: record.level ?? "",
                instance: record.instance ?? "")
        }
        return [
            try Evidence(
                .logs(lines), service: query.incident.service, source: name, collectedAt: query.now,
                summary: "\(lines.count) log lines")
        ]
    }
}

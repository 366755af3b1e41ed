public import AutoSRECore

/// Reads a team's own log lines from `log_entries.json` in the data directory: a JSON array of
/// `{service_name, timestamp, message}`, times in RFC 3339 with any offset (UTC where there is none).
public struct LogEntriesFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "log_entries.json"
    /// Log lines.
    public let kinds: [EvidenceKind] = [.logs]
    let file: RecordFile

    /// How many lines are kept, the newest.
    public static let limit = 20_000

    /// Makes a source.
    /// - Parameters:
    ///   - directory: the data directory; nothing there is no evidence.
    ///   - warn: told once what cannot be used of the file.
    public init(directory: String, warn: @escaping @Sendable (String) -> Void) {
        file = RecordFile(directory: directory, name: name, warn: warn)
    }

    /// The incident's service's lines within the query's window. Throws only where a body cannot be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] { try evidence(for: query) }
}

extension LogEntriesFile: RecordSource {
    struct Record: Decodable {
        let timestamp: Instant
        let message: String
        let level: String?
        let instance: String?
    }

    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool { query.since <= at && at < query.until }

    /// Also of no lines: a service that is known and was silent.
    func body(of records: [Record]) -> (body: EvidenceBody, summary: String)? {
        let lines = records.map { record in
            LogLine(
                at: record.timestamp, message: record.message, level: record.level ?? "",
                instance: record.instance ?? "")
        }
        return (.logs(lines), "\(lines.count) log lines")
    }
}

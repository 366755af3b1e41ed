public import AutoSRECore

/// Reads a team's own log lines from `log_entries.json` in the data directory: a JSON array of
/// `{service_name, timestamp, message}`, with `level` and `instance` where they are known; docs/records.md has its
/// forms.
public struct LogEntriesFile: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "log_entries.json"
    /// Log lines.
    public let kinds: [EvidenceKind] = [.logs]
    let file: RecordFile
    let owner: RecordOwner?

    /// How many lines are kept, the newest.
    public static let limit = 20_000

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

    /// The incident's service's lines within the query's window. Throws where the file cannot be used.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] { try await read(for: query) }
}

extension LogEntriesFile: RecordSource {
    typealias Record = LogRecord

    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool { query.since <= at && at < query.until }

    /// Also of no lines: a service that is known and was silent.
    func body(of records: [Record], about entity: Entity) -> EvidenceBody? { .logs(LogRecord.lines(records)) }

    /// A log may begin anywhere, so it tells of nothing that came before the service's first line in it.
    func whole(_ reading: RecordFile.Reading<Record>, for query: EvidenceQuery) -> TimeWindow? {
        guard let begins = reading.begins else { return nil }
        // Of the lines of one millisecond some may have been left out.
        let cut = reading.isCut ? reading.oldest?.advanced(bySeconds: 0.001) : nil
        let from = max(query.since, cut ?? begins)
        return from < query.until ? TimeWindow(from: from, until: query.until) : nil
    }
}

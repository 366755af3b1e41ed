import AutoSRECore

/// A source that reads one kind of evidence from one of a team's own files.
protocol RecordSource: EvidenceSource {
    /// What an element of the file holds.
    associatedtype Record: Decodable
    /// How many records are kept, the newest.
    static var limit: Int { get }
    /// The file.
    var file: RecordFile { get }
    /// Whether a record of this time is asked for.
    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool
    /// What the records, oldest first, say; nil where that is nothing.
    func body(of records: [Record]) -> (body: EvidenceBody, summary: String)?
}

extension RecordSource {
    /// What the file knows of the incident's service; throws only where a body cannot be encoded.
    func evidence(for query: EvidenceQuery) throws -> [Evidence] {
        let records = file.newest(Self.limit, of: query.incident.service, as: Record.self) { isWanted($0, by: query) }
        try Task.checkCancellation()
        guard let records, let (body, summary) = body(of: records) else { return [] }
        return [
            try Evidence(
                body, service: query.incident.service, source: name, collectedAt: query.now, summary: summary)
        ]
    }
}

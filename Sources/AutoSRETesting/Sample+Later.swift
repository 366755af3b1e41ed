public import AutoSRECore

// What a later program would write.
extension Sample {
    /// A shape that nobody here knows.
    public static let laterShape: JSONValue = ["a later": ["shape", 4]]

    /// An entry of a later schema after the last of `journal`: of a kind that may be one of ours, in a shape that is
    /// none. A `closed` one has no shape.
    public static func later(_ kind: String, after journal: [JournalEntry]) throws -> JournalEntry {
        guard let last = journal.last else { throw JournalError.notOpened }
        return try JournalEntry(
            run: last.run, seq: last.seq + 1, at: last.at.advanced(bySeconds: 1),
            event: kind == "closed" ? .closed : .unknown(kind: kind, payload: laterShape), previousDigest: last.digest,
            schema: Event.schema + 1)
    }

    /// The first entry of a run that a later program opened.
    public static func laterOpening(_ run: String) throws -> JournalEntry {
        try JournalEntry(
            run: RunID(run), seq: 1, at: time(0), event: .unknown(kind: "opened", payload: laterShape),
            previousDigest: JournalEntry.genesis, schema: Event.schema + 1)
    }

    /// A run that a later program opened and worked on to its end.
    public static func laterJournal(_ run: String) throws -> [JournalEntry] {
        var journal = [try laterOpening(run)]
        for kind in ["gathered", "diagnosed", "planned", "judged", "intended", "acted", "concluded", "closed"] {
            journal.append(try later(kind, after: journal))
        }
        return journal
    }
}

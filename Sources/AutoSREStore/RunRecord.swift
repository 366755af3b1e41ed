import AutoSRECore

/// What a store knows of a run without reading its journal, and how that changes with each entry. Every store uses it,
/// so that they cannot disagree about what is stale, concluded or closed.
struct RunRecord: Sendable, Hashable {
    let run: RunID
    let incident: Incident
    let openedAt: Instant
    /// Of the alert that opened it; nil for a run of an older program that is closed.
    var fingerprint: String?
    /// The alert's too; a row does not have it.
    var system: String?
    /// Nil once the run is closed, so that the next alert about the same trouble opens a run of its own.
    var deduplicationKey: String?
    /// When its evidence was taken away; nil while it is kept.
    var evidencePrunedAt: Instant?
    /// Nothing is to be done before; nil for at once.
    var dueAt: Instant?
    var outcome: Outcome?
    var closedAt: Instant?
    var lastSeq: Int
    var lastDigest: Digest

    /// The record of a run that begins with `entry`.
    /// - Throws: `StoreError.stale` where `entry` is not a first entry.
    init(opening entry: JournalEntry, incident: Incident, deduplicationKey: String?) throws(StoreError) {
        guard entry.seq == 1, entry.previousDigest == JournalEntry.genesis else { throw .stale }
        (run, self.incident, openedAt) = (entry.run, incident, entry.at)
        (self.deduplicationKey, lastSeq, lastDigest) = (deduplicationKey, entry.seq, entry.digest)
        if case .opened(let alert) = entry.event { (fingerprint, system) = (alert.fingerprint, alert.system) }
    }

    /// The record of a run that has this journal; nil for an empty one.
    init?(replaying journal: [JournalEntry]) throws {
        guard let first = journal.first else { return nil }
        guard case .opened(let alert) = first.event else { throw JournalError.notOpened }
        try self.init(opening: first, incident: alert.incident, deduplicationKey: nil)
        for entry in journal.dropFirst() { try append(entry) }
    }

    /// A record as it was stored.
    init(
        run: RunID, incident: Incident, openedAt: Instant, deduplicationKey: String?, outcome: Outcome?,
        closedAt: Instant?, fingerprint: String?, evidencePrunedAt: Instant?, lastSeq: Int, lastDigest: Digest
    ) {
        (self.fingerprint, self.evidencePrunedAt) = (fingerprint, evidencePrunedAt)
        (self.run, self.incident, self.openedAt, self.deduplicationKey) = (run, incident, openedAt, deduplicationKey)
        (self.outcome, self.closedAt, self.lastSeq, self.lastDigest) = (outcome, closedAt, lastSeq, lastDigest)
    }

    /// Follows one entry.
    /// - Throws: `StoreError.stale` where it is not the next one.
    mutating func append(_ entry: JournalEntry) throws(StoreError) {
        guard entry.run == run, entry.seq == lastSeq + 1, entry.previousDigest == lastDigest else { throw .stale }
        (lastSeq, lastDigest) = (entry.seq, entry.digest)
        (closedAt, dueAt) = (nil, nil)
        switch entry.event {
        case .concluded(let conclusion): outcome = conclusion.outcome
        case .closed: (closedAt, deduplicationKey) = (entry.at, nil)
        default: break
        }
    }

    /// Whether it is one of those that are asked for.
    func matches(_ scope: RunQuery.Scope) -> Bool {
        switch scope {
        case .all: true
        case .open: closedAt == nil
        case .due(let now): closedAt == nil && dueAt ?? now <= now
        case .untold: closedAt == nil && outcome != nil
        case .named(let name): run.text == name || incident.id == name
        case .prefixed(let start): run.text.hasPrefix(start) || incident.id.hasPrefix(start)
        case .service(let name): incident.service == name
        case .fingerprint(let text): closedAt == nil && fingerprint == text
        case .deduplicationKey(let key): deduplicationKey == key
        }
    }

    var summary: RunSummary {
        var summary = RunSummary(
            run: run, incident: incident, openedAt: openedAt, outcome: outcome, isClosed: closedAt != nil)
        (summary.evidencePrunedAt, summary.system) = (evidencePrunedAt, system)
        return summary
    }
}

extension Lease {
    /// Whether this lease may take the place of `stored`, which the claimant took for `expected`.
    func mayReplace(_ stored: Lease?, expected: Lease?) -> Bool {
        guard let stored else { return true }
        return stored.token == expected?.token && token > stored.token
    }
}

/// The journal of every run, and who may write to it now.
public protocol RunStore: TargetClaims, Inbox {
    /// Whether what is appended survives the process.
    var isDurable: Bool { get async }
    /// Opens a run: its first entry and its lease in one write. Throws `StoreError.duplicate` where an unclosed run
    /// has the same `deduplicationKey`.
    func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) async throws
    /// Appends in one write, each entry's `seq` following the last, and takes the messages of which they are made.
    /// Returns the messages to the run that are no facts yet, as they were in that write; of no entries, none.
    /// Throws `.stale` where another writer was faster or the fencing token is no longer the newest.
    @discardableResult
    func append(_ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]) async throws -> [Message]
    /// The whole journal of a run, in order; empty where there is no such run.
    func journal(of run: RunID) async throws -> [JournalEntry]
    /// The runs that are asked for, newest first; of two that were opened in the same millisecond the later one first.
    func runs(_ query: RunQuery) async throws -> [RunSummary]
    /// The lease of a run, if it ever had one.
    func lease(of run: RunID) async throws -> Lease?
    /// Takes over a run: succeeds only where the stored lease still has `expected`'s token, or there is none.
    func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws
    /// Moves the heartbeat; throws `.stale` where the token is no longer the newest.
    func renew(_ lease: Lease, of run: RunID) async throws
    /// Notes that there is nothing to do in a run before `instant`, for whoever looks for runs that are due; the next
    /// append forgets it. Throws `.stale` where the token is no longer the newest.
    func park(_ run: RunID, until instant: Instant, fencingToken: Int64) async throws
    /// Gives the run up, so that anybody may claim it.
    func release(_ run: RunID, fencingToken: Int64) async throws
    /// Each entry appended through this store from now on, until the consumer stops.
    func subscribe() async -> AsyncStream<JournalEntry>
}

extension RunStore {
    /// Appends what is made of no message.
    @discardableResult
    public func append(_ entries: [JournalEntry], fencingToken: Int64) async throws -> [Message] {
        try await append(entries, fencingToken: fencingToken, taking: [])
    }
}

/// One row of the list of runs.
public struct RunSummary: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// What it is about.
    public let incident: Incident
    /// The system that it is about, by its name in the settings; nil where there is only one, or where nobody can tell.
    public var system: String?
    /// When it was opened.
    public let openedAt: Instant
    /// How it ended; nil while it is not closed.
    public let outcome: Outcome?
    /// Whether its last entry is a `closed` one.
    public let isClosed: Bool
    /// What of the run is not what was written, in words: its row, its journal or its evidence; nil where all is.
    public var damage: String?
    /// When its evidence was taken away by pruning; nil while it is kept. Nothing of it is then missing.
    public var evidencePrunedAt: Instant?

    /// Makes a row.
    public init(run: RunID, incident: Incident, openedAt: Instant, outcome: Outcome?, isClosed: Bool) {
        (self.run, self.incident, self.openedAt) = (run, incident, openedAt)
        (self.outcome, self.isClosed) = (outcome, isClosed)
    }

    /// Notes one more damage, where there is one.
    public mutating func note(_ more: String?) {
        damage = [damage, more].compactMap(\.self).joined(separator: "; ")
        if damage?.isEmpty == true { damage = nil }
    }
}

/// What a store refuses.
public enum StoreError: Error, Sendable, Equatable {
    /// Another writer was faster, or holds a newer lease.
    case stale
    /// There is no such run.
    case unknownRun
    /// An unclosed run has the same deduplication key.
    case duplicate(RunID)
    /// The store cannot be written or read; the text says why.
    case unusable(String)
    /// A newer version wrote it, so this one leaves it alone; the text says which.
    case newer(String)
}

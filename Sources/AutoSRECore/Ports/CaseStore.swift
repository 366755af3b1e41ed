/// The journal of every run, and who may write to it now.
public protocol CaseStore: Sendable {
    /// Whether what is appended survives the process.
    var isDurable: Bool { get async }
    /// Opens a run: its first entry and its lease in one write. Throws `StoreError.duplicate` where an unclosed run
    /// has the same `deduplicationKey`.
    func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) async throws
    /// Appends in one write, each entry's `seq` following the last. Throws `.stale` where another writer was faster or
    /// the fencing token is no longer the newest.
    func append(_ entries: [JournalEntry], fencingToken: Int64) async throws
    /// The whole journal of a run, in order; empty where there is no such run.
    func journal(of run: RunID) async throws -> [JournalEntry]
    /// All runs, newest first.
    func runs(limit: Int) async throws -> [RunSummary]
    /// The lease of a run, if it ever had one.
    func lease(of run: RunID) async throws -> Lease?
    /// Takes over a run: succeeds only where the stored lease still has `expected`'s token, or there is none.
    func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws
    /// Moves the heartbeat; throws `.stale` where the token is no longer the newest.
    func renew(_ lease: Lease, of run: RunID) async throws
    /// Gives the run up, so that anybody may claim it.
    func release(_ run: RunID, fencingToken: Int64) async throws
    /// Each entry appended through this store from now on, until the consumer stops.
    func subscribe() async -> AsyncStream<JournalEntry>
}

/// One row of the list of runs.
public struct RunSummary: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// What it is about.
    public let incident: Incident
    /// When it was opened.
    public let openedAt: Instant
    /// How it ended; nil while it is not closed.
    public let outcome: Outcome?
    /// Whether its last entry is a `closed` one.
    public let isClosed: Bool

    /// Makes a row.
    public init(run: RunID, incident: Incident, openedAt: Instant, outcome: Outcome?, isClosed: Bool) {
        (self.run, self.incident, self.openedAt) = (run, incident, openedAt)
        (self.outcome, self.isClosed) = (outcome, isClosed)
    }
}

/// The right to move one run forward.
public struct Lease: Sendable, Hashable {
    /// Who holds it.
    public let owner: Owner
    /// When the holder last said that it lives.
    public var heartbeat: Instant
    /// After this, without a heartbeat, anybody may claim the run.
    public var expires: Instant
    /// Grows with every claim; the store refuses writes with an older one.
    public let token: Int64

    /// How long a lease lasts without a heartbeat, in seconds.
    public static let seconds = 15.0

    /// Makes a lease that starts now.
    public init(owner: Owner, at now: Instant, token: Int64) {
        (self.owner, self.token, heartbeat) = (owner, token, now)
        expires = now.advanced(bySeconds: Self.seconds)
    }

    /// The same lease after a heartbeat at `now`, good for a step that may take `stepSeconds`.
    public func renewed(at now: Instant, stepSeconds: Double) -> Lease {
        let expires = now.advanced(bySeconds: Self.seconds + stepSeconds)
        return Lease(owner: owner, heartbeat: now, expires: expires, token: token)
    }

    /// Makes a lease as it was stored.
    public init(owner: Owner, heartbeat: Instant, expires: Instant, token: Int64) {
        (self.owner, self.heartbeat, self.expires, self.token) = (owner, heartbeat, expires, token)
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

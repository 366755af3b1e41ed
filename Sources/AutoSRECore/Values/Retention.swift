/// What is kept of closed runs, and for how long. Pure: it decides what goes, and touches nothing.
///
/// Evidence goes first and journals last. What is open never goes, nor does the journal of a run that was the last to
/// change a target: a cooldown and the next plan may ask for it.
public struct Retention: Sendable, Hashable {
    /// Runs that were closed longer ago than so many seconds go; nil for no such bound.
    public var olderThanSeconds: Double?
    /// The newest so many runs stay, whatever the other bounds say. Without another bound, all others go.
    public var keep = 0
    /// What the store may take, in bytes; of the oldest as much goes as that needs. Nil for no such bound.
    public var maximumBytes: Int?
    /// Whether every journal stays.
    public var isEvidenceOnly = false

    /// Keeps everything.
    public init() {}

    /// What goes of `holdings`.
    public func pruning(of holdings: Holdings, at now: Instant) -> Pruning {
        var choice = Choice(holdings)
        let spare = holdings.runs.dropFirst(keep).filter(\.isClosed)
        let oldest = Array(spare.reversed())
        if olderThanSeconds != nil || maximumBytes == nil {
            for run in oldest where isOld(run, at: now) {
                if choice.dropEvidence(of: run), !isEvidenceOnly { choice.dropJournal(of: run) }
            }
        }
        if let maximumBytes {
            for run in oldest where choice.bytesLeft > maximumBytes { choice.dropEvidence(of: run) }
            for run in oldest where choice.bytesLeft > maximumBytes && !isEvidenceOnly {
                if choice.dropEvidence(of: run) { choice.dropJournal(of: run) }
            }
        }
        return choice.pruning
    }

    private func isOld(_ run: StoredRun, at now: Instant) -> Bool {
        guard let olderThanSeconds else { return true }
        guard let closedAt = run.closedAt else { return false }
        return now.seconds(since: closedAt) > olderThanSeconds
    }
}

/// What a store holds, as far as pruning it needs to know.
public struct Holdings: Sendable, Hashable {
    /// All runs, newest first.
    public var runs: [StoredRun]
    /// The size of each body of evidence, in bytes.
    public var bodies: [String: Int]
    /// What all of it takes, in bytes.
    public var bytes: Int
    /// Bodies that no run names any more: they go first.
    public var unnamed: Set<String>
    /// Bodies that were put just now, while a run is open that may be about to name them: they stay for a while.
    public var unsettled: Set<String>

    /// Holds `runs` and `bodies`, by the hexadecimal digests of their content.
    public init(
        runs: [StoredRun], bodies: [String: Int], bytes: Int, unnamed: Set<String> = [], unsettled: Set<String> = []
    ) {
        (self.runs, self.bodies, self.bytes) = (runs, bodies, bytes)
        (self.unnamed, self.unsettled) = (unnamed, unsettled)
    }
}

/// What a run takes.
public struct StoredRun: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// When it was closed; nil while it is open, or where its journal does not say so.
    public let closedAt: Instant?
    /// Whether its journal may still be needed: it was the last to change a target.
    public let isNeeded: Bool
    /// Its journal's size, in bytes.
    public let journalBytes: Int
    /// The names of its evidence; other runs may have the same.
    public let evidence: Set<String>

    /// Makes one.
    public init(run: RunID, closedAt: Instant?, isNeeded: Bool, journalBytes: Int, evidence: Set<String>) {
        (self.run, self.closedAt, self.isNeeded) = (run, closedAt, isNeeded)
        (self.journalBytes, self.evidence) = (journalBytes, evidence)
    }

    var isClosed: Bool { closedAt != nil }
}

/// What goes.
public struct Pruning: Sendable, Hashable {
    /// The runs whose evidence goes, oldest first.
    public internal(set) var evidence: [RunID] = []
    /// The bodies that no run needs any more, in the order in which they go.
    public internal(set) var bodies: [String] = []
    /// The runs whose journal goes too, oldest first.
    public internal(set) var journals: [RunID] = []
    /// Closed runs whose journal stays only because they were the last to change a target.
    public internal(set) var needed: [RunID] = []
    /// Closed runs that stay for a while, with their evidence: an open run may be about to name the same.
    public internal(set) var unsettled: [RunID] = []
    /// How many of `bodies` no run named any more.
    public internal(set) var unnamed = 0
    /// About how many bytes that frees.
    public internal(set) var bytes = 0

    /// Nothing goes.
    public init() {}

    /// Whether nothing goes.
    public var isEmpty: Bool { evidence.isEmpty && journals.isEmpty && bodies.isEmpty }
}

/// A pruning as it grows: a body goes with the last run that has it.
private struct Choice {
    private(set) var pruning = Pruning()
    private var users: [String: Int] = [:]
    private var dropped: Set<RunID> = []
    private let holdings: Holdings

    init(_ holdings: Holdings) {
        self.holdings = holdings
        for run in holdings.runs { for body in run.evidence { users[body, default: 0] += 1 } }
        for body in holdings.unnamed.sorted() {
            pruning.bodies.append(body)
            pruning.bytes += holdings.bodies[body] ?? 0
        }
        pruning.unnamed = holdings.unnamed.count
    }

    var bytesLeft: Int { holdings.bytes - pruning.bytes }

    /// Returns whether nothing of it is left for a later pruning: then its journal may go.
    @discardableResult
    mutating func dropEvidence(of run: StoredRun) -> Bool {
        guard run.evidence.isDisjoint(with: holdings.unsettled) else {
            if !pruning.unsettled.contains(run.run) { pruning.unsettled.append(run.run) }
            return false
        }
        guard !run.evidence.isEmpty, dropped.insert(run.run).inserted else { return true }
        pruning.evidence.append(run.run)
        for body in run.evidence.sorted() {
            users[body, default: 1] -= 1
            guard users[body] == 0, let bytes = holdings.bodies[body] else { continue }
            pruning.bodies.append(body)
            pruning.bytes += bytes
        }
        return true
    }

    mutating func dropJournal(of run: StoredRun) {
        guard !run.isNeeded else { return pruning.needed.append(run.run) }
        pruning.journals.append(run.run)
        pruning.bytes += run.journalBytes
    }
}

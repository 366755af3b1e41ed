public import AutoSRECore

/// Goes on in memory when the durable store can no longer be written: an incident is not left alone because a disk is
/// full. From then on `isDurable` is false, and receipts say so.
public actor FallbackStore: RunStore, EvidenceStore, EgressLedger {
    let durable: any Store
    let report: @Sendable (String) -> Void
    /// The runs of this process as they stand, so that they can go on from here.
    let mirror = MemoryStore()
    /// Whether it goes on in memory.
    private(set) var hasFailed = false
    /// Where the durable store has lost what it had acknowledged: what it does not know then says nothing.
    private(set) var loss: StoreError?
    private let subscribers = Subscribers()

    /// Wraps a store.
    /// - Parameter report: is given one line for a person, once, when the durable store fails.
    public init(_ durable: any Store, report: @escaping @Sendable (String) -> Void) {
        (self.durable, self.report) = (durable, report)
    }

    /// False from the first failure on.
    public var isDurable: Bool {
        get async {
            if hasFailed { return false }
            return await durable.isDurable
        }
    }

    /// Opens a run.
    public func open(
        _ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease
    ) async throws {
        try await attempt {
            try await $0.open(opening, incident: incident, deduplicationKey: deduplicationKey, lease: lease)
        }
        try await mirror.open(opening, incident: incident, deduplicationKey: deduplicationKey, lease: lease)
        subscribers.publish([opening])
    }

    /// Appends.
    @discardableResult
    public func append(
        _ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]
    ) async throws -> [Message] {
        guard let run = entries.first?.run else { return [] }
        let isOurs = await mirror.holds(run)
        var waiting: [Message] = []
        try await attempt(for: run, mayFail: isOurs) {
            waiting = try await $0.append(entries, fencingToken: fencingToken, taking: messages)
        }
        if isOurs { try await mirror.append(entries, fencingToken: fencingToken, taking: messages) }
        subscribers.publish(entries)
        return hasFailed ? try await self.messages(to: run) : waiting
    }

    /// Leaves a message.
    public func send(_ message: Message) async throws {
        let isOurs = await mirror.holds(message.run)
        try await attempt(for: message.run, mayFail: isOurs) { try await $0.send(message) }
        if isOurs { try await mirror.send(message) }
    }

    /// Takes over a run. One that is not this process's already needs the durable store: in memory nobody else would
    /// know of it.
    public func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(for: run, mayFail: isOurs) { try await $0.claim(run, replacing: expected, with: lease) }
        if hasFailed, isOurs { return try await mirror.claim(run, replacing: expected, with: lease) }
        let journal = try await durable.journal(of: run)
        guard let record = try RunRecord(replaying: journal) else { return }
        await mirror.adopt(record, journal: journal, lease: lease)
    }

    /// Moves the heartbeat.
    public func renew(_ lease: Lease, of run: RunID) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(for: run, mayFail: isOurs) { try await $0.renew(lease, of: run) }
        if isOurs { try await mirror.renew(lease, of: run) }
    }

    /// Notes when there is something to do again.
    public func park(_ run: RunID, until instant: Instant, fencingToken: Int64) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(for: run, mayFail: isOurs) {
            try await $0.park(run, until: instant, fencingToken: fencingToken)
        }
        if isOurs { try await mirror.park(run, until: instant, fencingToken: fencingToken) }
    }

    /// Gives a run up.
    public func release(_ run: RunID, fencingToken: Int64) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(for: run, mayFail: isOurs) { try await $0.release(run, fencingToken: fencingToken) }
        if isOurs { try await mirror.release(run, fencingToken: fencingToken) }
    }

    /// Claims targets: while the durable store can be written, in it; afterwards among the runs of this process.
    public func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) async throws -> TargetClaim? {
        let isOurs = await mirror.holds(run)
        var inTheWay: TargetClaim?
        try await attempt(for: run, mayFail: isOurs) {
            inTheWay = try await $0.claim(
                targets, for: run, at: now, fencingToken: fencingToken, displacing: dead)
        }
        if inTheWay != nil || !isOurs { return inTheWay }
        return try await mirror.claim(targets, for: run, at: now, fencingToken: fencingToken, displacing: dead)
    }

    /// What is appended from now on.
    public func subscribe() -> AsyncStream<JournalEntry> { subscribers.add() }

    /// Keeps bodies.
    public func put(_ evidence: [MintedEvidence]) async throws {
        try await attempt { try await $0.put(evidence) }
        if hasFailed { await mirror.put(evidence) }
    }

    /// Lists one thing that is about to leave.
    public func record(_ egress: Egress) async throws {
        try await attempt { try await $0.record(egress) }
        if hasFailed { await mirror.record(egress) }
    }

    /// Writes to the durable store while it can be written. A refusal (`stale`, `duplicate`, …) is thrown on; anything
    /// else ends the durable part, or is thrown on too where memory cannot take over (`mayFail`).
    private func attempt(
        for run: RunID? = nil, mayFail: Bool = true, _ write: (any Store) async throws -> Void
    ) async throws {
        guard !(hasFailed && mayFail) else { return }
        do {
            try await write(durable)
        } catch {
            guard mayFail else { throw error }
            let said = error as? StoreError
            if let run, await noteLoss(of: run, seenAs: said) { return }
            if let said, !said.isUnusable { throw said }
            fail(because: error)
        }
    }

    /// Goes on in memory, and says so once.
    func fail(because error: any Error) {
        guard !hasFailed else { return }
        hasFailed = true
        let reason = (error as? StoreError)?.sentence ?? "\(error)"
        report("the journal cannot be written any more, going on in memory, not durable: \(reason)")
    }

    /// Goes on in memory where the durable store has less of a run of ours than it has acknowledged: its file is
    /// another one now, and that it does not know the run is no other writer's doing. Returns whether that is so.
    @discardableResult
    func noteLoss(of run: RunID, seenAs error: StoreError? = nil) async -> Bool {
        // Ours first: the durable store is written before.
        let ours = await mirror.journal(of: run).count
        guard ours > 0, let left = try? await durable.journal(of: run).count, left < ours else { return false }
        var found = StoreError.unusable("it was taken away or replaced, and \(run) is not whole in what is there now")
        if let error, error.isUnusable { found = error }
        loss = found
        fail(because: found)
        return true
    }
}

extension StoreError {
    /// Whether the store itself failed, rather than refused.
    var isUnusable: Bool {
        switch self {
        case .unusable, .newer: true
        case .stale, .unknownRun, .duplicate: false
        }
    }
}

public import AutoSRECore

/// Goes on in memory when the durable store can no longer be written: an incident is not left alone because a disk is
/// full. From then on `isDurable` is false, and receipts say so.
public actor FallbackStore: RunStore, EvidenceStore, EgressLedger {
    private let durable: any Store
    private let report: @Sendable (String) -> Void
    /// The runs of this process as they stand, so that they can go on from here.
    private let mirror = MemoryStore()
    private var hasFailed = false
    private let subscribers = Subscribers()

    /// Wraps a store.
    /// - Parameter report: is given one line for a person, once, when the durable store fails.
    public init(_ durable: any Store, report: @escaping @Sendable (String) -> Void) {
        (self.durable, self.report) = (durable, report)
    }

    /// False from the first failed write on.
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
        try await attempt(mayFail: isOurs) {
            waiting = try await $0.append(entries, fencingToken: fencingToken, taking: messages)
        }
        if isOurs { try await mirror.append(entries, fencingToken: fencingToken, taking: messages) }
        subscribers.publish(entries)
        return hasFailed ? try await self.messages(to: run) : waiting
    }

    /// Leaves a message.
    public func send(_ message: Message) async throws {
        let isOurs = await mirror.holds(message.run)
        try await attempt(mayFail: isOurs) { try await $0.send(message) }
        if isOurs { try await mirror.send(message) }
    }

    /// The messages to a run that are no facts yet. What the durable store cannot tell is no reason to stop.
    public func messages(to run: RunID) async throws -> [Message] {
        var found: [Message] = []
        do { found = try await durable.messages(to: run) } catch StoreError.unusable {}
        guard hasFailed, await mirror.holds(run) else { return found }
        var left = await mirror.messages(to: run)
        for message in found {
            if await !mirror.knows(message) { left.append(message) }
        }
        return left
    }

    /// The whole journal of a run.
    public func journal(of run: RunID) async throws -> [JournalEntry] {
        if hasFailed, await mirror.holds(run) { return await mirror.journal(of: run) }
        return try await durable.journal(of: run)
    }

    /// The runs that are asked for; those that went on in memory as they stand there.
    public func runs(_ query: RunQuery) async throws -> [RunSummary] {
        guard hasFailed else { return try await durable.runs(query) }
        let ours = await mirror.runs(query)
        // Of ours the durable store knows how they stood before it failed.
        let names = Set(await mirror.runs(RunQuery(.all)).map(\.run))
        var others: [RunSummary] = []
        do {
            let wider = RunQuery(query.scope, limit: query.limit + names.count)
            others = try await durable.runs(wider).filter { !names.contains($0.run) }
        } catch {
            report("earlier runs cannot be listed: \(error)")
        }
        return Array((ours + others).sorted { $0.openedAt > $1.openedAt }.prefix(query.limit))
    }

    /// The lease of a run.
    public func lease(of run: RunID) async throws -> Lease? {
        if hasFailed, await mirror.holds(run) { return await mirror.lease(of: run) }
        return try await durable.lease(of: run)
    }

    /// Takes over a run. One that is not this process's already needs the durable store: in memory nobody else would
    /// know of it.
    public func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(mayFail: isOurs) { try await $0.claim(run, replacing: expected, with: lease) }
        if hasFailed, isOurs { return try await mirror.claim(run, replacing: expected, with: lease) }
        let journal = try await durable.journal(of: run)
        guard let record = try RunRecord(replaying: journal) else { return }
        await mirror.adopt(record, journal: journal, lease: lease)
    }

    /// Moves the heartbeat.
    public func renew(_ lease: Lease, of run: RunID) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(mayFail: isOurs) { try await $0.renew(lease, of: run) }
        if isOurs { try await mirror.renew(lease, of: run) }
    }

    /// Notes when there is something to do again.
    public func park(_ run: RunID, until instant: Instant, fencingToken: Int64) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(mayFail: isOurs) { try await $0.park(run, until: instant, fencingToken: fencingToken) }
        if isOurs { try await mirror.park(run, until: instant, fencingToken: fencingToken) }
    }

    /// Gives a run up.
    public func release(_ run: RunID, fencingToken: Int64) async throws {
        let isOurs = await mirror.holds(run)
        try await attempt(mayFail: isOurs) { try await $0.release(run, fencingToken: fencingToken) }
        if isOurs { try await mirror.release(run, fencingToken: fencingToken) }
    }

    /// Claims targets: while the durable store can be written, in it; afterwards among the runs of this process.
    public func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) async throws -> TargetClaim? {
        let isOurs = await mirror.holds(run)
        var inTheWay: TargetClaim?
        try await attempt(mayFail: isOurs) {
            inTheWay = try await $0.claim(
                targets, for: run, at: now, fencingToken: fencingToken, displacing: dead)
        }
        if inTheWay != nil || !isOurs { return inTheWay }
        return try await mirror.claim(targets, for: run, at: now, fencingToken: fencingToken, displacing: dead)
    }

    /// Who claims a target.
    public func holder(of target: Target) async throws -> RunID? {
        hasFailed ? await mirror.holder(of: target) : try await durable.holder(of: target)
    }

    /// The last change of a target by another run; of those before the durable store failed, what it still says.
    public func lastChange(of target: Target, besides run: RunID) async throws -> TargetChange? {
        let ours = hasFailed ? await mirror.lastChange(of: target, besides: run) : nil
        let others = try await durable.lastChange(of: target, besides: run)
        return [ours, others].compactMap(\.self).max { $0.at < $1.at }
    }

    /// Every change of a target after `since`.
    public func changes(of target: Target, since: Instant) async throws -> [TargetChange] {
        let known = try await durable.changes(of: target, since: since)
        guard hasFailed else { return known }
        let ours = await mirror.changes(of: target, since: since)
        return Set(known + ours).sorted { $0.at > $1.at }
    }

    /// What is appended from now on.
    public func subscribe() -> AsyncStream<JournalEntry> { subscribers.add() }

    /// Keeps bodies.
    public func put(_ evidence: [MintedEvidence]) async throws {
        try await attempt { try await $0.put(evidence) }
        if hasFailed { await mirror.put(evidence) }
    }

    /// A body that was put before, wherever it went.
    public func bytes(of reference: EvidenceReference) async throws -> [UInt8] {
        if hasFailed, let bytes = await mirror.kept(reference) { return bytes }
        return try await durable.bytes(of: reference)
    }

    /// Lists one thing that is about to leave.
    public func record(_ egress: Egress) async throws {
        try await attempt { try await $0.record(egress) }
        if hasFailed { await mirror.record(egress) }
    }

    /// What left about a run, oldest first: what the durable store still had, and what was listed since.
    public func egress(of run: RunID) async throws -> [Egress] {
        guard hasFailed else { return try await durable.egress(of: run) }
        var earlier: [Egress] = []
        do { earlier = try await durable.egress(of: run) } catch {
            report("what left earlier about \(run) cannot be listed: \(error)")
        }
        return earlier + (await mirror.egress(of: run))
    }

    /// Writes to the durable store while it can be written. A refusal (`stale`, `duplicate`, …) is thrown on; anything
    /// else ends the durable part, or is thrown on too where memory cannot take over (`mayFail`).
    private func attempt(
        mayFail: Bool = true, _ write: (any Store) async throws -> Void
    ) async throws {
        guard !(hasFailed && mayFail) else { return }
        do {
            try await write(durable)
        } catch let error as StoreError where !error.isUnusable {
            throw error
        } catch let error where mayFail {
            if !hasFailed {
                let reason = (error as? StoreError)?.sentence ?? "\(error)"
                report("the journal cannot be written any more, going on in memory, not durable: \(reason)")
            }
            hasFailed = true
        }
    }
}

extension StoreError {
    /// Whether the store itself failed, rather than refused.
    var isUnusable: Bool { if case .unusable = self { true } else { false } }
}

public import AutoSRECore
import Synchronization

extension SimulatedProcess: RunStore, EvidenceStore {
    /// A simulated store outlives its processes.
    public var isDurable: Bool { true }

    /// Opens a run; may die before or after.
    public func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) async throws
    {
        cloud.state.withLock { state in
            state.journals[opening.run] = [opening]
            state.leases[opening.run] = lease
            state.incidents[opening.run] = incident
        }
    }

    /// Appends; may die before or after.
    @discardableResult
    public func append(
        _ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]
    ) async throws -> [Message] {
        guard let run = entries.first?.run else { return [] }
        return try cloud.state.withLock { state in
            try maybeCrash("crash before append", &state)
            guard state.leases[run]?.token == fencingToken, state.journals[run]?.count == (entries[0].seq - 1) else {
                throw StoreError.stale
            }
            state.journals[run, default: []] += entries
            for entry in entries { state.book.follow(entry) }
            state.inbox.removeAll { messages.contains($0.id) }
            if messages.isEmpty { cloud.write(to: run, &state) }
            try maybeCrash("crash after append", &state)
            return state.inbox.filter { $0.run == run }
        }
    }

    /// Leaves a message.
    public func send(_ message: Message) async throws { cloud.state.withLock { $0.inbox.append(message) } }

    /// The messages that nobody has taken.
    public func messages(to run: RunID) async throws -> [Message] {
        cloud.state.withLock { state in state.inbox.filter { $0.run == run } }
    }

    /// The journal.
    public func journal(of run: RunID) async throws -> [JournalEntry] { cloud.stored(run) }

    /// Not needed in a simulation.
    public func runs(_ query: RunQuery) async throws -> [RunSummary] { [] }

    /// The lease.
    public func lease(of run: RunID) async throws -> Lease? { cloud.state.withLock { $0.leases[run] } }

    /// Takes over.
    public func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws {
        try cloud.state.withLock { state in
            guard state.leases[run]?.token == expected?.token else { throw StoreError.stale }
            state.leases[run] = lease
        }
    }

    /// Moves the heartbeat.
    public func renew(_ lease: Lease, of run: RunID) async throws {
        try cloud.state.withLock { state in
            guard state.leases[run]?.token == lease.token else { throw StoreError.stale }
            state.leases[run] = lease
        }
    }

    /// Not needed in a simulation, which knows its own clock.
    public func park(_ run: RunID, until instant: Instant, fencingToken: Int64) async throws {}

    /// Gives the run up.
    public func release(_ run: RunID, fencingToken: Int64) async throws {
        cloud.state.withLock { state in
            guard let lease = state.leases[run], lease.token == fencingToken else { return }
            state.leases[run] = lease.released
        }
    }

    /// Claims targets.
    public func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) async throws -> TargetClaim? {
        try cloud.state.withLock { state in
            guard state.leases[run]?.token == fencingToken else { throw StoreError.stale }
            cloud.endRival(&state)
            if defects.contains(.ignoresClaims) {
                for holder in targets.compactMap({ state.book.holder(of: $0) }) { state.book.release(holder) }
            }
            return state.book.claim(targets, for: run, at: now, displacing: dead, leases: &state.leases)
        }
    }

    /// Who claims a target.
    public func holder(of target: Target) async throws -> RunID? {
        cloud.state.withLock { $0.book.holder(of: target) }
    }

    /// The last change of a target by another run.
    public func lastChange(of target: Target, besides run: RunID) async throws -> TargetChange? {
        cloud.state.withLock { $0.book.lastChange(of: target, besides: run) }
    }

    /// Every change of a target after `since`.
    public func changes(of target: Target, since: Instant) async throws -> [TargetChange] {
        cloud.state.withLock { $0.book.changes(of: target, since: since) }
    }

    /// Not needed in a simulation.
    public func subscribe() async -> AsyncStream<JournalEntry> { AsyncStream { $0.finish() } }

    /// Keeps bodies.
    public func put(_ evidence: [MintedEvidence]) async throws {
        cloud.state.withLock { state in
            for item in evidence { state.bodies[item.evidence.reference.id] = item.bytes }
        }
    }

    /// A body, encoded.
    public func bytes(of reference: EvidenceReference) async throws -> [UInt8] {
        guard let bytes = cloud.state.withLock({ $0.bodies[reference.id] }) else { throw StoreError.unknownRun }
        return bytes
    }
}

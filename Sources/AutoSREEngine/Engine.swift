public import AutoSRECore

/// Drives runs: load, ask, perform, append, ask again. Calling it after a crash *is* the recovery.
///
/// `advance` is one step of one run; `drive` and `resume` are that step again and again, with the pauses between.
public struct Engine: Sendable {
    /// How far to go.
    public enum Milestone: Sendable {
        /// Until the first plan is judged: a dry run.
        case judged
        /// To the end.
        case closed
    }

    let world: any World
    let store: any RunStore
    let performer: Performer
    let observers: [any Observer]
    let limits: Limits
    let redactor: Redactor
    let decide: Decision
    /// What a run is judged by when a process begins to work on it.
    let conditions: Conditions

    /// What decides what comes next. There is one in the product, `Run.nextStep`; the simulation tests its own worth
    /// with wrong ones.
    public typealias Decision = @Sendable (Run, Limits, Instant) -> Step

    /// Puts the parts together. Nothing happens before `open`.
    /// - Parameters:
    ///   - fallback: diagnoses after reasoning was given up; nil lets a person decide.
    ///   - policyNow: reads the policy that is in force when a plan is judged; what it throws denies. Nil for `policy`
    ///     at all times.
    ///   - program: the program and its version, for the journal.
    ///   - history: where the policy finds what other runs did; nil for the store itself.
    ///   - ledger: lists what notifiers send away; nil lists nothing.
    public init(
        world: any World, store: any RunStore, evidence: any EvidenceStore, registry: Registry,
        diagnoser: any Diagnoser,
        fallback: (any Diagnoser)? = nil, planner: any Planner, verifier: any Verifier, policy: Policy,
        limits: Limits, redactor: Redactor, program: String = "autosre", ledger: (any EgressLedger)? = nil,
        history: History? = nil, policyNow: (@Sendable () async throws -> Policy)? = nil,
        decide: @escaping Decision = { $0.nextStep(within: $1, at: $2) }
    ) {
        let evidence = EvidenceCache(evidence, kinds: registry.kinds)
        (self.world, self.store, self.limits, self.redactor) = (world, store, limits, redactor)
        self.decide = decide
        conditions = Conditions(program: program, limits: limits, policy: policy)
        observers = registry.observers
        performer = Performer(
            world: world, store: store, history: history ?? .store(store), evidence: evidence,
            registry: registry,
            diagnoser: diagnoser, fallback: fallback,
            planner: planner, verifier: verifier, policyNow: policyNow ?? { policy }, redactor: redactor,
            gate: ledger.map { EgressGate(textGuard: redactor, ledger: $0, now: { world.now() }) })
    }

    /// Opens a run of its own for `alert` and takes its lease.
    /// - Throws: `StoreError`, or the redactor's error where the payload cannot be made safe to keep.
    public func open(_ alert: Alert, deduplicationKey: String? = nil) async throws -> RunID {
        let run = RunID("run-" + world.hex(12))
        let incident = try redactor.redact(alert.incident)
        let safe = Alert(
            incident: incident, source: alert.source, place: redactor.redact(alert.place), system: alert.system,
            isSimulated: alert.isSimulated == true)
        let now = world.now()
        let entry = try JournalEntry(
            run: run, seq: 1, at: now, event: .opened(safe), previousDigest: JournalEntry.genesis)
        let lease = Lease(owner: world.owner, at: now, token: 1)
        try await store.open(entry, incident: incident, deduplicationKey: deduplicationKey, lease: lease)
        for observer in observers { await observer.observe(entry, of: try Run(opening: entry)) }
        return run
    }

    /// Does the one step of a run that comes next now, under the lease that this process holds, and says when there is
    /// another one to do. Sleeps for nobody: what is due later is the caller's to wait for.
    /// - Throws: `StoreError.stale` where another process took the run over; `JournalError` where its journal is
    /// broken, or a later version's.
    public func advance(_ run: RunID) async throws -> Progress { try await session(of: run).advanceOnce() }

    /// Moves a run that this process holds forward to `milestone`, or until one of `signals` arrives.
    /// - Throws: `StoreError.stale` where another process took the run over; `JournalError` where its journal is
    /// broken.
    public func drive(
        _ run: RunID, until milestone: Milestone = .closed, interruptedBy signals: AsyncStream<String> = .never
    ) async throws -> DriveResult {
        try await session(of: run).drive(until: milestone, interruptedBy: signals)
    }

    /// Takes over a run whose holder is gone, and drives it to its end.
    /// - Throws: `EngineError.held` where the holder lives; `StoreError.unknownRun`; `JournalError.later` where a later
    /// version has worked on it.
    public func resume(_ run: RunID, interruptedBy signals: AsyncStream<String> = .never) async throws -> DriveResult {
        try await taken(run).drive(until: .closed, interruptedBy: signals)
    }

    /// Takes over a run whose holder is gone, so that it can be advanced from here.
    /// - Throws: `EngineError.held` where the holder lives; `StoreError.unknownRun`; `JournalError.later` where a later
    /// version has worked on it.
    public func take(_ run: RunID) async throws { _ = try await taken(run) }

    /// The hold on a run that this process has already.
    private func session(of run: RunID) async throws -> Session {
        guard let lease = try await store.lease(of: run), lease.owner == world.owner else { throw StoreError.stale }
        return try await Session(engine: self, run: run, lease: lease)
    }

    private func taken(_ run: RunID) async throws -> Session {
        let journal = try await store.journal(of: run)
        guard let last = journal.last else { throw StoreError.unknownRun }
        let old = try await store.lease(of: run)
        if let old, world.holds(old) { throw EngineError.held(old) }
        try journal.ensureReadable()
        world.catchUp(to: last.at)
        let lease = Lease(owner: world.owner, at: world.now(), token: (old?.token ?? 0) + 1)
        world.mark(.resumed)
        try await store.claim(run, replacing: old, with: lease)
        let session = try await Session(engine: self, run: run, lease: lease)
        if await session.isUnfinished { try await session.append(.resumed(world.owner)) }
        return session
    }
}

/// What there is to do next in a run.
public enum Progress: Sendable, Hashable {
    /// Another step, now.
    case again
    /// A step at this time; nothing before.
    case due(Instant)
    /// Nothing until a person has answered the question, or until this time.
    case waitingForApproval(question: String, until: Instant)
    /// Nothing any more.
    case closed
}

/// Where a drive left a run.
public struct DriveResult: Sendable {
    /// The run.
    public let run: Run
    /// Its journal.
    public let journal: [JournalEntry]
    /// The signal that stopped it, if one did.
    public let interruption: String?
}

/// What the engine refuses.
public enum EngineError: Error, Sendable, Equatable {
    /// Another process that lives holds the run.
    case held(Lease)
}

extension AsyncStream where Element == String {
    /// A stream that ends without an element.
    public static var never: AsyncStream<String> { AsyncStream { $0.finish() } }
}

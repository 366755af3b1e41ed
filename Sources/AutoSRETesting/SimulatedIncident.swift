public import AutoSRECore
public import AutoSREEngine

/// One whole incident under faults: processes die and are restarted until the run is closed.
public struct SimulatedIncident: Sendable {
    /// The world it happened in.
    public let cloud: SimulatedCloud
    /// The run's name.
    public let id: RunID
    /// The journal at the end.
    public let journal: [JournalEntry]
    /// The replay of it; nil where the journal does not replay.
    public let run: Run?
    /// How many processes it took.
    public let processes: Int
    /// The bounds it ran within.
    public let limits: Limits

    /// How a simulation may be made worse than the product, to see that the invariants notice.
    public struct Variation: Sendable {
        /// What decides the next step.
        public var decide: Engine.Decision = { $0.nextStep(within: $1, at: $2) }
        /// Whether drivers ask without making that durable first.
        public var leavesNoMark = false
        /// What is wrong about every process.
        public var defects: Set<SimulatedProcess.Defect> = []
        /// The policy.
        public var policy = Policy()
        /// What is hard about it; nil for what the seed draws.
        public var hardship: Hardship?
        /// Whether somebody writes to the run after each step, and after which one it is cancelled.
        public var writes: (isOn: Bool, cancelsAfter: Int?) = (false, nil)
        /// The product as it is.
        public init() {}
    }

    /// Runs the incident of `seed` to its end, until 80 processes have died, or until a later program has spoken.
    public static func run(seed: UInt64, faults: Int = 6, _ variation: Variation = .init()) async throws
        -> SimulatedIncident
    {
        let cloud = SimulatedCloud(seed: seed, faults: faults, hardship: variation.hardship ?? Hardship(seed: seed))
        if variation.writes.isOn { cloud.writesAtEveryStep(cancellingAfter: variation.writes.cancelsAfter) }
        let limits = limits(cloud, seed: seed)
        var process = SimulatedProcess(cloud, number: 1, defects: variation.defects)
        let run = try await engine(process, limits, variation).open(signal(seed, at: process.now()))
        try await meetOthers(of: run, cloud, limits, variation)
        var count = 1
        while try !isClosed(cloud.stored(run)), count < 80 {
            let engine = engine(process, limits, variation)
            do {
                if count == 1 { _ = try await engine.drive(run) } else { _ = try await engine.resume(run) }
            } catch is StoreError {
                process.kill()
            } catch JournalError.later {
                // Only the program that wrote it may go on.
                break
            } catch EngineError.held(let lease) {
                // Of whom nobody can see, it is waited until the lease ends.
                cloud.advance(seconds: max(0, lease.expires.seconds(since: cloud.now)))
            }
            count += 1
            process = SimulatedProcess(cloud, number: count, defects: variation.defects)
            cloud.restart()
        }
        let journal = cloud.stored(run)
        return SimulatedIncident(
            cloud: cloud, id: run, journal: journal, run: try? Run(replaying: journal), processes: count,
            limits: limits)
    }

    /// Brings in those who meddle with `run`, where this world has any.
    private static func meetOthers(
        of run: RunID, _ cloud: SimulatedCloud, _ limits: Limits, _ variation: Variation
    ) async throws {
        switch cloud.hardship {
        case .rival:
            let rival = SimulatedProcess(cloud, number: 900)
            let other = try await engine(rival, limits, variation).open(signal(0, at: rival.now()))
            let target = Target(kind: .service, name: "checkout")
            _ = try await rival.claim([target], for: other, at: rival.now(), fencingToken: 1, displacing: nil)
            cloud.has(rival: other)
        case .otherNamespace:
            let stranger = SimulatedProcess(
                cloud, number: 901, namespace: "pid:[2]", defects: variation.defects)
            cloud.meets {
                let lease = try? await stranger.lease(of: run)
                let isHeld = lease.map { !$0.isReleased && stranger.now() < $0.expires } ?? false
                guard isHeld, let token = lease?.token else { return }
                cloud.hit()
                _ = try? await engine(stranger, limits, variation).resume(run)
                if (try? await stranger.lease(of: run))?.token != token {
                    cloud.violated("taken over from another namespace while its lease held")
                }
            }
        default: break
        }
    }

    /// The bounds of a seed: some runs have little time.
    package static func limits(_ cloud: SimulatedCloud, seed: UInt64) -> Limits {
        var limits = Limits()
        limits.verifierLatencySeconds = cloud.latencySeconds
        limits.verificationSeconds = seed % 3 == 0 ? 1 : 6
        limits.roundVerificationSeconds = 2
        return limits
    }

    /// The alert of a seed.
    package static func signal(_ seed: UInt64, at now: Instant) -> Alert {
        let incident = Incident(
            id: "inc-\(seed)", service: "checkout", type: .latencySpike, detectedAt: now, payload: ["seed": "simulated"]
        )
        return Alert(incident: incident, source: "simulation")
    }

    private static func isClosed(_ journal: [JournalEntry]) throws -> Bool { journal.last?.event == .closed }

    /// The engine of one process.
    package static func engine(_ process: SimulatedProcess, _ limits: Limits, _ variation: Variation) -> Engine {
        var registry = Registry()
        registry.sources = process.cloud.hardship == .hungSource ? [process, HungSource(process: process)] : [process]
        registry.notifiers = [process]
        registry.add(SimulatedActuator(process, name: "first", leavesNoMark: variation.leavesNoMark))
        registry.add(SimulatedActuator(process, name: "second", leavesNoMark: variation.leavesNoMark))
        var policy = variation.policy
        if process.cloud.isForbidden { policy.mode = .off }
        return Engine(
            world: process, store: process, evidence: process, registry: registry,
            diagnoser: SimulatedDiagnoser(process),
            planner: SimulatedPlanner(), verifier: process, policy: policy, limits: limits,
            redactor: Redactor(secrets: []), decide: variation.decide)
    }
}

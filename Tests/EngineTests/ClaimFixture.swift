import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization

/// Two runs on one store about one service, in a world in which nothing fails by itself.
struct ClaimFixture: Sendable {
    let cloud: SimulatedCloud
    let target = Target(kind: .service, name: "checkout")

    /// - Parameter trouble: what is really wrong.
    init(_ trouble: SimulatedCloud.Trouble) {
        let worlds = (1...200).lazy.map { SimulatedCloud(seed: $0, faults: 0, isHeard: true) }
        cloud = worlds.first { $0.trouble == trouble } ?? SimulatedCloud(seed: 1, faults: 0)
    }

    func process(_ number: Int) -> SimulatedProcess { SimulatedProcess(cloud, number: number) }

    /// An engine in a process; `whileAsleep` is done once, when it first waits after `target_busy`.
    func engine(
        _ process: SimulatedProcess, isStub: Bool = false, sources: [any EvidenceSource]? = nil,
        recording: (any EvidenceSource)? = nil,
        elapses: Bool = false, decide: Engine.Decision? = nil, policy: Policy = Policy(),
        policyNow: (@Sendable () async throws -> Policy)? = nil, diagnoser: (any Diagnoser)? = nil,
        actuator: (any Actuator)? = nil, actions: ActionKinds = .standard, planner: (any Planner)? = nil,
        history: Engine.History? = nil,
        whileAsleep: @escaping @Sendable () async throws -> Void = {}
    ) -> Engine {
        var registry = Registry()
        registry.sources = sources ?? [Lines(process: process)]
        registry.recording = recording
        registry.notifiers = [process]
        registry.actions = actions
        registry.add(actuator ?? (isStub ? Stub() : SimulatedActuator(process)))
        var limits = Limits()
        limits.verificationSeconds = 6
        let world = SleepyWorld(process: process, target: target, elapses: elapses, once: whileAsleep)
        return Engine(
            world: world, store: process, evidence: process, registry: registry, diagnoser: diagnoser ?? RollBack(),
            planner: planner ?? SimulatedPlanner(), verifier: process, policy: policy, limits: limits,
            redactor: Redactor(secrets: []), history: history, policyNow: policyNow,
            decide: decide ?? { $0.nextStep(within: $1, at: $2) }
        )
    }

    func open(_ engine: Engine, _ process: SimulatedProcess) async throws -> RunID {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: process.now(), payload: .null)
        return try await engine.open(Alert(incident: incident, source: "test"))
    }

    /// Has a run claim the service, as if it had just been about to act.
    func claim(_ run: RunID, _ process: SimulatedProcess) async throws {
        _ = try await process.claim([target], for: run, at: process.now(), fencingToken: 1, displacing: nil)
    }

    /// The kinds of the journal of a run.
    func kinds(_ run: RunID) -> [String] { cloud.stored(run).map(\.event.kind) }

    /// How many different runs reached the world.
    var actors: Set<String> { Set(cloud.effects.keys.map { String($0.prefix { $0 != "/" }) }) }
}

/// A simulated process whose first waits let something else happen.
private struct SleepyWorld: World {
    let process: SimulatedProcess
    let target: Target
    let elapses: Bool
    let once: @Sendable () async throws -> Void
    private let isDone = Flag()

    init(
        process: SimulatedProcess, target: Target, elapses: Bool, once: @escaping @Sendable () async throws -> Void
    ) {
        (self.process, self.target, self.elapses, self.once) = (process, target, elapses, once)
    }

    var owner: Owner { process.owner }
    func now() -> Instant { process.now() }
    func hex(_ digits: Int) -> String { process.hex(digits) }
    func isAlive(_ owner: Owner) -> Bool? { process.isAlive(owner) }
    func mark(_ path: RarePath) { process.mark(path) }

    func sleep(until instant: Instant) async throws {
        if process.cloud.paths.contains(.waitedForTarget), isDone.raise() { try await once() }
        try await process.sleep(until: instant)
    }

    /// Real time, where a test is about what goes on beside a step.
    func elapse(seconds: Double) async throws {
        guard elapses else { return try await process.elapse(seconds: seconds) }
        // In many short steps, so that on a busy machine a long time still ends after a short one.
        for _ in 0..<Int(seconds * 4) { try await Task.sleep(for: .milliseconds(5)) }  // slow on purpose
    }
}

private final class Flag: Sendable {
    private let isUp = Mutex(false)
    /// Whether this call raised it.
    func raise() -> Bool {
        isUp.withLock { up in
            defer { up = true }
            return !up
        }
    }
}

/// The simulated history, and a log line that speaks for it.
private struct Lines: EvidenceSource {
    let process: SimulatedProcess
    let name = "test"
    let kinds: [EvidenceKind] = [.changes, .logs]

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        let line = LogLine(at: query.since.advanced(bySeconds: 1), message: "boom", level: "ERROR", instance: "a")
        return try await process.collect(query) + [
            RawEvidence(.logs([line]), about: Entity(.instance, "a"), from: query.provenance(name))
        ]
    }
}

/// Wants a rollback because of the line.
private struct RollBack: Diagnoser {
    func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        let lines = request.evidence.filter { $0.reference.kind == .logs }
        let window = TimeWindow(from: Instant(seconds: 0), until: request.incident.detectedAt)
        let claim = Claim(
            "boom", .logsMatch(pattern: "boom", window: window, atLeast: 1), evidence: lines.map(\.reference.id))
        let hypothesis = Hypothesis(
            cause: "v2", category: "bad_release", service: request.incident.service, version: "v2", confidence: 0.9,
            claims: [claim], recommendation: .rollback, prevention: "none")
        return Diagnosis(
            finding: .cause, summary: "v2", reasoning: "", confidence: 0.9, hypotheses: [hypothesis], author: "test")
    }
}

/// Only logs what it would do.
private struct Stub: Actuator {
    let name = "stub"
    let capabilities = ActionKinds.standard.all.map { Capability($0, .service) }
    let isSimulated = true
    func status(of intent: Intent) async throws -> ActuationStatus { .absent }
    func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        Receipt(intent: intent.key, effect: .simulated, driver: name, confirmation: "logged", inverse: nil)
    }
}

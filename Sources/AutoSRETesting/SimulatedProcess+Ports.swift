public import AutoSRECore
import Synchronization

extension SimulatedProcess: EvidenceSource, Verifier, Notifier {
    /// The name in every role.
    public var name: String { "simulation" }

    /// The deployment history, and a log that shows trouble.
    public var kinds: [EvidenceKind] { [.changes, .logs] }

    /// Both; may fail.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        try cloud.state.withLock { try maybeFlake("source timed out", &$0) }
        let history = [
            Change(
                rollout: "v2", of: .service("checkout"), at: cloud.start.advanced(bySeconds: -700), status: "running"),
            Change(
                rollout: "v1", of: .service("checkout"), at: cloud.start.advanced(bySeconds: -90_000),
                status: "superseded"),
        ]
        return [
            RawEvidence(
                .changes(history), about: query.entity, from: Provenance(name, readAt: query.now)),
            RawEvidence(
                .logs([LogLine(at: cloud.start.advanced(bySeconds: -60), message: "request failed", level: "ERROR")]),
                about: query.entity, from: query.provenance(name)),
        ]
    }

    /// What a health address needs to show a change.
    public func latencySeconds(of entity: Entity) -> Double { cloud.latencySeconds }

    /// The truth, or silence.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        cloud.state.withLock { state in
            var isSilent = state.healthRandom.chance(cloud.silencePercent, in: 100) || state.now < state.isSilentUntil
            if cloud.hardship == .silence, !state.effects.isEmpty {
                isSilent = true
                state.faultsHit.insert(cloud.hardship.rawValue)
            }
            state.now = state.now.advanced(bySeconds: isSilent ? seconds : 0.002)
            // A stopped process finds its reading when it goes on.
            defer { cloud.maybePause(&state) }
            if isSilent { return HealthReading(.unknown, at: state.wall, detail: "no answer") }
            if cloud.isOnTheMend(&state) {
                return HealthReading(.bad, at: state.wall, detail: "less bad", isSettling: true)
            }
            let isHealthy = cloud.shows(&state)
            return HealthReading(isHealthy ? .good : .bad, at: state.wall, detail: "simulated")
        }
    }

    /// Delivers, and may die before or after.
    public func notify(_ postMortem: PostMortem, isRepeat: Bool) async -> Notification {
        let isDelivered = cloud.state.withLock { state in
            do {
                try maybeCrash("crash before telling", &state)
                state.deliveries[name, default: 0] += 1
                try maybeCrash("crash after telling", &state)
                return true
            } catch {
                return false
            }
        }
        return Notification(
            notifier: name, status: isDelivered ? .delivered : .failed, detail: "chat", isRepeat: isRepeat)
    }
}

/// A mind that is often wrong: it ranks the true cause anywhere, or not at all.
public struct SimulatedDiagnoser: Diagnoser {
    /// The process it runs in.
    let process: SimulatedProcess

    /// Makes one for a process.
    public init(_ process: SimulatedProcess) { self.process = process }

    /// Ranks causes in an order drawn from the seed; may fail.
    public func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        try process.cloud.state.withLock { state in
            try process.maybeFlake("diagnoser failed", &state)
            var order: [Recommendation] = [.rollback, .scaleUp, .restart]
            for index in order.indices.reversed() { order.swapAt(index, Int(state.random.next() % UInt64(index + 1))) }
            let sureness = state.random.chance(1, in: 10) ? 0.3 : 0.9
            if state.random.chance(1, in: 12) { order.insert(.escalate, at: Int(state.random.next() % 3)) }
            if state.random.chance(1, in: 15) {
                return Diagnosis(
                    finding: .nothingAbnormal, summary: "calm", reasoning: "", confidence: 0, hypotheses: [],
                    author: "simulation")
            }
            let hypotheses = order.enumerated().map { index, recommendation in
                Hypothesis(
                    cause: "cause for \(recommendation.rawValue)", category: recommendation.rawValue,
                    service: request.incident.service, version: "v2", confidence: sureness - Double(index) * 0.1,
                    claims: Self.claims(request), recommendation: recommendation, prevention: "none")
            }
            return Diagnosis(
                finding: .cause, summary: "a guess", reasoning: "", confidence: sureness, hypotheses: hypotheses,
                author: "simulation")
        }
    }

    /// A claim that holds: about the log and the history where they could be read, and nothing false.
    private static func claims(_ request: DiagnosisRequest) -> [Claim] {
        for evidence in request.evidence {
            guard let last = evidence.body.logs?.last else { continue }
            let window = TimeWindow(from: last.at, until: last.at.advanced(bySeconds: 1))
            let predicate = Predicate.logsMatch(pattern: last.message, window: window, atLeast: 1)
            return [Claim("requests fail", predicate, evidence: [evidence.reference.id])]
        }
        for evidence in request.evidence {
            if let last = evidence.body.rollouts?.first {
                let window = TimeWindow(from: last.at, until: last.at.advanced(bySeconds: 1))
                return [
                    Claim(
                        "deployed", .deployed(version: last.version, window: window), evidence: [evidence.reference.id])
                ]
            }
            if let reading = evidence.body.health {
                return [Claim("health", .health(reading.status), evidence: [evidence.reference.id])]
            }
        }
        return []
    }
}

/// A planner that knows the simulated service.
public struct SimulatedPlanner: Planner {
    /// Makes one.
    public init() {}

    /// The service.
    public func targets(of incident: Incident) -> [Target] { [Target(kind: .service, name: incident.service)] }

    /// One action, or two where the cause is a release, so that plans of several actions are simulated too.
    public func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        let target = Target(kind: .service, name: incident.service)
        func action(_ kind: ActionKind, _ before: ResourceState?, _ after: ResourceState) -> Action {
            Action(kind: kind, target: target, before: before, after: after, reason: "simulation")
        }
        let scale = action(.scaleUp, .replicas(3), .replicas(6))
        let actions: [Action] =
            switch hypothesis.recommendation {
            case .rollback:
                [
                    action(.rollback, .version("v2"), .version("v1")),
                    action(.restartDatabasePool, nil, .poolSince(now)),
                ]
            case .scaleUp: [scale]
            case .restart: [action(.restart, nil, .instancesSince(now))]
            default: []
            }
        guard let plan = Plan(actions: actions, hypothesis: hypothesis.key, expectation: "healthy") else {
            throw Refusal("nothing to plan")
        }
        return plan
    }
}

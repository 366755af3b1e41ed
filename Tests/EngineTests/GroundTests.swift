import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Nothing real is changed on the strength of made-up evidence alone.
@Suite(.timeLimit(.minutes(1))) struct GroundTests {
    /// The simulated history, as from a source that makes it up or one that reads it.
    private struct History: EvidenceSource {
        let process: SimulatedProcess
        let isSimulated: Bool
        var version = "v1"
        let kinds: [EvidenceKind] = [.deployments]
        var name: String { process.name }

        func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
            let history = [
                Deployment(version: "v2", at: query.now.advanced(bySeconds: -700), status: "running"),
                Deployment(version: version, at: query.now.advanced(bySeconds: -90_000), status: "superseded"),
            ]
            return [
                try Evidence(
                    .deployments(history), service: query.incident.service, source: name, collectedAt: query.now,
                    summary: "newest v2, then \(version)")
            ]
        }
    }

    /// Only logs what it would do.
    private struct Stub: Actuator {
        let name = "stub"
        let abilities = ActionKind.allCases.map { Ability($0, .service) }
        let isSimulated = true
        func status(of intent: Intent) async throws -> ActuationStatus { .absent }
        func perform(_ intent: Intent, with clearance: Clearance) async throws -> Receipt {
            Receipt(intent: intent.key, effect: .simulated, driver: name, confirmation: "logged", inverse: nil)
        }
    }

    private func verdict(_ history: History, isReal: Bool) async throws -> Verdict {
        let process = history.process
        var board = Board()
        board.sources = [history]
        if isReal { board.add(SimulatedActuator(process)) } else { board.add(Stub()) }
        var policy = Policy()
        policy.requiresObservedSymptom = false
        let engine = Engine(
            world: process, store: process, evidence: process, board: board, diagnoser: RollBack(),
            planner: Planning(version: history.version), verifier: process, policy: policy, limits: Limits(),
            redactor: Redactor(secrets: ["hunter2secret"]))
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: process.now(), payload: .null)
        let run = try await engine.open(Signal(incident: incident, source: "test"))
        let result = try await engine.drive(run, until: .judged)
        for entry in result.journal { if case .judged(let verdict) = entry.event { return verdict } }
        throw Refusal("never judged: \(result.journal.map(\.event.kind))")
    }

    /// Wants a rollback because of the history.
    private struct RollBack: Diagnoser {
        func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
            let history = request.evidence.filter { $0.reference.kind == .deployments }
            let window = TimeWindow(from: Instant(seconds: 0), until: request.incident.detectedAt)
            let claim = Claim(
                "v2 is new", .deployed(version: "v2", window: window), evidence: history.map(\.reference.id))
            let hypothesis = Hypothesis(
                cause: "v2", category: "bad_release", service: request.incident.service, version: "v2",
                confidence: 0.9, claims: [claim], recommendation: .rollback, prevention: "none")
            return Diagnosis(
                finding: .cause, summary: "v2", reasoning: "", confidence: 0.9, hypotheses: [hypothesis],
                author: "test")
        }
    }

    private struct Planning: Planner {
        let version: String

        func plan(
            for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
        ) throws -> Plan {
            let history = evidence.compactMap { item -> [Deployment]? in
                if case .deployments(let history) = item.body { history } else { nil }
            }
            let action = Action(
                kind: .rollback, target: Target(kind: .service, name: incident.service), before: .version("v2"),
                after: .version(history.first?.last?.version ?? ""), reason: "test")
            let plan = Plan(actions: [action], hypothesis: hypothesis.key, expectation: "healthy")
            guard let plan else { throw Refusal("no plan") }
            return plan
        }
    }

    private func process() -> SimulatedProcess { SimulatedProcess(SimulatedCloud(seed: 3, faults: 0), number: 1) }

    @Test func madeUpEvidenceIsNoGroundForARealChange() async throws {
        let history = History(process: process(), isSimulated: true)
        guard case .deny(let rule, let reason) = try await verdict(history, isReal: true) else {
            Issue.record("it was not denied")
            return
        }
        #expect(rule == "real_evidence")
        #expect(reason.contains("simulated evidence (simulation)"), "\(reason)")
    }

    @Test func aRehearsalMayRestOnIt() async throws {
        let verdict = try await verdict(History(process: process(), isSimulated: true), isReal: false)
        #expect(verdict.rule == "policy: mode auto", "\(verdict)")
    }

    @Test func realEvidenceIsAGround() async throws {
        let verdict = try await verdict(History(process: process(), isSimulated: false), isReal: true)
        #expect(verdict.rule == "policy: mode auto", "\(verdict)")
    }

    /// What had to be redacted names no version that could be rolled back to.
    @Test func aVersionWithASecretInItIsNoTarget() async throws {
        let history = History(process: process(), isSimulated: false, version: "v1-hunter2secret")
        guard case .deny(let rule, let reason) = try await verdict(history, isReal: true) else {
            Issue.record("it was not denied")
            return
        }
        #expect(rule == "require_target_in_history" && !reason.contains("hunter2"), "\(reason)")
    }
}

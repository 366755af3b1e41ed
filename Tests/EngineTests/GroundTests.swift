import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Nothing real is changed on the strength of made-up evidence alone.
@Suite(.timeLimit(.minutes(1))) struct GroundTests {
    /// A history, and a log where it has one, made up or read.
    private struct History: EvidenceSource {
        let process: SimulatedProcess
        let isSimulated: Bool
        var version = "v1"
        var hasLog = true
        let kinds: [EvidenceKind] = [.changes, .logs]
        var name: String { process.name }

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            let history = [
                Change(
                    rollout: "v2", of: .service("checkout"), at: query.now.advanced(bySeconds: -700), status: "running"),
                Change(
                    rollout: version, of: .service("checkout"), at: query.now.advanced(bySeconds: -90_000),
                    status: "superseded"),
            ]
            let service = query.incident.service
            let changes = RawEvidence(
                .changes(history), service: service, source: name, collectedAt: query.now,
                summary: "newest v2, then \(version)", isSimulated: isSimulated)
            let log = RawEvidence(
                .logs([LogLine(at: query.now.advanced(bySeconds: -60), message: "v2 fails")]), service: service,
                source: name, collectedAt: query.now, summary: "1 line", isSimulated: isSimulated)
            return hasLog ? [changes, log] : [changes]
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

    private func verdict(
        _ history: History, isReal: Bool, diagnoser: any Diagnoser = RollBack()
    ) async throws -> Verdict {
        let process = history.process
        var registry = Registry()
        if history.isSimulated { registry.recording = history } else { registry.sources = [history] }
        if isReal { registry.add(SimulatedActuator(process)) } else { registry.add(Stub()) }
        var policy = Policy()
        policy.requiresObservedSymptom = false
        let engine = Engine(
            world: process, store: process, evidence: process, registry: registry, diagnoser: diagnoser,
            planner: Planning(version: history.version), verifier: process, policy: policy, limits: Limits(),
            redactor: Redactor(secrets: ["hunter2secret"]))
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: process.now(), payload: .null)
        let run = try await engine.open(Alert(incident: incident, source: "test"))
        let result = try await engine.drive(run, until: .judged)
        for entry in result.journal { if case .judged(let verdict) = entry.event { return verdict } }
        throw Refusal("never judged: \(result.journal.map(\.event.kind))")
    }

    /// Wants a rollback because of the history.
    private struct RollBack: Diagnoser {
        func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
            let history = request.evidence.filter { $0.reference.kind == .changes }
            let window = TimeWindow(from: Instant(seconds: 0), until: request.incident.detectedAt)
            let log = request.evidence.filter { $0.reference.kind == .logs }
            let claims = [
                Claim("v2 is new", .deployed(version: "v2", window: window), evidence: history.map(\.reference.id)),
                Claim(
                    "v2 fails", .logsMatch(pattern: "v2 fails", window: window, atLeast: 1),
                    evidence: log.map(\.reference.id)),
                Claim(
                    "nothing else does", .logsLack(pattern: "v9", window: window, atMost: 0),
                    evidence: log.map(\.reference.id)),
            ]
            let hypothesis = Hypothesis(
                cause: "v2", category: "bad_release", service: request.incident.service, version: "v2",
                confidence: 0.9, claims: claims, recommendation: .rollback, prevention: "none")
            return Diagnosis(
                finding: .cause, summary: "v2", reasoning: "", confidence: 0.9, hypotheses: [hypothesis],
                author: "test")
        }
    }

    /// A model that wants a rollback, beside a local engine that found these lines for the hypothesis with that remedy.
    private struct Opinion: Diagnoser {
        let remedy: Recommendation

        func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
            let window = TimeWindow(from: Instant(seconds: 0), until: request.incident.detectedAt)
            let log = request.evidence.filter { $0.reference.kind == .logs }
            let claim = Claim(
                "v2 fails", .logsMatch(pattern: "v2 fails", window: window, atLeast: 1),
                evidence: log.map(\.reference.id))
            func hypothesis(_ claims: [Claim], _ remedy: Recommendation, by author: String?) -> Hypothesis {
                Hypothesis(
                    cause: "it", category: author ?? "local", service: request.incident.service, version: "v2",
                    confidence: 0.9, claims: claims, recommendation: remedy, prevention: "none", author: author)
            }
            let history = request.evidence.filter { $0.reference.kind == .changes }
            let change = Claim(
                "v2 is new", .deployed(version: "v2", window: window), evidence: history.map(\.reference.id))
            return Diagnosis(
                finding: .cause, summary: "v2", reasoning: "", confidence: 0.9,
                hypotheses: [
                    hypothesis([change], .rollback, by: "model"), hypothesis([claim], remedy, by: nil),
                ],
                author: "model")
        }
    }

    private struct Planning: Planner {
        let version: String

        func targets(of incident: Incident) -> [Target] { [] }

        func plan(
            for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
        ) throws -> Plan {
            let history = evidence.compactMap(\.body.rollouts)
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
        #expect(reason.contains("only simulated evidence"), "\(reason)")
    }

    /// What was changed before says what may be at fault, and not that anything is wrong.
    @Test func aHistoryOfChangesAloneIsNoGround() async throws {
        let history = History(process: process(), isSimulated: false, hasLog: false)
        guard case .deny(let rule, let reason) = try await verdict(history, isReal: true) else {
            Issue.record("it was not denied")
            return
        }
        #expect(rule == "real_evidence" && reason.contains("history of changes"), "\(reason)")
        #expect(try await verdict(history, isReal: false).rule == "policy: mode auto")
    }

    /// Somebody else's failures are no ground for the rollback that a model wants.
    @Test(arguments: [Recommendation.rollback, .escalate]) func aModelsRollbackNeedsLinesThatSpeakForOne(
        _ remedy: Recommendation
    ) async throws {
        let history = History(process: process(), isSimulated: false)
        let verdict = try await verdict(history, isReal: true, diagnoser: Opinion(remedy: remedy))
        #expect((verdict.rule == "real_evidence") == (remedy == .escalate), "\(verdict)")
    }

    /// A clearance says what it is for.
    @Test func aClearanceIsForARehearsalOrForReal() async throws {
        for isReal in [false, true] {
            let history = History(process: process(), isSimulated: false)
            guard case .allow(let clearance) = try await verdict(history, isReal: isReal) else {
                Issue.record("it was denied")
                return
            }
            #expect(clearance.isRehearsal == !isReal)
        }
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

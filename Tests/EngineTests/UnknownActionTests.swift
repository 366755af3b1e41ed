import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization
import Testing

/// What another program planned, and this one does not know, is kept, shown and never done.
@Suite(.timeLimit(.minutes(1))) struct UnknownActionTests {
    private static let teleport = ActionKind(rawValue: "teleport")

    private static var policy: Policy {
        var policy = Policy()
        policy.allowedActions.insert(ActionRule(teleport, on: .service))
        return policy
    }

    /// A run that the program with the integration took up to `step`, in the hands of one without it.
    private func handedOver(_ fixture: ClaimFixture, at step: @escaping @Sendable (Step) -> Bool) async throws
        -> (run: Run, actuator: Teleporter)
    {
        let process = fixture.process(1)
        let actuator = Teleporter()
        let knowing = fixture.engine(
            process,
            decide: { run, limits, now in
                let next = run.nextStep(within: limits, at: now)
                return step(next) ? .rest : next
            }, policy: Self.policy, actuator: actuator, actions: .standard.adding([Teleport.self]), planner: Planned())
        let run = try await fixture.open(knowing, process)
        _ = try await knowing.drive(run)
        let ignorant = fixture.engine(process, policy: Self.policy, actuator: actuator, planner: Planned())
        return (try await ignorant.resume(run).run, actuator)
    }

    @Test func whatIsPlannedIsDenied() async throws {
        let fixture = ClaimFixture(.release)
        let (run, actuator) = try await handedOver(fixture) { if case .judge = $0 { true } else { false } }
        #expect(run.round.plan?.actions.first?.kind == Self.teleport)
        #expect(run.round.verdict?.rule == "allowed_actions" && run.conclusion?.outcome == .escalated)
        #expect(actuator.calls == 0)
    }

    @Test func whatIsIntendedIsRefused() async throws {
        let fixture = ClaimFixture(.release)
        let (run, actuator) = try await handedOver(fixture) { $0.isAct }
        #expect(run.round.intents.first?.action.kind == Self.teleport)
        #expect(run.conclusion?.outcome == .failed)
        #expect(run.conclusion?.reason.contains("no action that this program knows") == true)
        #expect(actuator.calls == 0)
        let told = PostMortem(of: run, journal: fixture.cloud.stored(run.id))
        #expect(told.actionTaken.hasPrefix("teleport service/checkout: place moon"))
    }

    /// With the integration it is done: the two tests above fail for no other reason.
    @Test func whoKnowsItDoesIt() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let actuator = Teleporter()
        let engine = fixture.engine(
            process, policy: Self.policy, actuator: actuator, actions: .standard.adding([Teleport.self]),
            planner: Planned())
        let run = try await engine.drive(try await fixture.open(engine, process)).run
        #expect(actuator.calls > 0 && run.rounds.flatMap(\.receipts).first?.effect == .applied)
        #expect(run.rounds.flatMap(\.receipts).first?.inverse == nil)
    }
}

private struct Teleport: ActionParameters {
    static let kind = ActionKind(rawValue: "teleport")
    static let title = "Move a service somewhere else."
    static let blastRadius = "everybody"
    static let risk = Risk.low
    static let place = ResourceState.other(kind: "place", value: "moon")

    init?(before: ResourceState?, after: ResourceState) {
        guard before == nil, after == Self.place else { return nil }
    }
    init() {}
    var before: ResourceState? { nil }
    var after: ResourceState { Self.place }
    var inverse: Teleport? { nil }
    func expectation(of target: String) -> String { "\(target) is on the moon" }
}

private struct Planned: Planner {
    func targets(of incident: Incident) -> [Target] { [Target(kind: .service, name: incident.service)] }

    func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        let action = Action(Teleport(), on: targets(of: incident)[0], reason: "test")
        guard let plan = Plan(actions: [action], hypothesis: hypothesis.key, expectation: "calm") else {
            throw Refusal("no plan")
        }
        return plan
    }
}

private final class Teleporter: Actuator {
    let name = "teleporter"
    let capabilities = [Capability(Teleport.kind, .service)]
    let isSimulated = false
    private let count = Mutex(0)

    /// How often it was asked for anything.
    var calls: Int { count.withLock(\.self) }

    func status(of intent: Intent) async throws -> ActuationStatus {
        count.withLock { $0 += 1 }
        return .absent
    }

    func perform(_ intent: Intent, with clearance: Clearance, sending: @escaping Sending) async throws -> Receipt {
        count.withLock { $0 += 1 }
        return Receipt(intent: intent.key, effect: .applied, driver: name, confirmation: "gone")
    }
}

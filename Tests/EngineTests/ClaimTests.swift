import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization
import Testing

/// One run at a time changes a target; the others see it done, or end with that reason.
@Suite(.timeLimit(.minutes(1))) struct ClaimTests {
    /// Another run has the service when this one wants it, and goes on to its end meanwhile.
    private func behindAnother(_ fixture: ClaimFixture) async throws -> (other: RunID, result: DriveResult) {
        let (first, second) = (fixture.process(1), fixture.process(2))
        let engine = fixture.engine(first)
        let other = try await fixture.open(engine, first)
        try await fixture.claim(other, first)
        let waiting = fixture.engine(second, whileAsleep: { _ = try await engine.drive(other) })
        let run = try await fixture.open(waiting, second)
        return (other, try await waiting.drive(run))
    }

    @Test func whoWaitsSeesThatAnotherHealedIt() async throws {
        let fixture = ClaimFixture(.release)
        let (other, result) = try await behindAnother(fixture)
        #expect(fixture.kinds(result.run.id).contains("target_busy"))
        #expect(result.run.conclusion?.outcome == .selfRecovered)
        #expect(result.run.conclusion?.reason.contains(other.text) == true, "\(result.run.conclusion?.reason ?? "")")
        #expect(fixture.actors == [other.text])
        #expect(fixture.cloud.stored(other).last?.event == .closed)
    }

    @Test func whoWaitsInVainDoesNotTryTheSameAgain() async throws {
        let fixture = ClaimFixture(.outside)
        let (other, result) = try await behindAnother(fixture)
        #expect(fixture.kinds(result.run.id).contains("target_busy"))
        #expect(result.run.conclusion?.outcome == .escalated)
        #expect(result.run.conclusion?.reason.contains(other.text) == true, "\(result.run.conclusion?.reason ?? "")")
        #expect(fixture.actors == [other.text])
    }

    /// Without a plan of its own, as where another has put right already what could be blamed.
    @Test(arguments: [true, false]) func whoKnowsNothingToDoWaitsForWhoDoes(heals: Bool) async throws {
        let fixture = ClaimFixture(heals ? .release : .outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let engine = fixture.engine(first)
        let other = try await fixture.open(engine, first)
        try await fixture.claim(other, first)
        let waiting = fixture.engine(second, diagnoser: Clueless(), whileAsleep: { _ = try await engine.drive(other) })
        let result = try await waiting.drive(try await fixture.open(waiting, second))
        #expect(fixture.kinds(result.run.id).contains("target_busy"))
        #expect(result.run.conclusion?.outcome == (heals ? .selfRecovered : .escalated))
        let reason = result.run.conclusion?.reason ?? ""
        #expect(reason.contains(other.text) && (heals || reason.contains("nothing to go by")), "\(reason)")
        #expect(fixture.actors == [other.text])
        #expect(try await second.holder(of: fixture.target) == nil)
    }

    /// Nobody is at work: it ends at once; somebody holds on to it: it ends with that reason; a rehearsal does not ask.
    @Test func whoKnowsNothingToDoDoesNotWaitForNobody() async throws {
        let fixture = ClaimFixture(.outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let engine = fixture.engine(second, diagnoser: Clueless())
        let alone = try await engine.drive(try await fixture.open(engine, second))
        #expect(alone.run.conclusion?.reason == "nothing to go by")
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let stub = fixture.engine(second, isStub: true, diagnoser: Clueless())
        let rehearsed = try await stub.drive(try await fixture.open(stub, second))
        #expect(rehearsed.run.conclusion?.reason == "nothing to go by")
        let late = try await engine.drive(try await fixture.open(engine, second))
        let reason = late.run.conclusion?.reason ?? ""
        #expect(reason.contains("nothing to go by; \(other) has been working on service/checkout"), "\(reason)")
        #expect(fixture.cloud.effects.isEmpty)
    }

    /// What the target clearly refused changed nothing: the next run is not kept from it by the cooldown.
    @Test(arguments: [true, false]) func aClearNoIsNoChange(isClear: Bool) async throws {
        let fixture = ClaimFixture(.release)
        var policy = Policy()
        policy.cooldownSeconds = 86_400
        let (first, second) = (fixture.process(1), fixture.process(2))
        let refusing = fixture.engine(first, actuator: Refusing(isClear: isClear))
        let refused = try await refusing.drive(try await fixture.open(refusing, first))
        #expect(refused.run.conclusion?.outcome == .failed)
        #expect(try await first.lastChange(of: fixture.target, besides: RunID("run-x")) == nil || !isClear)
        let engine = fixture.engine(second, policy: policy)
        let next = try await engine.drive(try await fixture.open(engine, second))
        #expect(next.run.conclusion?.outcome == (isClear ? .recovered : .escalated))
    }

    /// What was allowed and is not done yet is judged by what the policy says then; what cannot be read allows nothing.
    @Test(arguments: [true, false]) func afterALongWaitThePolicyOfNowDecides(isReadable: Bool) async throws {
        let fixture = ClaimFixture(.release)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let verdicts = Mutex(0)
        let engine = fixture.engine(
            second,
            policyNow: {
                let count = verdicts.withLock { count in
                    count += 1
                    return count
                }
                var policy = Policy()
                if count > 1 { policy.mode = .off }
                if count > 1, !isReadable { throw Refusal("no such file") }
                return policy
            })
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.run.conclusion?.outcome == .escalated && verdicts.withLock { $0 } == 2)
        #expect(result.run.round.verdict?.rule == (isReadable ? "mode" : "policy_file"))
        let policies = fixture.cloud.stored(result.run.id).compactMap { entry -> Policy.Mode? in
            if case .conditions(let found) = entry.event { found.policy.mode } else { nil }
        }
        #expect(policies == (isReadable ? [.auto, .off] : [.auto]), "the journal says what it was judged by")
        #expect(fixture.cloud.effects.isEmpty)
    }

    @Test func whoFindsItClaimedForLongEndsWithThatReason() async throws {
        let fixture = ClaimFixture(.release)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let engine = fixture.engine(second)
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.run.conclusion?.outcome == .escalated)
        #expect(result.run.conclusion?.reason.contains("\(other) has been working on service/checkout") == true)
        #expect(fixture.cloud.effects.isEmpty)
    }

    /// A dead process has no claim; its run finds it gone when it is resumed, and does nothing.
    @Test func aDeadHoldersClaimIsTaken() async throws {
        let fixture = ClaimFixture(.release)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        first.kill()
        let engine = fixture.engine(second)
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.run.conclusion?.outcome == .recovered)
        #expect(fixture.cloud.paths.contains(.claimTakenOver))
        #expect(fixture.actors == [result.run.id.text])
        let resumed = try await fixture.engine(fixture.process(3)).resume(other)
        #expect(resumed.run.conclusion?.outcome == .selfRecovered)
        #expect(fixture.actors == [result.run.id.text])
    }

    /// A run is left between intent and effect; another changes the service; the first is resumed.
    @Test func whatAnotherChangedSinceTheIntentIsNotChangedAgain() async throws {
        let fixture = ClaimFixture(.outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let stopping = fixture.engine(
            first,
            decide: { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                if case .act = step { return .rest }
                return step
            })
        let left = try await fixture.open(stopping, first)
        _ = try await stopping.drive(left)
        #expect(fixture.kinds(left).last == "intended")
        let engine = fixture.engine(second)
        let other = try await fixture.open(engine, second)
        _ = try await engine.drive(other)
        #expect(fixture.actors == [other.text])
        let resumed = try await fixture.engine(fixture.process(3)).resume(left)
        #expect(fixture.kinds(left).contains("target_changed"))
        // Without a mark nothing was asked for, and nothing is asked for now.
        #expect(resumed.run.conclusion?.outcome == .failed)
        #expect(fixture.actors == [other.text])
    }

    /// What a run is judged by is in its journal, and once more where the process that takes it over has others.
    @Test func whatARunIsJudgedByIsNotedWhereItChanges() async throws {
        let fixture = ClaimFixture(.release)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let stopping = fixture.engine(
            first,
            decide: { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                if case .plan = step { return .rest }
                return step
            })
        let run = try await fixture.open(stopping, first)
        _ = try await stopping.drive(run)
        #expect(fixture.kinds(run).prefix(2) == ["opened", "conditions"])
        _ = try await fixture.engine(second, decide: { _, _, _ in .rest }).resume(run)
        #expect(fixture.kinds(run).filter { $0 == "conditions" }.count == 1, "the same are not noted again")
        let resumed = try await fixture.engine(fixture.process(3), policy: Policy(mode: .off)).resume(run)
        #expect(fixture.kinds(run).filter { $0 == "conditions" }.count == 2)
        #expect(resumed.run.conditions?.policy.mode == .off)
        #expect(resumed.run.conditions?.policyDigest == Policy(mode: .off).digest)
    }

    /// A run that is resumed keeps its claim: nobody came between.
    @Test func aResumedRunGoesOnWithItsClaim() async throws {
        let fixture = ClaimFixture(.release)
        let first = fixture.process(1)
        let stopping = fixture.engine(
            first,
            decide: { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                if case .act = step { return .rest }
                return step
            })
        let run = try await fixture.open(stopping, first)
        _ = try await stopping.drive(run)
        #expect(try await first.holder(of: fixture.target) == run)
        let resumed = try await fixture.engine(fixture.process(2)).resume(run)
        #expect(resumed.run.conclusion?.outcome == .recovered)
        #expect(try await first.holder(of: fixture.target) == nil)
    }

    @Test func aRehearsalClaimsNothingAndWaitsForNobody() async throws {
        let fixture = ClaimFixture(.outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let engine = fixture.engine(second, isStub: true)
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.run.rounds.contains { $0.isSimulated })
        #expect(!fixture.kinds(result.run.id).contains("target_busy"))
        #expect(try await first.holder(of: fixture.target) == other)
        #expect(try await first.lastChange(of: fixture.target, besides: other) == nil)
    }

    /// An intent under way counts for the cooldown, and so does a change of long ago.
    @Test func theCooldownKnowsWhatIsUnderWay() async throws {
        let fixture = ClaimFixture(.release)
        var policy = Policy()
        policy.cooldownSeconds = 86_400
        let (first, second) = (fixture.process(1), fixture.process(2))
        let stopping = fixture.engine(
            first,
            decide: { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                if case .act = step { return .rest }
                return step
            })
        _ = try await stopping.drive(try await fixture.open(stopping, first))
        let engine = fixture.engine(second, policy: policy)
        for _ in 1...2 {
            let result = try await engine.drive(try await fixture.open(engine, second))
            #expect(result.run.round.verdict?.rule == "cooldown_seconds")
            fixture.cloud.advance(seconds: 80_000)
            let isOver = fixture.cloud.now.seconds(since: fixture.cloud.start) > 86_400
            if isOver { break }
        }
        #expect(fixture.cloud.effects.isEmpty)
    }
}

/// Has no idea.
private struct Clueless: Diagnoser {
    func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        Diagnosis(
            finding: .insufficient, summary: "nothing to go by", reasoning: "", confidence: 0, hypotheses: [],
            author: "test")
    }
}

/// Says no at its first try, or only after a try that came to nothing.
private final class Refusing: Actuator {
    let isClear: Bool
    let name = "refusing"
    let capabilities = ActionKinds.standard.all.map { Capability($0, .service) }
    let isSimulated = false
    private let hasTried = Mutex(false)

    init(isClear: Bool) { self.isClear = isClear }

    func status(of intent: Intent) async throws -> ActuationStatus { .absent }

    func perform(_ intent: Intent, with clearance: Clearance, sending: @escaping Sending) async throws -> Receipt {
        let isFirst = hasTried.withLock { tried in
            defer { tried = true }
            return !tried
        }
        guard isClear || !isFirst else { throw Lost() }
        throw Refusal("HTTP 409")
    }

    private struct Lost: Error {}
}

extension Policy {
    fileprivate init(mode: Mode) {
        self.init()
        self.mode = mode
    }
}

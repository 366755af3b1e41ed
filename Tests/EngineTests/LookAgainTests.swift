import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// What is only intended when its process ends is not done yet: whoever takes over looks again, at all of it.
@Suite(.timeLimit(.minutes(1))) struct LookAgainTests {
    /// A run that is left between its intent and the request, in a world with this trouble.
    private func left(_ fixture: ClaimFixture) async throws -> RunID {
        let process = fixture.process(1)
        let engine = fixture.engine(
            process,
            decide: { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                if run.phase == .intended { return .rest }
                guard run.phase == .cleared, let plan = run.round.plan else { return step }
                return .intend(plan.actions[0])
            })
        let run = try await fixture.open(engine, process)
        _ = try await engine.drive(run)
        #expect(fixture.kinds(run).last == "intended")
        return run
    }

    @Test func whatHasHealedSinceIsLeftAlone() async throws {
        let fixture = ClaimFixture(.passing)
        let run = try await left(fixture)
        fixture.cloud.advance(seconds: 60)
        let resumed = try await fixture.engine(fixture.process(2)).resume(run).run
        #expect(resumed.conclusion?.outcome == .selfRecovered, "\(resumed.conclusion?.reason ?? "")")
        #expect(!resumed.hasActed && fixture.cloud.effects.isEmpty)
        #expect(fixture.kinds(run).filter { $0 == "prechecked" }.count >= 3)
        let told = PostMortem(of: resumed, journal: fixture.cloud.stored(run))
        #expect(told.actionTaken.hasSuffix("(not begun)"), "\(told.actionTaken)")
    }

    @Test func whatIsStillBadIsDone() async throws {
        let fixture = ClaimFixture(.release)
        let run = try await left(fixture)
        fixture.cloud.advance(seconds: 60)
        let resumed = try await fixture.engine(fixture.process(2)).resume(run).run
        #expect(resumed.conclusion?.outcome == .recovered, "\(resumed.conclusion?.reason ?? "")")
        let looks = fixture.kinds(run).drop { $0 != "resumed" }.prefix { $0 != "sending" }
        #expect(looks.filter { $0 == "prechecked" }.count >= 3, "\(looks)")
    }

    /// It is not known any more what the evidence of yesterday says of today.
    @Test func nothingIsBegunADayLater() async throws {
        let fixture = ClaimFixture(.release)
        let run = try await left(fixture)
        fixture.cloud.advance(seconds: 86_400)
        let resumed = try await fixture.engine(fixture.process(2)).resume(run).run
        #expect(resumed.conclusion?.outcome == .escalated && fixture.cloud.effects.isEmpty)
        #expect(resumed.conclusion?.reason.contains("evidence was read 24 h before") == true)
    }

    /// What was there before anything was asked for is somebody else's work.
    @Test func whatIsFoundDoneIsNoRecoveryOfOurs() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process, actuator: Overtaken(process))
        let run = try await engine.drive(try await fixture.open(engine, process)).run
        #expect(run.rounds.flatMap(\.receipts).map(\.effect) == [.found, .found])
        #expect(run.conclusion?.outcome == .selfRecovered, "\(run.conclusion?.reason ?? "")")
        #expect(run.recoverySeconds == nil && run.conclusion?.reason.contains("done already") == true)
    }
}

/// Somebody does whatever this one is about to do, a moment before it looks.
private struct Overtaken: Actuator {
    let process: SimulatedProcess
    let name = "overtaken"
    let capabilities = ActionKinds.standard.all.map { Capability($0, .service) }
    let isSimulated = false

    init(_ process: SimulatedProcess) { self.process = process }

    func status(of intent: Intent) async throws -> ActuationStatus {
        process.cloud.isOvertaken(in: intent)
        return try await SimulatedActuator(process).status(of: intent)
    }

    func perform(_ intent: Intent, with clearance: Clearance, sending: @escaping Sending) async throws -> Receipt {
        throw Refusal("somebody else did it")
    }
}

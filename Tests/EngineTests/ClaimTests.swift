import AutoSRECore
import AutoSREEngine
import AutoSRETesting
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
        #expect(fixture.kinds(result.file.run).contains("target_busy"))
        #expect(result.file.conclusion?.outcome == .selfRecovered)
        #expect(result.file.conclusion?.reason.contains(other.text) == true, "\(result.file.conclusion?.reason ?? "")")
        #expect(fixture.actors == [other.text])
        #expect(fixture.cloud.stored(other).last?.event == .closed)
    }

    @Test func whoWaitsInVainDoesNotTryTheSameAgain() async throws {
        let fixture = ClaimFixture(.outside)
        let (other, result) = try await behindAnother(fixture)
        #expect(fixture.kinds(result.file.run).contains("target_changed"))
        #expect(result.file.conclusion?.outcome == .escalated)
        #expect(result.file.conclusion?.reason.contains("\(other) changed service/checkout") == true)
        #expect(fixture.actors == [other.text])
    }

    @Test func whoFindsItClaimedForLongEndsWithThatReason() async throws {
        let fixture = ClaimFixture(.release)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let engine = fixture.engine(second)
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.file.conclusion?.outcome == .escalated)
        #expect(result.file.conclusion?.reason.contains("\(other) has been working on service/checkout") == true)
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
        #expect(result.file.conclusion?.outcome == .recovered)
        #expect(fixture.cloud.paths.contains(.claimTakenOver))
        #expect(fixture.actors == [result.file.run.text])
        let resumed = try await fixture.engine(fixture.process(3)).resume(other)
        #expect(resumed.file.conclusion?.outcome == .selfRecovered)
        #expect(fixture.actors == [result.file.run.text])
    }

    /// A run is left between intent and effect; another changes the service; the first is resumed.
    @Test func whatAnotherChangedSinceTheIntentIsNotChangedAgain() async throws {
        let fixture = ClaimFixture(.outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let stopping = fixture.engine(
            first,
            decide: { file, limits, now in
                let step = file.nextStep(within: limits, at: now)
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
        #expect(resumed.file.conclusion?.outcome == .failed)
        #expect(fixture.actors == [other.text])
    }

    /// A run that is resumed keeps its claim: nobody came between.
    @Test func aResumedRunGoesOnWithItsClaim() async throws {
        let fixture = ClaimFixture(.release)
        let first = fixture.process(1)
        let stopping = fixture.engine(
            first,
            decide: { file, limits, now in
                let step = file.nextStep(within: limits, at: now)
                if case .act = step { return .rest }
                return step
            })
        let run = try await fixture.open(stopping, first)
        _ = try await stopping.drive(run)
        #expect(try await first.holder(of: fixture.target) == run)
        let resumed = try await fixture.engine(fixture.process(2)).resume(run)
        #expect(resumed.file.conclusion?.outcome == .recovered)
        #expect(try await first.holder(of: fixture.target) == nil)
    }

    @Test func aRehearsalClaimsNothingAndWaitsForNobody() async throws {
        let fixture = ClaimFixture(.outside)
        let (first, second) = (fixture.process(1), fixture.process(2))
        let other = try await fixture.open(fixture.engine(first), first)
        try await fixture.claim(other, first)
        let engine = fixture.engine(second, isStub: true)
        let result = try await engine.drive(try await fixture.open(engine, second))
        #expect(result.file.rounds.contains { $0.isSimulated })
        #expect(!fixture.kinds(result.file.run).contains("target_busy"))
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
            decide: { file, limits, now in
                let step = file.nextStep(within: limits, at: now)
                if case .act = step { return .rest }
                return step
            })
        _ = try await stopping.drive(try await fixture.open(stopping, first))
        let engine = fixture.engine(second, policy: policy)
        for _ in 1...2 {
            let result = try await engine.drive(try await fixture.open(engine, second))
            #expect(result.file.round.verdict?.rule == "cooldown_seconds")
            fixture.cloud.advance(seconds: 80_000)
            let isOver = fixture.cloud.now.seconds(since: fixture.cloud.start) > 86_400
            if isOver { break }
        }
        #expect(fixture.cloud.effects.isEmpty)
    }
}

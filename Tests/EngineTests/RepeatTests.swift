import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// What did not help is not done again and again by one run after another.
@Suite(.timeLimit(.minutes(1))) struct RepeatTests {
    /// Runs one after another on one store, each to its end; nothing that they can do helps.
    private func runs(_ count: Int, apart seconds: Double = 60, by policy: Policy = Policy()) async throws
        -> (runs: [Run], fixture: ClaimFixture)
    {
        let fixture = ClaimFixture(.outside)
        var runs: [Run] = []
        for number in 1...count {
            let process = fixture.process(number)
            let engine = fixture.engine(process, policy: policy)
            runs.append(try await engine.drive(try await fixture.open(engine, process)).run)
            fixture.cloud.advance(seconds: seconds)
        }
        return (runs, fixture)
    }

    @Test func whatDidNotHelpIsPutToAPerson() async throws {
        let (runs, fixture) = try await runs(3)
        #expect(runs[0].conclusion?.outcome == .notRecovered && runs[0].vainAttempts.count == 2)
        for run in runs.dropFirst() {
            #expect(run.round.verdict?.rule == "repeat_seconds" && run.conclusion?.outcome == .escalated)
            #expect(run.conclusion?.reason.contains(runs[0].id.text) == true, "\(run.conclusion?.reason ?? "")")
            #expect(run.vainAttempts.isEmpty)
        }
        #expect(fixture.actors == [runs[0].id.text] && SimulatedFleet.repeats(runs).isEmpty)
    }

    @Test func afterItsTimeItIsDoneAgain() async throws {
        var policy = Policy()
        policy.repeatSeconds = 600
        let (runs, fixture) = try await runs(2, apart: 601, by: policy)
        #expect(fixture.actors == Set(runs.map(\.id.text)))
    }

    @Test func withoutATimeItIsDoneEachTime() async throws {
        var policy = Policy()
        policy.repeatSeconds = 0
        let (runs, fixture) = try await runs(3, by: policy)
        #expect(fixture.actors == Set(runs.map(\.id.text)))
        #expect(!SimulatedFleet.repeats(runs).isEmpty, "a fleet without the rule is noticed")
    }

    /// A policy that forgives nothing it cannot read: a run whose journal is damaged may have tried it.
    @Test func whatCannotBeReadAsks() async throws {
        let fixture = ClaimFixture(.outside)
        let process = fixture.process(1)
        let engine = fixture.engine(process, history: .unreadable("damaged"))
        let run = try await engine.drive(try await fixture.open(engine, process)).run
        #expect(run.round.verdict?.rule == "repeat_seconds" && fixture.cloud.effects.isEmpty)
        let alone = fixture.engine(process, history: .noOthers)
        #expect(try await alone.drive(try await fixture.open(alone, process)).run.hasActed)
    }

    /// What a journal held that was damaged and set aside is within the cooldown as long as it may be.
    @Test(arguments: [(1.0, true), (700.0, false)]) func aLostJournalIsNoCooldownThatIsOver(
        ago: Double, isDenied: Bool
    ) async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        var policy = Policy()
        policy.cooldownSeconds = 600
        let began = process.now().advanced(bySeconds: -ago)
        let engine = fixture.engine(process, policy: policy, history: .store(process, began: began))
        let run = try await engine.drive(try await fixture.open(engine, process)).run
        #expect((run.round.verdict?.rule == "cooldown_seconds") == isDenied && run.hasActed != isDenied)
    }

    /// What helps may be done again, as often as it is needed.
    @Test func whatHelpedIsNoReason() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process)
        let first = try await engine.drive(try await fixture.open(engine, process)).run
        #expect(first.conclusion?.outcome == .recovered && first.vainAttempts.isEmpty)
    }
}

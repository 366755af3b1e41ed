import AutoSRECore
import AutoSRETesting
import Testing

/// What was done for real is never told as untouched, and an undo that was only logged never as done: a run may have
/// been taken up by somebody who keeps hands off.
@Suite(.timeLimit(.minutes(1))) struct RealOrRehearsedTests {
    private let limits = Limits()
    private let bad = HealthReading(.bad, at: Sample.time(9), detail: "HTTP 200 degraded")

    private func replayed(_ events: [Event]) throws -> (run: Run, journal: [JournalEntry]) {
        var journal = [try Sample.opening("run-1")]
        var run = try Run(opening: journal[0])
        for event in events {
            journal.append(try Sample.entry(event, after: journal))
            try run.apply(journal[journal.count - 1])
        }
        return (run, journal)
    }

    /// A run whose action did not help.
    private func acted(_ effect: Receipt.Effect) throws -> [Event] {
        let action = try #require(try replayed(Sample.acting()).run.round.intents.last?.action)
        let receipt = Receipt(
            intent: Sample.key, effect: effect, driver: "any", confirmation: "",
            inverse: effect == .applied ? ActionKinds.standard.inverse(of: action) : nil)
        return try Sample.acting() + [.acted(receipt), .checked(bad), .verified(.notRecovered)]
    }

    /// One that really acted, with an undo that comes to this.
    private func undone(_ effect: Receipt.Effect) throws -> [Event] {
        let events = try acted(.applied)
        let round = try replayed(events).run.round
        let done = try #require(round.plan)
        let plan = try #require(Plan(undoing: round.reversible, of: done))
        let intent = Intent(
            run: RunID("run-1"), number: 2, action: plan.actions[0], plan: plan.digest, at: Sample.time(9))
        return events + [
            .planned(plan), try Sample.granted(plan, kind: "judged"), .intended(intent),
            .acted(Receipt(intent: intent.key, effect: effect, driver: "any", confirmation: "")),
        ]
    }

    private func step(after events: [Event]) throws -> Step {
        try replayed(events).run.nextStep(within: limits, at: Sample.time(60))
    }

    @Test func anUndoThatWasOnlyLoggedIsNotDone() throws {
        #expect(try step(after: undone(.applied) + [.checked(bad)]) == .settle(.undone))
        #expect(try step(after: undone(.found) + [.checked(bad)]) == .settle(.undone))
        #expect(try step(after: undone(.simulated) + [.checked(bad)]) == .settle(.unverified))
        let end = try step(after: undone(.simulated) + [.checked(bad), .verified(.unverified)])
        guard case .conclude(.unverified, let reason) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(reason.contains("only simulated") && reason.contains("stays"), "\(reason)")
    }

    /// The journal may be of a program that took the undo for done.
    @Test(arguments: [false, true]) func onlyARehearsalTouchedNothing(wasReal: Bool) throws {
        let events = wasReal ? try undone(.simulated) + [.checked(bad), .verified(.undone)] : try acted(.simulated)
        let (run, journal) = try replayed(events)
        guard case .conclude(.notRecovered, let reason) = run.nextStep(within: limits, at: Sample.time(60)) else {
            Issue.record("\(run.nextStep(within: limits, at: Sample.time(60)))")
            return
        }
        #expect(reason.contains("nothing was touched") == !wasReal, "\(reason)")
        let notes = PostMortem(of: run, journal: journal).notes
        #expect(notes.contains { $0.contains("nothing was touched") } == !wasReal, "\(notes)")
        #expect(notes.contains { $0.contains("done for real") } == wasReal, "\(notes)")
    }

    @Test func whatMayHaveHappenedIsReal() throws {
        let pending = Pending(intent: Sample.key, driver: "http", reason: "HTTP 504", until: Sample.time(600))
        for event in [Event.sending(pending), .pending(pending)] {
            #expect(try replayed(Sample.acting() + [event]).run.isReal)
        }
        for effect in [Receipt.Effect.applied, .found, .unconfirmed] {
            #expect(try replayed(acted(effect)).run.isReal)
        }
        #expect(try !replayed(Sample.acting()).run.isReal)
        let rehearsed = try replayed(acted(.simulated)).run
        #expect(!rehearsed.isReal && rehearsed.isRehearsal)
        #expect(try !replayed(undone(.simulated)).run.isRehearsal)
    }
}

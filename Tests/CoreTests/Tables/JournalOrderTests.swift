import AutoSRECore
import AutoSRETesting
import Testing

/// Journals that do not fit together, and facts that are about something else than what they follow.
@Suite(.timeLimit(.minutes(1))) struct JournalOrderTests {
    private func entry(
        _ event: Event, after story: Story, run: RunID? = nil, seq: Int? = nil, previous: Digest? = nil
    ) throws -> JournalEntry {
        try JournalEntry(
            run: run ?? story.run.id, seq: seq ?? story.run.seq + 1, at: story.now, event: event,
            previousDigest: previous ?? story.run.lastDigest)
    }

    @Test func everyLinkIsChecked() throws {
        let story = try Story(NextStepTests.known)
        let event = Event.interrupted(signal: "SIGTERM")
        var good = story.run
        try good.apply(try entry(event, after: story))
        let wrong = [
            try entry(event, after: story, run: RunID("run-2")), try entry(event, after: story, seq: story.run.seq),
            try entry(event, after: story, seq: story.run.seq + 2),
            try entry(event, after: story, previous: JournalEntry.genesis),
        ]
        for entry in wrong {
            var run = story.run
            #expect(throws: JournalError.broken(entry.run, seq: entry.seq)) { try run.apply(entry) }
            #expect(run == story.run)
        }
    }

    @Test func aJournalBeginsWithItsOpening() throws {
        #expect(throws: JournalError.notOpened) { try Run(replaying: []) }
        let story = try Story(NextStepTests.known)
        #expect(throws: JournalError.notOpened) { try Run(replaying: Array(story.journal.dropFirst())) }
        let second = try JournalEntry(
            run: RunID("run-1"), seq: 2, at: story.now,
            event: .opened(Alert(incident: Sample.incident, source: "s")), previousDigest: JournalEntry.genesis)
        #expect(throws: JournalError.notOpened) { try Run(opening: second) }
        let linked = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: story.now,
            event: .opened(Alert(incident: Sample.incident, source: "s")), previousDigest: Digest(of: "other"))
        #expect(throws: JournalError.broken(RunID("run-1"), seq: 1)) { try Run(opening: linked) }
        for count in 1...story.journal.count {
            #expect(try Run(replaying: Array(story.journal.prefix(count))).seq == count)
        }
        var holed = story.journal
        holed.remove(at: 1)
        #expect(throws: JournalError.self) { try Run(replaying: holed + [try entry(.closed, after: story)]) }
    }

    /// Facts about another plan, intent or notifier than the one at hand.
    @Test func everyFactIsAboutWhatItFollows() throws {
        let other = try #require(
            Plan(
                actions: [
                    Action(Rollback(from: "v2", to: "v0"), on: Target(kind: .service, name: "checkout"), reason: "")
                ],
                hypothesis: Sample.idea, expectation: ""))
        let cleared = try Story(NextStepTests.cleared)
        let plan = try #require(cleared.run.round.plan)
        func intent(_ action: Action, _ plan: Plan) -> Event {
            .intended(Intent(run: cleared.run.id, number: 9, action: action, plan: plan.digest, at: cleared.now))
        }
        let pending = Pending(intent: "run-9/9", driver: "http", reason: "", until: cleared.now)
        let receipt = Receipt(intent: "run-9/9", effect: .applied, driver: "http", confirmation: "")
        let rows: [(name: String, facts: [Fact], event: Event)] = [
            ("a clearance for another plan", NextStepTests.planned, try Sample.granted(other, kind: "judged")),
            (
                "a clearance for another run", NextStepTests.planned,
                try Sample.granted(plan, kind: "judged", run: "run-2")
            ),
            (
                "an approval of another plan", NextStepTests.planned + [.asked],
                try Sample.granted(other, kind: "approved")
            ),
            (
                "an approval in another run", NextStepTests.planned + [.asked],
                try Sample.granted(plan, kind: "approved", run: "run-2")
            ),
            ("a clearance for another plan, again", NextStepTests.cleared, try Sample.granted(other, kind: "judged")),
            ("an intent to do something else", NextStepTests.cleared, intent(other.actions[0], plan)),
            ("an intent of another plan", NextStepTests.cleared, intent(plan.actions[0], other)),
            ("an intent after its clearance", NextStepTests.cleared + [.pause(601)], intent(plan.actions[0], plan)),
            ("a receipt for something else", NextStepTests.intended, .acted(receipt)),
            ("something else is pending", NextStepTests.intended, .pending(pending)),
            ("something else is sent", NextStepTests.intended, .sending(pending)),
            ("a second receipt", NextStepTests.acted, .acted(receipt)),
            (
                "another notifier has told", [.concluded(), .notifying()],
                .notified(Notification(notifier: "mail", status: .delivered, detail: "", isRepeat: false))
            ),
            ("a new plan where only an undo fits", NextStepTests.inVain, .planned(other)),
        ]
        for row in rows {
            let story = try Story(row.facts)
            var run = story.run
            #expect(throws: JournalError.self, "\(row.name)") { try run.apply(try entry(row.event, after: story)) }
            #expect(run == story.run, "\(row.name)")
        }
    }
}

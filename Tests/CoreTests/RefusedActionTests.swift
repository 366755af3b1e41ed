import AutoSRECore
import AutoSRETesting
import Testing

/// What the target clearly refused is told as refused; of what nobody knows that is not said.
@Suite(.timeLimit(.minutes(1))) struct RefusedActionTests {
    private func told(_ events: [Event]) throws -> String {
        var journal = [try Sample.opening("run-1")]
        for event in try Sample.acting() + events { journal.append(try Sample.entry(event, after: journal)) }
        return PostMortem(of: try Run(replaying: journal), journal: journal).actionTaken
    }

    @Test func aClearNoIsTold() throws {
        let sending = Event.sending(
            Pending(intent: Sample.key, driver: "http", reason: "HTTP 409", until: Sample.time(600)))
        let cases: [([Event], String)] = [
            ([.refused(reason: "HTTP 409", intent: Sample.key)], "(refused)"),
            ([sending, .refused(reason: "HTTP 409", intent: Sample.key)], "(refused)"),
            ([sending, .refused(reason: "HTTP 504")], "(not confirmed)"), ([sending], "(not confirmed)"),
        ]
        for (events, end) in cases {
            let words = try told(events)
            #expect(words.hasSuffix(end), "\(words)")
        }
    }

    @Test func aJournalWithoutItsFirstEntryIsToldInWords() throws {
        #expect("\(JournalError.notOpened)".hasPrefix("the journal is damaged: its first entry"))
        #expect("\(JournalError.misfit(event: "acted", phase: "opened"))".contains("'acted' cannot follow 'opened'"))
    }
}

import AutoSRECore
import AutoSRETesting
import Testing

/// How reasoning comes to an end without a diagnosis of its own.
@Suite(.timeLimit(.minutes(1))) struct ReasoningEndTests {
    private func folded(_ events: [Event]) throws -> Run {
        var journal = [try Sample.opening("run-1")]
        var run = try Run(opening: journal[0])
        for event in [.gathered(EvidenceSet(evidence: [], gaps: []))] + events {
            journal.append(try Sample.entry(event, after: journal))
            try run.apply(journal[journal.count - 1])
        }
        return run
    }

    @Test("A refusal ends it at once, however many retries are left, and names what went before")
    func refusalEndsIt() throws {
        var limits = Limits()
        limits.reasoningRetries = 100
        let stumble = Event.transientFailure(reason: "no answer within 3 s", retryAt: Sample.time(0))
        let run = try folded([stumble, .refused(reason: "the 3 s are spent")])
        let reason = "reasoning was given up: no answer within 3 s; the 3 s are spent"
        #expect(run.nextStep(within: limits, at: Sample.time(60)) == .fallBack(reason: reason))
        #expect(try folded([stumble]).nextStep(within: limits, at: Sample.time(60)) == .diagnose)
    }

    @Test("Who stands in concludes, and the run goes on as if nothing had been refused")
    func standInConcludes() throws {
        let run = try folded([.refused(reason: "spent"), .diagnosed(.fallback("spent"))])
        #expect(run.phase == .diagnosed && run.round.refusal == nil)
        #expect(PostMortem(of: run, journal: []).refusals.isEmpty)
    }
}

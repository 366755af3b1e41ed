import AutoSRECore
import AutoSRETesting
import Testing

/// How reasoning comes to an end without a diagnosis of its own.
@Suite(.timeLimit(.minutes(1))) struct ReasoningEndTests {
    private func folded(_ events: [Event]) throws -> Case {
        var journal = [try Sample.opening("run-1")]
        var file = try Case(opening: journal[0])
        for event in [.gathered(EvidenceSet(evidence: [], gaps: []))] + events {
            journal.append(try Sample.entry(event, after: journal))
            try file.apply(journal[journal.count - 1])
        }
        return file
    }

    @Test("A refusal ends it at once, however many retries are left, and names what went before")
    func refusalEndsIt() throws {
        var limits = Limits()
        limits.reasoningRetries = 100
        let stumble = Event.stumbled(reason: "no answer within 3 s", retryAt: Sample.time(0))
        let file = try folded([stumble, .refused(reason: "the 3 s are spent")])
        let reason = "reasoning was given up: no answer within 3 s; the 3 s are spent"
        #expect(file.nextStep(within: limits, at: Sample.time(60)) == .fallBack(reason: reason))
        #expect(try folded([stumble]).nextStep(within: limits, at: Sample.time(60)) == .diagnose)
    }

    @Test("Who stands in concludes, and the run goes on as if nothing had been refused")
    func standInConcludes() throws {
        let file = try folded([.refused(reason: "spent"), .diagnosed(.fallback("spent"))])
        #expect(file.phase == .diagnosed && file.round.refusal == nil)
        #expect(PostMortem(of: file, journal: []).refusals.isEmpty)
    }
}

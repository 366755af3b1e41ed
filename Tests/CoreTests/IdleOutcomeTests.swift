import AutoSRECore
import AutoSRETesting
import Testing

/// How a run ends that does nothing.
@Suite struct IdleOutcomeTests {
    @Test func whoSawNothingAtAllHasNoVerdict() throws {
        #expect(try Story([.gathered(.unknown)]).run.idleOutcome == .unverified)
        #expect(
            try Story([.gathered(.unknown), .nothing(.nothingAbnormal), .looked(.unknown)]).run.idleOutcome
                == .unverified)
    }

    @Test(arguments: [HealthReading.Status.good, .bad]) func anyAnswerIsSomethingToDecideBy(
        _ status: HealthReading.Status
    ) throws {
        #expect(try Story([.gathered(status)]).run.idleOutcome == .escalated)
        let late = try Story([.gathered(.unknown), .nothing(.nothingAbnormal), .looked(status)])
        #expect(late.run.idleOutcome == .escalated)
    }

    @Test func evidenceIsSomethingToDecideBy() throws {
        var story = try Story()
        let evidence = try Sample.evidence().map(\.evidence.reference)
        let health = HealthReading(.unknown, at: story.now, detail: "no answer")
        try story.add(.gathered(EvidenceSet(evidence: evidence, gaps: [], health: health)))
        #expect(story.run.idleOutcome == .escalated)
        #expect(try Story().run.idleOutcome == .escalated, "and what was not looked at yet is not unseen")
    }
}

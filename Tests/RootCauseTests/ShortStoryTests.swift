import Testing

@testable import RootCause

/// Evidence that ends half a minute after the alert is enough where it is plain, and accuses nobody where nothing is
/// wrong.
@Suite(.timeLimit(.minutes(2))) struct ShortStoryTests {
    @Test(arguments: [1, 2, 5]) func theRolloutIsAccused(step: Int) throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            let answer = Diagnosis(try CaseEvidence(ShortStory(seed: seed, step: step, isBad: true).files))
            #expect(!answer.isInconclusive, "seed \(seed)")
            #expect(answer.causes.first?.component == ShortStory.guilty)
            #expect(answer.causes.first?.change == "d1")
        }
    }

    @Test(arguments: [1, 2, 5]) func aRolloutThatBreaksNothingIsNot(step: Int) throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            let answer = Diagnosis(try CaseEvidence(ShortStory(seed: seed, step: step, isBad: false).files))
            #expect(answer.isInconclusive, "seed \(seed)")
        }
    }
}

import Testing

@testable import RootCause

@Suite(.timeLimit(.minutes(2))) struct RolloutTests {
    @Test func theGuiltyRolloutIsToldFromTheOthers() throws {
        var right = 0
        var newest = 0
        let seeds: ClosedRange<UInt64> = 1...40
        for seed in seeds {
            let scenario = RolloutScenario(seed: seed)
            let answer = Diagnosis(try CaseEvidence(scenario.files))
            if answer.causes.first?.component == scenario.guilty, answer.causes.first?.change != nil { right += 1 }
            if scenario.newest == scenario.guilty { newest += 1 }
        }
        print("guilty first in \(right) of \(seeds.count); newest guilty in \(newest)")
        #expect(right >= 36)
        #expect(newest <= 20, "the scenarios must not be solvable by recency")
    }

    @Test func withoutAGuiltyRolloutFewAreAccused() throws {
        var accused = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let answer = Diagnosis(try CaseEvidence(RolloutScenario(seed: seed, hasGuilty: false).files))
            if !answer.isInconclusive { accused += 1 }
        }
        print("accused without a guilty one: \(accused) of 20")
        #expect(accused <= 2)
    }

    @Test func everyClaimOfARolloutHolds() throws {
        let scenario = RolloutScenario(seed: 3)
        let answer = Diagnosis(try CaseEvidence(scenario.files))
        let outcomes = try Verifier(scenario.files).check(
            answer: Array(answer.json(timing: []).text.utf8), file: "answer.json")
        #expect(!outcomes.isEmpty)
        #expect(outcomes.filter { !$0.holds }.map { "\($0.statement): \($0.found)" } == [])
    }
}

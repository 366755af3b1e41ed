import MadeUpCases
import Testing

@testable import RootCause

@Suite(.timeLimit(.minutes(2))) struct RolloutTests {
    @Test func theGuiltyRolloutIsToldFromTheOthers() throws {
        var right = 0
        var newest = 0
        var sigmas = 0
        let seeds: ClosedRange<UInt64> = 1...40
        for seed in seeds {
            let scenario = RolloutScenario(seed: seed)
            let answer = Diagnosis(try CaseEvidence(scenario.files))
            if answer.causes.first?.component == scenario.guilty, answer.causes.first?.change != nil { right += 1 }
            if scenario.newest == scenario.guilty { newest += 1 }
            if try nSigma(scenario) == scenario.guilty { sigmas += 1 }
        }
        print("guilty first in \(right) of \(seeds.count); newest guilty in \(newest), n-sigma's in \(sigmas)")
        #expect(sigmas <= 16, "nor by the largest shift among the deployed")
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

    /// The deployed component whose series moves by most of its standard deviations after the first step.
    private func nSigma(_ scenario: RolloutScenario) throws -> String? {
        let evidence = try CaseEvidence(scenario.files)
        let entities = Entities(evidence)
        let deployed = Set(evidence.changes.map(\.component))
        let first = evidence.changes.map(\.time).min() ?? 0
        let table = evidence.metrics.byComponent(entities)
        var best: (name: String, sigmas: Double)?
        for series in table.series {
            let name = entities.component(of: series.entity)
            guard deployed.contains(name) else { continue }
            let before = zip(table.times, series.values).filter { $0 < first && !$1.isNaN }.map(\.1)
            let after = zip(table.times, series.values).filter { $0 >= first && !$1.isNaN }.map(\.1)
            guard before.count > 2, !after.isEmpty else { continue }
            let mean = before.reduce(0, +) / Double(before.count)
            let variance = before.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(before.count)
            let farthest = after.map { abs($0 - mean) }.max() ?? 0
            let sigmas = farthest / max(1e-9, variance.squareRoot())
            if sigmas > best?.sigmas ?? 0 { best = (name, sigmas) }
        }
        return best?.name
    }
}

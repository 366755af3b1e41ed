import AutoSREAnalysis
import AutoSRECore
import Foundation
import Testing

/// What goes on as it did is no change.
@Suite(.timeLimit(.minutes(2))) struct NoChangeTests {
    private static let rounds = 30

    /// The share of series in which something is found.
    private func alarms(_ seed: UInt64, _ make: (inout SplitMix64) -> [Double]) -> Double {
        var random = SplitMix64(state: seed)
        let rung = (0..<Self.rounds).count { _ in !ChangePoints.find(make(&random)).isEmpty }
        return Double(rung) / Double(Self.rounds)
    }

    @Test(arguments: MadeSeries.Noise.allCases, [300, 1_000, 4_000]) func noise(_ noise: MadeSeries.Noise, _ count: Int)
    {
        let share = alarms(11) { noise.values(count, &$0) }
        #expect(share <= 0.05, "\(share)")
    }

    /// A short one tells less of its noise.
    @Test func shortNoise() {
        for noise in [MadeSeries.Noise.normal, .heavy] {
            let share = alarms(12) { noise.values(60, &$0) }
            #expect(share <= 0.05, "\(noise) \(share)")
        }
        #expect(alarms(12) { MadeSeries.Noise.remembering.values(60, &$0) } <= 0.2)
    }

    @Test(arguments: [300, 1_000, 4_000]) func seasons(_ count: Int) {
        for rounds in [1.0, 2, 5, 12, 40] {
            let share = alarms(13) { random in
                MadeSeries.Noise.normal.values(count, &random).enumerated().map {
                    5 * sin(2 * .pi * rounds * Double($0) / Double(count)) + $1
                }
            }
            #expect(share <= 0.06, "\(rounds) \(share)")
        }
        let jobs = alarms(14) { random in
            MadeSeries.Noise.normal.values(count, &random).enumerated().map { ($0 % 60 < 12 ? 8 : 0) + $1 }
        }
        #expect(jobs <= 0.05, "\(jobs)")
    }

    @Test(arguments: [300, 1_000, 4_000]) func drifts(_ count: Int) {
        for height in [5.0, 20, 500] {
            let share = alarms(15) { random in
                MadeSeries.Noise.normal.values(count, &random).enumerated().map {
                    height * Double($0) / Double(count) + $1
                }
            }
            #expect(share <= 0.05, "\(height) \(share)")
        }
    }

    @Test(arguments: [60, 300, 1_000]) func peaksCountsAndCoins(_ count: Int) {
        let kinds: [(String, (Double, inout SplitMix64) -> Double)] = [
            ("peaks", { draw, random in random.unit() < 0.01 ? 50 : draw }),
            ("coins", { _, random in random.unit() < 0.5 ? 1 : 0 }),
            ("rare counts", { _, random in random.unit() < 0.02 ? 1 : 0 }),
            ("rounded", { draw, _ in (0.4 * draw).rounded() }), ("skewed", { draw, _ in exp(draw) }),
            ("fine", { draw, _ in 1e9 + 0.001 * draw }),
        ]
        for (name, value) in kinds {
            let share = alarms(16) { random in
                (0..<count).map { _ in
                    let draw = random.normal()
                    return value(draw, &random)
                }
            }
            #expect(share <= 0.1, "\(name) \(share)")
        }
    }

    /// What is measured every fifteen rows and written down in each is no row of levels; a level of it is one.
    @Test func heldMeasurements() {
        var random = SplitMix64(state: 18)
        var seen = 0
        for _ in 0..<20 {
            let measured = MadeSeries.Noise.normal.values(60, &random)
            let held = measured.indices.flatMap { place in
                [Double](repeating: measured[place], count: Int.random(in: 14...16, using: &random))
            }
            #expect(ChangePoints.find(held) == [])
            let begin = held.firstIndex(of: measured[40]) ?? 0
            let moved = held.indices.map { held[$0] + ($0 >= begin ? 9 : 0) }
            let found = ChangePoints.find(moved)
            if found.count == 1, abs(found[0] - begin) <= 32 { seen += 1 }
        }
        #expect(seen >= 18, "\(seen)")
    }

    @Test func nothingIsNoChange() {
        #expect(ChangePoints.find([]) == [])
        #expect(ChangePoints.find([1, 9, 1, 9, 1, 9, 1, 9]) == [])
        #expect(ChangePoints.find([Double](repeating: 7, count: 1_000)) == [])
        #expect(ChangePoints.find([Double](repeating: .nan, count: 1_000)) == [])
        var peak = [Double](repeating: 7, count: 1_000)
        for index in 500..<504 { peak[index] = 900 }
        #expect(ChangePoints.find(peak) == [])
    }

    /// Whatever the numbers are: an answer whose rows are rows.
    @Test func absurdNumbers() {
        var random = SplitMix64(state: 17)
        let odd = [0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, .infinity, -.infinity, .nan, 1, 1e-300, 2e15]
        for _ in 0..<300 {
            let count = Int.random(in: 0...120, using: &random)
            let values = (0..<count).map { _ in random.unit() < 0.3 ? random.pick(odd) : random.normal() }
            let found = ChangePoints.find(values)
            #expect(found == found.sorted() && found.allSatisfy { values.indices.contains($0) && values[$0].isFinite })
        }
    }
}

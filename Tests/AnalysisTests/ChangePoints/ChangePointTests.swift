import AutoSREAnalysis
import AutoSRECore
import Foundation
import Testing

/// What changes is found, at its place.
@Suite(.timeLimit(.minutes(2))) struct ChangePointTests {
    private static let rounds = 20

    /// F1 over series of one kind, each made by `make`.
    private func score(
        _ seed: UInt64, margin: Int = 5, _ make: (inout SplitMix64) -> MadeSeries
    ) -> PlaceScore {
        var random = SplitMix64(state: seed)
        var score = PlaceScore()
        for _ in 0..<Self.rounds {
            let series = make(&random)
            score.add(ChangePoints.find(series.values), of: series.changes, margin: margin)
        }
        return score
    }

    @Test(arguments: [
        // Noise, values, changes, the shortest regime, deviations, F1 at least.
        (MadeSeries.Noise.normal, 40, 1, 12, 4.0, 0.9), (.normal, 300, 3, 20, 3, 0.97), (.normal, 300, 3, 8, 6, 0.97),
        (.normal, 1_000, 20, 20, 4, 0.95), (.normal, 5_000, 6, 50, 1.5, 0.93), (.heavy, 40, 1, 12, 4, 0.85),
        (.heavy, 300, 3, 20, 3, 0.85), (.heavy, 1_000, 20, 20, 4, 0.9), (.heavy, 5_000, 6, 50, 1.5, 0.88),
        (.remembering, 300, 3, 20, 6, 0.9), (.remembering, 1_000, 5, 30, 3, 0.7), (.remembering, 5_000, 6, 50, 2, 0.8),
    ])
    func levels(
        _ noise: MadeSeries.Noise, _ count: Int, _ changes: Int, _ shortest: Int, _ size: Double, _ least: Double
    ) {
        let score = score(20_261_130) {
            MadeSeries.steps(noise, count: count, changes: changes, shortest: shortest, size: size, &$0)
        }
        #expect(score.f1 >= least && score.precision >= 0.85, "\(score)")
    }

    /// What began a moment ago is seen, and what was over soon.
    @Test(arguments: [60, 300, 1_000, 5_000]) func newAndShortRegimes(_ count: Int) {
        let late = score(1) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            return MadeSeries(values: noise.indices.map { noise[$0] + ($0 >= count - 8 ? 6 : 0) }, changes: [count - 8])
        }
        #expect(late.f1 >= 0.9, "\(late)")
        let short = score(2) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            let regime = count / 2..<count / 2 + 20
            return MadeSeries(
                values: noise.indices.map { noise[$0] + (regime.contains($0) ? 5 : 0) },
                changes: [regime.lowerBound, regime.upperBound])
        }
        #expect(short.f1 >= 0.9, "\(short)")
    }

    @Test(arguments: [300, 1_000, 5_000]) func underASeasonAndOnADrift(_ count: Int) {
        let season = score(3) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            return MadeSeries(
                values: noise.indices.map { noise[$0] + 5 * sin(Double($0) * .pi / 12) + ($0 >= count / 2 ? 3 : 0) },
                changes: [count / 2])
        }
        #expect(season.f1 >= 0.95, "\(season)")
        let drift = score(4) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            return MadeSeries(
                values: noise.indices.map { noise[$0] + 10 * Double($0) / Double(count) + ($0 >= count / 2 ? 5 : 0) },
                changes: [count / 2])
        }
        #expect(drift.f1 >= 0.9, "\(drift)")
    }

    @Test(arguments: [1_000, 5_000]) func spreads(_ count: Int) {
        let score = score(5, margin: 12) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            let (from, until) = (count / 3, 2 * count / 3)
            return MadeSeries(
                values: noise.indices.map { noise[$0] * (from..<until ~= $0 ? 3 : 1) }, changes: [from, until])
        }
        #expect(score.f1 >= 0.85, "\(score)")
    }

    /// A leak begins without a step, and a ramp ends without one.
    @Test(arguments: [300, 1_000, 5_000]) func slopes(_ count: Int) {
        let leak = score(6, margin: 10) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            let from = count / 5
            return MadeSeries(
                values: noise.indices.map { noise[$0] + Double(max(0, $0 - from)) * 60 / Double(count) },
                changes: [from])
        }
        #expect(leak.f1 >= 0.9, "\(leak)")
        let ramp = score(7, margin: 10) { random in
            let noise = MadeSeries.Noise.normal.values(count, &random)
            let (from, until) = (count / 3, 2 * count / 3)
            let values = noise.indices.map {
                noise[$0] + Double(min(max(0, $0 - from), until - from)) * 90 / Double(count)
            }
            return MadeSeries(values: values, changes: [from, until])
        }
        #expect(ramp.f1 >= 0.85, "\(ramp)")
    }

    @Test func withoutAnyNoise() {
        for count in [20, 60, 1_000] {
            let step = (0..<count).map { $0 >= count / 2 ? 5.0 : 3 }
            #expect(ChangePoints.find(step) == [count / 2])
        }
        let four = (0..<500).map { Double($0 / 100 % 2) }
        #expect(ChangePoints.find(four) == [100, 200, 300, 400])
    }

    /// Rows are those of the file: missing values keep their places, and change nothing else.
    @Test func missingValuesKeepTheirRows() {
        var random = SplitMix64(state: 8)
        var values = MadeSeries.Noise.normal.values(600, &random).enumerated().map { $1 + ($0 >= 400 ? 8 : 0) }
        for index in values.indices where index % 3 == 1 || 100..<180 ~= index { values[index] = .nan }
        let found = ChangePoints.find(values)
        #expect(found.count == 1 && abs((found.first ?? 0) - 400) <= 3, "\(found)")
        // Behind a gap the first value is where the new regime can be seen.
        var gap = (0..<200).map { $0 < 100 ? 1.0 : 9 }
        for index in 90..<120 { gap[index] = .nan }
        #expect(ChangePoints.find(gap) == [120])
    }

    /// The unit in which a series is measured decides nothing.
    @Test(arguments: [1e-9, 1e3, 1e9]) func anyUnit(_ unit: Double) {
        var random = SplitMix64(state: 9)
        let series = MadeSeries.steps(.heavy, count: 800, changes: 4, shortest: 30, size: 4, &random)
        #expect(ChangePoints.find(series.values.map { $0 * unit }) == ChangePoints.find(series.values))
    }
}

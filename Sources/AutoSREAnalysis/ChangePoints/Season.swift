/// A pattern that repeats itself: what of a day, an hour or a job's round comes again is no new regime.
struct Season {
    /// Values in a round.
    let period: Int
    /// What each value of a round has beyond the mean.
    private let profile: [Double]

    /// Rounds that must be there: with fewer a pattern is not told from a change.
    private static let fewestRounds = 3
    /// The shortest round; shorter ones are noise to a regime of `persistence` values.
    private static let shortest = ChangePoints.persistence + 1
    /// Lags that are looked at one by one; beyond, the series is looked at in portions.
    private static let nearLags = 96
    private static let portions = 384
    /// How much alike two rounds must be, by their correlation and by what it rises above the lags between.
    private static let alike = 0.3
    /// What is left beside the pattern must be at most this share of what there was.
    private static let left = 0.75

    /// Nil where nothing repeats itself.
    init?(_ values: [Double]) {
        guard let period = Self.period(values) else { return nil }
        let trendless = Self.withoutTrend(values, period)
        var profile = (0..<period).map { phase in
            Statistics.median(stride(from: phase, to: values.count, by: period).map { trendless[$0] })
        }
        let mean = Statistics.mean(profile)
        for phase in profile.indices { profile[phase] -= mean }
        let before = Statistics.median(trendless.map(abs))
        let after = Statistics.median(trendless.indices.map { abs(trendless[$0] - profile[$0 % period]) })
        guard after <= Self.left * before else { return nil }
        (self.period, self.profile) = (period, profile)
    }

    /// The values less the pattern.
    func removed(from values: [Double]) -> [Double] { values.indices.map { values[$0] - profile[$0 % period] } }

    /// The values less the mean of the round around each.
    private static func withoutTrend(_ values: [Double], _ period: Int) -> [Double] {
        let sums = NoiseByWidth.sums(values)
        return values.indices.map { index in
            let from = max(0, min(index - period / 2, values.count - period))
            return values[index] - (sums[from + period] - sums[from]) / Double(period)
        }
    }

    private static func period(_ values: [Double]) -> Int? {
        let longest = values.count / fewestRounds
        guard longest >= shortest else { return nil }
        if let near = peak(values, lags: 1...min(nearLags, longest), from: shortest) { return near }
        guard longest > nearLags else { return nil }
        let factor = max(1, values.count / portions)
        let coarse = stride(from: 0, to: values.count - factor + 1, by: factor).map {
            Statistics.mean(values[$0..<($0 + factor)])
        }
        let least = max(3, nearLags / factor / 2)
        guard coarse.count / fewestRounds > least,
            let rough = peak(coarse, lags: 1...(coarse.count / fewestRounds), from: least)
        else { return nil }
        let correlation = Correlation(values)
        let (from, until) = (max(shortest, (rough - 1) * factor), min(longest, (rough + 1) * factor))
        guard from <= until else { return nil }
        let lags = from...until
        return lags.max { correlation[$0] < correlation[$1] }
    }

    /// The lag at which the series is most like itself again, after it was less so.
    private static func peak(_ values: [Double], lags: ClosedRange<Int>, from least: Int) -> Int? {
        let correlation = Correlation(values)
        let all = lags.map { correlation[$0] }
        var lowest = Double.infinity
        var best: (lag: Int, height: Double)?
        for (index, height) in all.enumerated() {
            let isPeak = index > 0 && index + 1 < all.count && height >= all[index - 1] && height > all[index + 1]
            if isPeak, lags.lowerBound + index >= least, height >= alike, height - lowest >= alike,
                height > (best?.height ?? 0) + 0.05
            {
                best = (lags.lowerBound + index, height)
            }
            lowest = min(lowest, height)
        }
        return best?.lag
    }
}

/// How alike a series is to itself some values later.
struct Correlation {
    private let values: [Double]
    private let power: Double

    init(_ values: [Double]) {
        let mean = Statistics.mean(values)
        self.values = values.map { $0 - mean }
        power = self.values.reduce(0) { $0 + $1 * $1 }
    }

    subscript(_ lag: Int) -> Double {
        guard power > 0, lag < values.count else { return 0 }
        var sum = 0.0
        for index in lag..<values.count { sum += values[index] * values[index - lag] }
        // Fewer pairs are left at longer lags.
        return sum / power * Double(values.count) / Double(values.count - lag)
    }
}

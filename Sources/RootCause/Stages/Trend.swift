/// A drift that goes on is no shift: how a series moved before, from the medians of its first and its last third.
enum Trend {
    /// Shifts below this many robust sigmas are of no interest with a trend or without.
    private static let least = 2.0
    /// A trend goes on for as long as it was seen, at most.
    private static let farthest = 1.0

    /// Sigmas that are left of a shift when the series is let go on as before; never more, and never of the other sign.
    ///
    /// - Parameters:
    ///   - split: samples before the onset.
    ///   - count: values among them.
    ///   - after: values after it.
    static func beyond(
        _ sigmas: Double, _ level: Level, _ series: SortedMetrics.Series, _ split: Int, count: Int, after: Int
    ) -> Double {
        let third = count / 3
        guard abs(sigmas) >= least, level.sigma > 0, third >= MetricShifts.fewest,
            let first = Robust.quantile(series.sorted(split, ranks: 0..<third).block, 0.5),
            let last = Robust.quantile(series.sorted(split, ranks: (count - third)..<count).block, 0.5)
        else { return sigmas }
        let slope = (last - first) / Double(count - third)
        // From the middle of the time before to the middle of the time after.
        let steps = Double(count) / 2 + min(Double(after), farthest * Double(count)) / 2
        let expected = slope * steps / level.sigma
        return sigmas > 0 ? max(0, sigmas - max(0, expected)) : min(0, sigmas - min(0, expected))
    }
}

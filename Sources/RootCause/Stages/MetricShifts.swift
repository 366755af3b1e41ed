/// How far a series stands after the onset from where it stood before.
struct MetricShift: Sendable {
    let entity: String
    /// Number of the component it belongs to.
    let component: Int
    let metric: String
    /// The same for all series of one metric.
    let metricNumber: Int
    let kind: SeriesKind
    /// Values before and after that were there.
    let counts: (before: Int, after: Int)
    /// Degrees of freedom of the scale before.
    let freedom: Int
    let before: (median: Double, sigma: Double)
    /// Where it stands after: the quartile that is farther from the median before, since a fault may be over before the
    /// window is.
    let after: Double
    /// Robust sigmas from the median before to the median after; signed.
    let sigmas: Double
    /// The same, less what it would have come to by going on as it did before.
    let beyondTrend: Double
    /// Whether it is still there where that is in question.
    let lasts: Bool
    /// Series of other entities that are exactly the same, this one counted: what several share tells little of one.
    let sharers: Int
    /// Nats: how surprising the shift is, judged by how the same metric of all entities moved before.
    var surprise = 0.0
}

enum MetricShifts {
    /// A shift below this share of a series' level is of no interest whatever its noise.
    static let relativeFloor = 0.02
    /// Values before the onset below which a series is not judged.
    static let fewest = 3

    /// The shift of every series that has values on both sides of `onset`.
    /// What most of the last minute does not show, where there is that one alone to see whether it lasts, is no
    /// surprise yet.
    static func find(_ table: SortedMetrics, _ windows: Windows) -> [MetricShift] {
        var calm = [[Double]](repeating: [], count: table.metricCount)
        var shifts: [MetricShift] = []
        let split = table.place(of: windows.onset)
        let stop = max(split, table.place(of: windows.after.to))
        let asked = windows.asked.map { min(stop, table.place(of: $0.from))..<stop }
        for series in table.series {
            let before = series.sorted(0..<split)
            let after = series.sorted(split..<stop)
            guard before.count >= fewest, let level = Level(sorted: before), let reached = level.reached(sorted: after)
            else { continue }
            let sigmas = level.sigmas(reached)
            shifts.append(
                MetricShift(
                    entity: series.entity, component: series.component, metric: series.metric,
                    metricNumber: series.metricNumber, kind: series.kind, counts: (before.count, after.count),
                    freedom: series.measured(before: split, of: before.count) - 1,
                    before: (level.median, level.sigma), after: reached, sigmas: sigmas,
                    beyondTrend: Trend.beyond(sigmas, level, series, split, count: before.count, after: after.count),
                    lasts: asked.map { lasts(series.sorted($0), from: level.median, to: reached) } ?? true,
                    sharers: series.sharers))
            calm[series.metricNumber] += Level.calm(series, split, count: before.count, after: after.count)
        }
        let tails = calm.map(Surprise.init)
        for index in shifts.indices {
            guard shifts[index].lasts else { continue }
            shifts[index].surprise = tails[shifts[index].metricNumber].nats(
                shifts[index].beyondTrend, freedom: shifts[index].freedom)
        }
        return shifts
    }

    /// Whether most of the last values are nearer to where a series went than to where it was.
    private static func lasts(_ sorted: [Double], from before: Double, to after: Double) -> Bool {
        guard let late = Robust.quantile(sorted, 0.5) else { return true }
        return abs(late - after) <= abs(late - before)
    }
}

/// Where a series stands while nothing is wrong.
struct Level {
    let median: Double
    /// The scale of deviations: the largest of the robust scales, of the range that nine in ten values keep to (3.29
    /// sigmas of a normal sample; a robust scale of 0 only says that most values are equal) and of a share of the
    /// level. With few values the scale itself is uncertain, by about 1 / √n of itself.
    let sigma: Double

    init?(_ values: [Double]) { self.init(sorted: values.sorted()) }

    init?(sorted: [Double]) {
        guard let median = Robust.quantile(sorted, 0.5), let low = Robust.quantile(sorted, 0.05),
            let high = Robust.quantile(sorted, 0.95), let first = Robust.quantile(sorted, 0.25),
            let third = Robust.quantile(sorted, 0.75)
        else { return nil }
        self.median = median
        let scale = max((high - low) / 3.29, (third - first) / 1.349, MetricShifts.relativeFloor * abs(median))
        sigma = scale * (1 + 1 / Double(sorted.count).squareRoot())
    }

    /// The quartile of sorted values that is farther from the median.
    func reached(sorted: [Double]) -> Double? {
        guard let low = Robust.quantile(sorted, 0.25), let high = Robust.quantile(sorted, 0.75) else { return nil }
        return abs(high - median) >= abs(low - median) ? high : low
    }

    /// The longest distance told apart: a constant that changes.
    static let farthest = 1e6
    /// Distance of any change of a series that was constantly 0, which has no scale at all.
    static let fromNothing = 8.0

    func sigmas(_ value: Double) -> Double {
        if value == median { return 0 }
        guard sigma > 0 else { return value > median ? Self.fromNothing : -Self.fromNothing }
        return min(Self.farthest, max(-Self.farthest, (value - median) / sigma))
    }

    /// Blocks of a series' past looked at: pooled over the components they are enough for a tail.
    static let mostBlocks = 8

    /// How far blocks of a series' past stand from the rest of it, in the rest's sigmas: what a shift is when nothing
    /// happens. Blocks are as long as the time after, and at most a quarter of the past.
    ///
    /// - Parameters:
    ///   - split: samples of the past.
    ///   - count: values among them.
    ///   - after: values after the onset.
    static func calm(_ series: SortedMetrics.Series, _ split: Int, count: Int, after: Int) -> [Double] {
        let width = max(1, min(after, count / 4))
        let room = count - width
        guard room >= MetricShifts.fewest else { return [] }
        let blocks = min(mostBlocks, room / max(1, width / 2) + 1)
        return (0..<blocks).compactMap { number in
            let start = blocks == 1 ? 0 : room * number / (blocks - 1)
            let (block, rest) = series.sorted(split, ranks: start..<(start + width))
            guard let level = Level(sorted: rest), let reached = level.reached(sorted: block) else { return nil }
            return level.sigmas(reached)
        }
    }
}

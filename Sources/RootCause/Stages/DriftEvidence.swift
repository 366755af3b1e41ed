/// What runs out slowly, of a service that is bad now: a drift that goes on is no shift and has no onset, but where a
/// signal of health says that something is wrong it is a cause.
enum DriftEvidence {
    /// Blocks of a series whose medians are compared. That all of n rise by chance has the probability 1/n!, and twelve
    /// blocks are as sure as anything is taken for (`Fusion.cap`: e^-20).
    private static let mostBlocks = 12
    /// Values of a block: its median then keeps to a third of one value's scatter.
    private static let fewestOfBlock = 8
    /// Growth over what was collected, as a share of the level, that is of interest: what grows so in an hour has
    /// trebled in a day.
    private static let leastGrowth = 0.05

    static func clues(_ evidence: CaseEvidence, _ ground: Ground) -> [Clue] {
        guard evidence.isStillBad, let first = evidence.metrics.times.first, let last = evidence.metrics.times.last
        else { return [] }
        let third = (last - first) / 3
        let (before, after) = (
            Predicate.Window(from: first, to: first + third), Predicate.Window(from: last - third, to: last + 1)
        )
        // What is used more because more is asked drifts with its work.
        let asked = Set(ground.metrics.series.filter { $0.kind == .traffic && drift($0) != nil }.map(\.component))
        var best: [Int: (drift: Drift, clue: Clue)] = [:]
        for series in ground.metrics.series where series.kind == .resource && !asked.contains(series.component) {
            guard let drift = drift(series), drift.isRise != SeriesKind.isBetterHigh(series.metric),
                let claim = claim(series, drift, before, after)
            else { continue }
            if let known = best[series.component]?.drift, (known.nats, known.growth) >= (drift.nats, drift.growth) {
                continue
            }
            let clue = Clue(
                component: series.component, source: .metric, kind: .resource, speech: .measured, nats: drift.nats,
                metric: series.metric, claim: { claim })
            best[series.component] = (drift, clue)
        }
        return best.sorted { $0.key < $1.key }.map(\.value.clue)
    }

    /// Medians that all go one way.
    private struct Drift {
        let first: Double
        let last: Double
        let nats: Double

        var isRise: Bool { last > first }
        var growth: Double { abs(last - first) / max(abs(first), 1e-9) }
    }

    private static func drift(_ series: SortedMetrics.Series) -> Drift? {
        let count = series.count
        let blocks = min(mostBlocks, count / fewestOfBlock)
        guard blocks >= 3 else { return nil }
        let medians = (0..<blocks).compactMap { block in
            let ranks = count * block / blocks..<count * (block + 1) / blocks
            return Robust.quantile(series.sorted(Int.max, ranks: ranks).block, 0.5)
        }
        let pairs = zip(medians, medians.dropFirst())
        guard let first = medians.first, let last = medians.last,
            pairs.allSatisfy({ $0 < $1 }) || pairs.allSatisfy({ $0 > $1 })
        else { return nil }
        let drift = Drift(first: first, last: last, nats: (1...blocks).reduce(0) { $0 + Math.log(Double($1)) })
        return drift.growth >= leastGrowth ? drift : nil
    }

    private static func claim(
        _ series: SortedMetrics.Series, _ drift: Drift, _ before: Predicate.Window, _ after: Predicate.Window
    ) -> Claim? {
        let count = series.count
        let early = series.sorted(Int.max, ranks: 0..<count / 3).block
        let late = series.sorted(Int.max, ranks: count - count / 3..<count).block
        guard let level = Level(sorted: early), let reached = level.reached(sorted: late) else { return nil }
        // The windows are thirds of the time and these are thirds of the values: a hole moves them by a little.
        let sigmas = Figures.atLeast(level.sigmas(reached) / 2)
        return Claim(
            statement: "\(series.metric) of \(series.entity) \(drift.isRise ? "rises" : "falls") all the time, from "
                + "\(Figures.short(drift.first)) to \(Figures.short(drift.last))",
            predicate: .shift(
                entity: series.entity, metric: series.metric, before: before, after: after, sigmas: sigmas),
            evidence: ["metrics.csv#\(series.entity)|\(series.metric)"])
    }
}

import AutoSRECore

/// A metric that does something out of the ordinary.
struct MetricFinding {
    let series: MetricSeries
    let id: EvidenceID
    let role: MetricRole
    let shape: SeriesShape
    /// For a shift, when it began.
    let onset: Instant?

    /// Looks at a series; nil where it is steady, moves in a harmless direction, or by too little to matter.
    init?(_ series: MetricSeries, id: EvidenceID) {
        let role = MetricRole(series)
        let values = series.values
        if role == .other, Self.isCounter(series) { return nil }
        let isShare = series.isShare
        let shape = SeriesShape(values, minimumNoise: role == .errors && isShare ? 0.001 : 0)
        switch shape {
        case .steady: return nil
        case .shift(let at, let before, let after):
            guard role.isTrouble(rising: after > before), Self.matters(role, before, after, isShare),
                Self.isFelt(role, series.unit, before, after)
            else { return nil }
            onset = series.times[at]
        case .drift(let first, let last):
            guard role.isTrouble(rising: last > first), Self.isFelt(role, series.unit, first, last),
                role != .restarts || last >= first + 2
            else { return nil }
            onset = nil
        }
        (self.series, self.id, self.role, self.shape) = (series, id, role, shape)
    }

    private static func matters(_ role: MetricRole, _ before: Double, _ after: Double, _ isShare: Bool) -> Bool {
        switch role {
        case .errors: isShare ? after >= 0.01 && after >= 2 * before : after >= 2 * before
        case .ready: after <= 0.9 * before
        // Mostly it is a running counter, and one restart of one instance is what schedulers do all day.
        case .restarts: after >= before + 2
        // Nothing works without memory or in no time: 0 is what was written for "no data".
        case .memory: before > 0 && after >= 1.15 * before
        case .latency, .dependency: before > 0 && after >= 1.3 * before
        case .cpu, .collection: after >= 1.3 * before
        case .load, .poolInUse, .poolWaiting: after >= 1.25 * before
        case .other: abs(after - before) >= 0.5 * max(abs(before), 1e-9)
        }
    }

    /// Whether it moved far enough to be felt, and not only far in relation to what it was: a latency. One without a
    /// unit has to double, for nobody knows how long it is; a share of requests is none.
    private static func isFelt(_ role: MetricRole, _ unit: String, _ before: Double, _ after: Double) -> Bool {
        guard role == .latency || role == .dependency && unit == "ms" else { return true }
        switch unit {
        case "ms": return after - before >= leastDelay
        case "s": return after - before >= leastDelay / 1000
        case "ratio", "1", "%": return false
        default: return after >= 2 * before
        }
    }

    /// Milliseconds that an answer has to become slower. A quantum of the scheduler, a young generation's collection or
    /// a lost cache moves a percentile by ten; people notice a hundred, which five calls in a row make of twenty.
    private static let leastDelay = 20.0

    private static func isCounter(_ series: MetricSeries) -> Bool {
        guard series.metric.hasSuffix("_total") || series.metric.hasSuffix("_count") else { return false }
        return series.values.indices.dropFirst().allSatisfy { series.values[$0] >= series.values[$0 - 1] }
    }

    var isShift: Bool { if case .shift = shape { true } else { false } }
    var isDrift: Bool { if case .drift = shape { true } else { false } }

    /// How far a shifted series moved, in its unit.
    var distance: Double { if case .shift(_, let before, let after) = shape { abs(after - before) } else { 0 } }

    /// Whether a shifted series has come back to its level by the end.
    var isOver: Bool {
        guard case .shift(_, let before, let after) = shape, series.values.count >= 4 else { return false }
        let now = Statistics.median(series.values.suffix(4))
        return abs(now - before) < 0.15 * abs(after - before) + 0.02 * abs(before)
    }
}

public import AutoSRECore
import AutoSREWeb

/// What in the evidence bears a claim out: the deciding log lines or figures. Pure.
public struct ClaimProof: Sendable, Hashable {
    /// The first of the log lines that match, in time order.
    public var lines: [LogLine] = []
    /// How many lines match.
    public var count = 0
    /// The claim's figures in words, `620 MB → 3,941 MB`; empty where it has none.
    public var figures = ""

    /// Looks `claim` up in the bodies it cites; empty where they are not known.
    /// - Parameter limit: how many lines are kept.
    public init(of claim: Claim, in bodies: [EvidenceID: EvidenceBody], limit: Int = 3) {
        let cited = claim.evidence.compactMap { bodies[$0] }
        switch claim.predicate {
        case .logsMatch(let pattern, let window, _), .logsLack(let pattern, let window, _):
            gather(pattern, window, cited, limit)
        case .metricShifted(let name, let before, let after, _):
            guard let series = Self.series(name, cited), let old = series.mean(over: before) else { return }
            guard let new = series.mean(over: after) else { return }
            figures = "\(Figure.text(old, series.unit)) → \(Figure.text(new, series.unit))"
        case .metricAtLeast(let name, let window, _), .metricAtMost(let name, let window, _):
            guard let series = Self.series(name, cited), let mean = series.mean(over: window) else { return }
            figures = Figure.text(mean, series.unit)
        default: return
        }
    }

    private mutating func gather(_ pattern: String, _ window: TimeWindow, _ bodies: [EvidenceBody], _ limit: Int) {
        let matcher = LogPattern(pattern)
        for body in bodies {
            guard let all = body.logs else { continue }
            let rows = all.rows(like: matcher, over: window)
            count += rows.count
            lines += rows.prefix(max(limit - lines.count, 0)).map { all[$0] }
        }
    }

    private static func series(_ name: String, _ bodies: [EvidenceBody]) -> MetricSeries? {
        bodies.lazy.compactMap { $0.metrics?.series(named: name) }.first
    }
}

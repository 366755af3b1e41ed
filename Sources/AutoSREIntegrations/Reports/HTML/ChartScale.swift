import AutoSRECore

/// Where times and values lie in a chart.
struct ChartScale {
    /// The values with a line across.
    let ticks: [Double]
    /// The times below, each with the side it is anchored at.
    let times: [(Instant, String)]
    /// Whether they are closer than a minute.
    var hasSeconds: Bool { times.contains { $0.0.milliseconds % 60_000 != 0 } }
    let frame: ChartFrame
    private let (start, end): (Instant, Instant)
    private let (bottom, top): (Double, Double)

    /// Fits the samples and the marks beside them; nil without a sample.
    init?(_ points: [(at: Instant, value: Double)], _ marks: [ReportMark], _ frame: ChartFrame) {
        guard let first = points.first, let last = points.last else { return nil }
        let length = max(last.at.seconds(since: first.at), 1)
        // Marks far from the samples would squeeze the curve, so they stay outside.
        let near = marks.filter { abs($0.at.seconds(since: last.at)) < length }.map(\.at)
        let latest = max(near.max() ?? last.at, last.at)
        // What follows the last mark is shown too: a chart that ends with the recovery shows none.
        (start, end) = (first.at, latest.advanced(bySeconds: (near.isEmpty ? 0.02 : 0.1) * length))
        let step = Self.niceStep(points.map(\.value).max() ?? 0)
        let low = min(points.map(\.value).min() ?? 0, 0)
        let count = min(max(1, Int(saturating: ((points.map(\.value).max() ?? 0) / step).rounded(.up))), 10)
        var ticks = (0...count).map { Double($0) * step }
        if low < 0 { ticks.insert(low, at: 0) }
        (self.ticks, top, bottom, self.frame) = (ticks, Double(count) * step, low, frame)
        times = Self.times(from: start, until: end, atMost: frame.maximumTimes)
    }

    func x(_ at: Instant) -> Double {
        let share = at.seconds(since: start) / max(end.seconds(since: start), 1)
        let plot = frame.width - frame.left - frame.right
        return frame.left + plot * min(max(share, 0), 1)
    }

    /// Counted down from the plot's upper edge.
    func y(_ value: Double) -> Double {
        let share = (value - bottom) / max(top - bottom, .leastNormalMagnitude)
        return frame.height * (1 - min(max(share, 0), 1))
    }

    /// Whether the moment lies in the picture.
    func shows(_ at: Instant) -> Bool { start <= at && at <= end }

    /// 1, 2 or 5 times a power of ten, so that two to five lines are enough.
    private static func niceStep(_ most: Double) -> Double {
        guard most > 1e-300, most.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= most / 2 { power *= 10 }
        while power > most / 2 { power /= 10 }
        for factor in [1.0, 2, 5] where most / (power * factor) <= 4 { return power * factor }
        return power * 10
    }

    /// Round times, few enough to be read; those near the right edge end there.
    private static func times(from start: Instant, until end: Instant, atMost count: Double) -> [(Instant, String)] {
        let length = end.seconds(since: start)
        var step: Double = 1
        let steps: [Double] = [2, 5, 10, 15, 30, 60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 86_400]
        for candidate in steps where length / step > count {
            step = candidate
        }
        var times: [(Instant, String)] = []
        let unit = Int64(step * 1000)
        var next = (start.milliseconds / unit + 1) * unit
        while next < end.milliseconds, times.count < 12 {
            let isNearEdge = Double(end.milliseconds - next) < 0.04 * 1000 * length
            times.append((Instant(milliseconds: next), isNearEdge ? "end" : "middle"))
            next += unit
        }
        return times
    }
}

/// The words of a mark, or of several at the same place, above the plot, in a row where they hide no others.
struct ChartLabel {
    /// The last of them in time.
    let mark: ReportMark
    let text: String
    let row: Int
    private let x: Double
    private let isLeftOfLine: Bool

    /// Closer marks than this, in the chart's units, share one label: they would pile up.
    private static let nearness = 6.0
    private static let longest = 56
    /// Of a letter, in the chart's units, at the size that narrow screens get.
    private static let letterWidth = 7.8

    private var extent: ClosedRange<Double> {
        let length = Self.letterWidth * Double(min(text.count, Self.longest)) + 10
        return isLeftOfLine ? (x - length)...x : x...(x + length)
    }

    private func moved(toRow row: Int = 0, isLeftOfLine: Bool) -> ChartLabel {
        ChartLabel(mark: mark, text: text, row: row, x: x, isLeftOfLine: isLeftOfLine)
    }

    /// Places the words of the marks that the scale shows. No line may cross the words of another: words right of their
    /// line are placed from the last up, words left of it from the first, and words that would reach over the line of
    /// such a one stand left as well.
    static func place(_ marks: [ReportMark], _ scale: ChartScale) -> [ChartLabel] {
        var labels = gathered(marks, scale).map { label in
            label.extent.upperBound <= scale.frame.width ? label : label.moved(isLeftOfLine: true)
        }
        for (index, label) in labels.enumerated().reversed() where !label.isLeftOfLine {
            let isCrossed = labels.contains { $0.isLeftOfLine && label.extent.contains($0.x) }
            let moved = label.moved(isLeftOfLine: true)
            if isCrossed, moved.extent.lowerBound >= 0 { labels[index] = moved }
        }
        let ordered = labels.filter { !$0.isLeftOfLine }.reversed() + labels.filter(\.isLeftOfLine)
        var placed: [ChartLabel] = []
        for label in ordered {
            var row = 0
            while placed.contains(where: { $0.row == row && $0.extent.overlaps(label.extent) }) { row += 1 }
            placed.append(label.moved(toRow: row, isLeftOfLine: label.isLeftOfLine))
        }
        return placed
    }

    /// One label for each place that has marks.
    private static func gathered(_ marks: [ReportMark], _ scale: ChartScale) -> [ChartLabel] {
        var labels: [ChartLabel] = []
        for mark in marks where scale.shows(mark.at) {
            let x = scale.x(mark.at)
            if let last = labels.last, x - last.x < nearness {
                let text = "\(last.text), \(mark.label)"
                labels[labels.count - 1] = ChartLabel(mark: mark, text: text, row: 0, x: x, isLeftOfLine: false)
            } else {
                labels.append(ChartLabel(mark: mark, text: mark.label, row: 0, x: x, isLeftOfLine: false))
            }
        }
        return labels
    }

    func svg(top: Double, rowHeight: Double) -> String {
        let y = top - 7 - Double(row) * rowHeight
        let name = "label \(mark.kind.rawValue) \(isLeftOfLine ? "end" : "start")"
        let stem = SVG.line("mark \(mark.kind.rawValue)", x, y - 9, x, top)
        return stem + SVG.text(name, isLeftOfLine ? x - 4 : x + 4, y, HTMLText.line(text, limit: Self.longest))
    }
}

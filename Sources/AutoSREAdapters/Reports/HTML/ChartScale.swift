import AutoSRECore

/// Where times and values lie in a chart.
struct ChartScale {
    /// The values with a line across.
    let ticks: [Double]
    /// The times below, each with the side it is anchored at.
    let times: [(Instant, String)]
    private let (start, end): (Instant, Instant)
    private let top: Double

    /// Fits the samples and the marks beside them; nil without a sample.
    init?(_ points: [(at: Instant, value: Double)], _ marks: [ReportMark]) {
        guard let first = points.first, let last = points.last else { return nil }
        let length = max(last.at.seconds(since: first.at), 1)
        // Marks far from the samples would squeeze the curve, so they stay outside.
        let near = marks.filter { abs($0.at.seconds(since: last.at)) < length }.map(\.at)
        let latest = max(near.max() ?? last.at, last.at)
        (start, end) = (first.at, latest.advanced(bySeconds: 0.02 * length))
        let step = Self.niceStep(points.map(\.value).max() ?? 0)
        let low = min(points.map(\.value).min() ?? 0, 0)
        let count = max(1, Int(((points.map(\.value).max() ?? 0) / step).rounded(.up)))
        var ticks = (0...count).map { Double($0) * step }
        if low < 0 { ticks.insert(low, at: 0) }
        (self.ticks, top, bottom) = (ticks, Double(count) * step, low)
        times = Self.times(from: start, until: end)
    }

    private let bottom: Double

    func x(_ at: Instant) -> Double {
        let share = at.seconds(since: start) / max(end.seconds(since: start), 1)
        let plot = Chart.width - Chart.left - Chart.right
        return Chart.left + plot * min(max(share, 0), 1)
    }

    /// Counted down from the plot's upper edge.
    func y(_ value: Double) -> Double {
        let share = (value - bottom) / max(top - bottom, .leastNormalMagnitude)
        return Chart.plotHeight * (1 - min(max(share, 0), 1))
    }

    /// Whether the moment lies in the picture.
    func shows(_ at: Instant) -> Bool { start <= at && at <= end }

    /// 1, 2 or 5 times a power of ten, so that two to five lines are enough.
    private static func niceStep(_ most: Double) -> Double {
        guard most > 0, most.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= most / 2 { power *= 10 }
        while power > most / 2 { power /= 10 }
        for factor in [1.0, 2, 5] where most / (power * factor) <= 4 { return power * factor }
        return power * 10
    }

    /// Both ends and full quarters between, few enough to be read.
    private static func times(from start: Instant, until end: Instant) -> [(Instant, String)] {
        let length = end.seconds(since: start)
        var step: Double = 60
        for candidate in [300.0, 600, 900, 1800, 3600, 10_800, 21_600, 86_400] where length / step > 6 {
            step = candidate
        }
        var times: [(Instant, String)] = []
        let unit = Int64(step * 1000)
        var next = (start.milliseconds / unit + 1) * unit
        while next < end.milliseconds, times.count < 12 {
            times.append((Instant(milliseconds: next), "middle"))
            next += unit
        }
        return times
    }
}

/// A mark's words above the plot, in a row where they hide no others.
struct ChartLabel {
    let mark: ReportMark
    let row: Int
    private let x: Double
    private let isLeftOfLine: Bool

    /// Places the words of the marks that the scale shows, in time order.
    static func place(_ marks: [ReportMark], _ scale: ChartScale) -> [ChartLabel] {
        var rowEnds: [[ClosedRange<Double>]] = []
        var labels: [ChartLabel] = []
        for mark in marks where scale.shows(mark.at) {
            let x = scale.x(mark.at)
            let length = 6.6 * Double(mark.label.count) + 10
            let isLeft = x + length > Chart.width
            let extent = isLeft ? (x - length)...x : x...(x + length)
            var row = 0
            while row < rowEnds.count, rowEnds[row].contains(where: { $0.overlaps(extent) }) { row += 1 }
            if row == rowEnds.count { rowEnds.append([]) }
            rowEnds[row].append(extent)
            labels.append(ChartLabel(mark: mark, row: row, x: x, isLeftOfLine: isLeft))
        }
        return labels
    }

    func svg(top: Double, rowHeight: Double) -> String {
        let y = top - 7 - Double(row) * rowHeight
        let name = "label \(mark.kind.rawValue) \(isLeftOfLine ? "end" : "start")"
        let stem = SVG.line("mark \(mark.kind.rawValue)", x, y - 9, x, top)
        return stem + SVG.text(name, isLeftOfLine ? x - 4 : x + 4, y, HTMLText.line(mark.label, limit: 40))
    }
}

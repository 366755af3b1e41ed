import AutoSRECore

/// The path data of curves: whole numbers and relative steps, because half a page's bytes are curves
/// (https://www.w3.org/TR/SVG2/paths.html#PathData).
struct CurvePath {
    let window: TimeWindow
    let axis: ValueAxis
    /// In the curves' own coordinates, `fineness` to a pixel: so fine that whole numbers are enough.
    let height: Int

    static let fineness = 4
    private static let width = 1500
    /// Of the samples between two gaps more are thinned: a screen shows no more.
    private static let mostPoints = 160

    private typealias Point = (x: Int, y: Int)

    var viewBox: String { "0 0 \(Self.width) \(height)" }

    /// The curve and the area below it.
    func svg(_ line: Chart.Line, number: Int) -> HTML {
        var (curve, area) = ("", "")
        let size = (line.values.count + Self.mostPoints - 1) / Self.mostPoints
        for run in runs(of: line) {
            let points = thinned(run, size).map { (x: x($0.at), y: y($0.value)) }
            let path = Self.path(points)
            curve += path
            area += "\(path)V\(y(0))H\(points[0].x)Z"
        }
        guard !curve.isEmpty else { return "" }
        return "<path class=\"area k\(number)\" d=\"\(area)\"/><path class=\"curve k\(number)\" d=\"\(curve)\"/>"
    }

    /// The stretches without a hole, none of them empty.
    private func runs(of line: Chart.Line) -> [[(at: Instant, value: Double)]] {
        var runs: [[(at: Instant, value: Double)]] = []
        var before: Instant?
        for (at, value) in zip(line.times, line.values) {
            guard value.isFinite else {
                before = nil
                continue
            }
            if let before, at.seconds(since: before) <= line.gapSeconds {
                runs[runs.count - 1].append((at, value))
            } else {
                runs.append([(at, value)])
            }
            before = at
        }
        return runs
    }

    /// Of each `size` neighbours the one farthest from their mean, so that no spike is lost.
    private func thinned(_ run: [(at: Instant, value: Double)], _ size: Int) -> [(at: Instant, value: Double)] {
        guard size > 1 else { return run }
        return stride(from: 0, to: run.count, by: size).map { start in
            let bucket = run[start..<min(start + size, run.count)]
            let mean = bucket.reduce(0) { $0 + $1.value / Double(bucket.count) }
            return bucket.max { abs($0.value - mean) < abs($1.value - mean) } ?? bucket[start]
        }
    }

    /// A lone point is a line without length, which round ends make a dot.
    private static func path(_ points: [Point]) -> String {
        var text = "M\(points[0].x) \(points[0].y)l"
        if points.count == 1 { return text + "0 0" }
        var before = points[0]
        for (index, point) in points.enumerated().dropFirst() {
            if index > 1 { text += " " }
            let (right, down) = (point.x - before.x, point.y - before.y)
            text += down < 0 ? "\(right)\(down)" : "\(right) \(down)"
            before = point
        }
        return text
    }

    private func x(_ time: Instant) -> Int { Int((window.position(time) * Double(Self.width)).rounded()) }

    private func y(_ value: Double) -> Int {
        Int(saturating: (Double(height) * (1 - axis.position(value))).rounded())
    }
}

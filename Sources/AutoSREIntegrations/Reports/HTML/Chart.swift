import AutoSRECore

/// One metric as an SVG picture with the report's moments marked. Pure; no script, no style of its own: the page's
/// style sheet gives the colours, so that light, dark and print all fit.
struct Chart {
    let series: MetricSeries
    let marks: [ReportMark]
    let frame: ChartFrame

    private static let rowHeight = 15.0
    private static let maximumPoints = 480

    /// The picture, or nothing where there is no finite sample.
    var svg: String {
        let points = Self.thinned(series)
        guard let scale = ChartScale(points, marks, frame) else { return "" }
        let labels = frame.hasLabels ? ChartLabel.place(marks, scale) : []
        let rows = (labels.map(\.row).max() ?? -1) + 1
        let top = 6 + Double(rows) * Self.rowHeight
        let height = top + frame.height + frame.bottom
        var parts = [
            "<svg viewBox=\"0 0 \(Int(frame.width)) \(Int(height))\" role=\"img\" aria-label=\"\(description)\">"
        ]
        parts += [trouble(scale, top), axes(scale, top)]
        parts += marks.filter { scale.shows($0.at) }.map { stroke($0, scale, top) }
        parts.append(Self.curve(points, scale, top))
        parts += labels.map { $0.svg(top: top, rowHeight: Self.rowHeight) }
        return parts.joined() + "</svg>"
    }

    /// What a screen reader says.
    private var description: String {
        let finite = series.values.filter(\.isFinite)
        guard let first = finite.first, let last = finite.last, let most = finite.max() else { return "" }
        let figures = [first, last, most].map { Figure.text($0, series.unit) }
        return HTMLText.line("\(series.name): from \(figures[0]) to \(figures[1]), at most \(figures[2])")
    }

    /// The stretch from the trouble's beginning to its end.
    private func trouble(_ scale: ChartScale, _ top: Double) -> String {
        guard frame.showsTrouble, let onset = marks.first(where: { $0.kind == .onset }) else { return "" }
        let end = marks.last { $0.kind == .recovery }?.at
        let from = scale.x(onset.at)
        let until = end.map(scale.x) ?? frame.width - frame.right
        guard until > from else { return "" }
        let box = "x=\"\(SVG.n(from))\" y=\"\(SVG.n(top))\" width=\"\(SVG.n(until - from))\""
        return "<rect class=\"trouble\" \(box) height=\"\(Int(frame.height))\"/>"
    }

    private func axes(_ scale: ChartScale, _ top: Double) -> String {
        var out = ""
        for tick in scale.ticks {
            let y = top + scale.y(tick)
            out += SVG.line("grid", frame.left, y, frame.width - frame.right, y)
            out += SVG.text("tick end", frame.left - 6, y + 4, tickText(tick))
        }
        let base = top + frame.height + 15
        for (instant, anchor) in scale.times {
            let time = instant.timeOfDay.dropLast(scale.hasSeconds ? 0 : 3)
            out += SVG.text("tick \(anchor)", scale.x(instant), base, String(time))
        }
        return out
    }

    /// Long units are in the caption.
    private func tickText(_ value: Double) -> String {
        HTMLText.line(Figure.text(value, series.unit.count > 5 ? "" : series.unit), limit: 16)
    }

    private func stroke(_ mark: ReportMark, _ scale: ChartScale, _ top: Double) -> String {
        let x = scale.x(mark.at)
        return SVG.line("mark \(mark.kind.rawValue)", x, top - 3, x, top + frame.height)
    }

    private static func curve(_ points: [(at: Instant, value: Double)], _ scale: ChartScale, _ top: Double) -> String {
        var path = ""
        for (index, point) in points.enumerated() {
            path += index == 0 ? "M" : "L"
            path += "\(SVG.n(scale.x(point.at))) \(SVG.n(top + scale.y(point.value)))"
        }
        return "<path class=\"curve\" d=\"\(path)\"/>"
    }

    /// At most so many samples that a screen can show; of each bucket the one farthest from the bucket's mean survives,
    /// so that no spike is lost.
    private static func thinned(_ series: MetricSeries) -> [(at: Instant, value: Double)] {
        var all: [(at: Instant, value: Double)] = []
        for (at, value) in zip(series.times, series.values) where value.isFinite { all.append((at, value)) }
        guard all.count > maximumPoints else { return all }
        let size = (all.count + maximumPoints - 1) / maximumPoints
        var out: [(at: Instant, value: Double)] = []
        for start in stride(from: 0, to: all.count, by: size) {
            let bucket = all[start..<min(start + size, all.count)]
            let mean = bucket.reduce(0) { $0 + $1.value } / Double(bucket.count)
            if let far = bucket.max(by: { abs($0.value - mean) < abs($1.value - mean) }) { out.append(far) }
        }
        return out
    }
}

/// The measures of a chart in its own units; it is scaled to whatever width there is.
struct ChartFrame {
    let (width, height): (Double, Double)
    /// Room for `10,000 ms` at the size that narrow screens get.
    let left = 76.0
    let right = 14.0
    let bottom = 22.0
    let hasLabels: Bool
    /// How many times there may be below.
    let maximumTimes: Double
    /// Whether the stretch of the trouble is coloured.
    var showsTrouble = true

    /// For a metric that decided.
    static let large = ChartFrame(width: 480, height: 150, hasLabels: true, maximumTimes: 5)
    /// For a signal that says by itself when it is bad.
    static let signal = ChartFrame(width: 480, height: 150, hasLabels: true, maximumTimes: 5, showsTrouble: false)
    /// For the others, several in a row.
    static let small = ChartFrame(width: 330, height: 90, hasLabels: false, maximumTimes: 4)
}

/// Small pieces of SVG (https://www.w3.org/TR/SVG2/).
enum SVG {
    /// A coordinate with one decimal.
    static func n(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    static func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        "<line class=\"\(name)\" x1=\"\(n(x1))\" y1=\"\(n(y1))\" x2=\"\(n(x2))\" y2=\"\(n(y2))\"/>"
    }

    /// - Parameter text: escaped already.
    static func text(_ name: String, _ x: Double, _ y: Double, _ text: String) -> String {
        "<text class=\"\(name)\" x=\"\(n(x))\" y=\"\(n(y))\">\(text)</text>"
    }
}

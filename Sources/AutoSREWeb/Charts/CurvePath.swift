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
        var (curve, area) = ([UInt8](), [UInt8]())
        let size = (line.values.count + Self.mostPoints - 1) / Self.mostPoints
        for run in runs(of: line) {
            let points = thinned(run, size).map { (x: x($0.at), y: y($0.value)) }
            let start = curve.count
            Self.append(points, to: &curve)
            area += curve[start...]
            area += "V\(y(0))H\(points[0].x)Z".utf8
        }
        guard !curve.isEmpty else { return "" }
        let (line, below) = (String(decoding: curve, as: UTF8.self), String(decoding: area, as: UTF8.self))
        return "<path class=\"area k\(number)\" d=\"\(below)\"/><path class=\"curve k\(number)\" d=\"\(line)\"/>"
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
    private static func append(_ points: [Point], to text: inout [UInt8]) {
        text += "M\(points[0].x) \(points[0].y)l".utf8
        if points.count == 1 { text += "0 0".utf8 }
        var before = points[0]
        for (index, point) in points.enumerated().dropFirst() {
            if index > 1 { text.append(UInt8(ascii: " ")) }
            append(point.x - before.x, to: &text)
            if point.y >= before.y { text.append(UInt8(ascii: " ")) }
            append(point.y - before.y, to: &text)
            before = point
        }
    }

    /// By hand: a page has thousands of these numbers, and interpolation takes most of its time for them.
    private static func append(_ number: Int, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        let start = text.count
        var rest = number.magnitude
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
    }

    private func x(_ time: Instant) -> Int { Int((window.position(time) * Double(Self.width)).rounded()) }

    private func y(_ value: Double) -> Int {
        Int((Double(height) * (1 - axis.position(value))).rounded())
    }
}

import AutoSRECore

/// The path data of one curve: whole numbers and relative steps, because half a page's bytes are curves
/// (https://www.w3.org/TR/SVG2/paths.html#PathData).
struct CurvePath {
    /// The height that `top` has.
    let height: Double
    let top: Double
    let span: TimeSpan
    /// More points than this are thinned, each keeping the highest of its neighbours.
    static let mostPoints = 130

    func data(_ values: [Double], at times: [Instant]) -> (line: String, area: String) {
        let points = thinned(values, times)
        guard let first = points.first, let last = points.last else { return ("M0 0", "M0 0") }
        var line = "M\(first.x) \(first.y)"
        if points.count > 1 { line += "l" }
        var before = first
        for (index, point) in points.enumerated().dropFirst() {
            if index > 1 { line += " " }
            let (right, down) = (point.x - before.x, point.y - before.y)
            line += down < 0 ? "\(right)\(down)" : "\(right) \(down)"
            before = point
        }
        return (line, "\(line)L\(last.x) \(Int(height)) \(first.x) \(Int(height))Z")
    }

    private func thinned(_ values: [Double], _ times: [Instant]) -> [(x: Int, y: Int)] {
        let group = max((values.count + Self.mostPoints - 1) / Self.mostPoints, 1)
        var points: [(x: Int, y: Int)] = []
        var index = 0
        while index < min(values.count, times.count) {
            let end = min(index + group, values.count)
            let highest = values[index..<end].max() ?? 0
            points.append((x(times[end - 1]), y(highest)))
            index = end
        }
        return points
    }

    private func x(_ time: Instant) -> Int { Int((span.position(time) * span.seconds).rounded()) }

    private func y(_ value: Double) -> Int {
        Int((height * (1 - min(max(value / top, 0), 1))).rounded())
    }
}

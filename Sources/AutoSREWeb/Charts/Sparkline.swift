public import AutoSRECore

/// A curve as small as a word.
public struct Sparkline: Sendable {
    private let line: Chart.Line
    private let window: TimeWindow
    private let unit: String
    private let leastTop: Double
    private let noise: Double?

    /// Makes a sparkline; the values are as in `Chart`.
    public init(line: Chart.Line, window: TimeWindow, unit: String, leastTop: Double = 0, noise: Double? = nil) {
        (self.line, self.window, self.unit) = (line, window, unit)
        (self.leastTop, self.noise) = (leastTop, noise)
    }

    /// The picture, with what it shows in words.
    public var svg: HTML {
        let values = line.values.filter(\.isFinite)
        let axis = ValueAxis(from: values.min() ?? 0, to: max(values.max() ?? 0, leastTop), intervals: 5)
        let path = CurvePath(window: window, axis: axis, height: 100)
        let words = HTML.line(CurveSummary(line: line, unit: unit, noise: noise).sentence)
        return """
            <svg class="spark" role="img" aria-label="\(words)" viewBox="\(path.viewBox)" \
            preserveAspectRatio="none">\(path.svg(line, number: 1))</svg>
            """
    }
}

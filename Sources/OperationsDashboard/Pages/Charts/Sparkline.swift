import AutoSRECore

/// A curve as small as a word.
struct Sparkline {
    let name: String
    let values: [Double]
    let times: [Instant]
    let span: TimeSpan
    let unit: ChartUnit

    var svg: HTML {
        let top = roundTop(max(values.max() ?? 0, unit.leastTop))
        let data = CurvePath(height: 100, top: top, span: span).data(values, at: times)
        let words = Story(name: name, values: values, times: times, unit: unit).sentence
        return """
            <svg class="spark" role="img" aria-label="\(words)" viewBox="0 0 \(Int(span.seconds)) 100" \
            preserveAspectRatio="none"><path class="area k1" d="\(data.area)"/>\
            <path class="curve k1" d="\(data.line)"/></svg>
            """
    }
}

import AutoSRECore

/// One chart: curves over time with the changes marked, as inline SVG. Text is placed in percent and pixels and never
/// scaled; only the curves stretch with the page.
struct Chart {
    /// Unique on the page.
    let id: String
    let title: String
    let unit: ChartUnit
    let curves: [Curve]
    let times: [Instant]
    let span: TimeSpan
    let marks: [Mark]
    /// A value worth comparing with.
    var limit: Limit?

    struct Curve {
        let name: String
        let values: [Double]
    }

    struct Limit {
        let value: Double
        let name: String
        /// Whether the axis reaches up to it even when the curves do not.
        var isAlwaysShown = false
    }

    private static let plotTop = 18
    private static let plotHeight = 112
    /// Of the curves' own coordinates: finer than pixels, so that whole numbers are enough.
    private static let curveHeight = 448.0

    private var top: Double {
        var highest = unit.leastTop
        for curve in curves { highest = max(highest, curve.values.max() ?? 0) }
        if let limit, limit.isAlwaysShown { highest = max(highest, limit.value) }
        return roundTop(highest)
    }

    var html: HTML {
        """
        <figure class="chart">
        <figcaption><h3>\(title)</h3><p class="keys">\(curves.indices.map(key))</p></figcaption>
        <div class="frame"><svg class="plot" role="img" aria-labelledby="\(id)-t" aria-describedby="\(id)-d">\
        <title id="\(id)-t">\(title), \(Words.minute(span.from)) to \(Words.minute(span.until)) UTC</title>\
        <desc id="\(id)-d">\(words) \(ChartMarks(marks: marks, span: span).words)</desc>
        \(grid)\(limitLine)\(curveGroup)\(ChartMarks(marks: marks, span: span).svg)\(timeAxis)</svg></div>
        <p class="story">\(words)</p>
        </figure>

        """
    }

    private func key(_ index: Int) -> HTML {
        let curve = curves[index]
        let now = curve.values.last.map(unit.text) ?? "–"
        let name: HTML = curves.count > 1 ? "\(curve.name) " : ""
        return "<span class=\"key k\(index + 1)\">\(name)<b>\(now)</b></span>"
    }

    private var words: String {
        curves.map { Story(name: $0.name, values: $0.values, times: times, unit: unit).sentence }
            .joined(separator: " ")
    }

    private var grid: HTML {
        let steps = [0.0, 0.5, 1]
        let lines: [HTML] = steps.map { step in
            let y = Self.plotTop + Int(Double(Self.plotHeight) * (1 - step))
            return """
                <line class="grid" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text class="tick end" x="-8" y="\(y + 4)">\(unit.tick(top * step))</text>
                """
        }
        return "\(lines)"
    }

    private var limitLine: HTML {
        guard let limit, limit.value <= top else { return "" }
        let y = Self.plotTop + Int(Double(Self.plotHeight) * (1 - limit.value / top))
        let labelY = y < Self.plotTop + 14 ? y + 13 : y - 4
        return """
            <line class="limit" x2="100%" y1="\(y)" y2="\(y)"/>\
            <text class="limit-name" x="4" y="\(labelY)">\(limit.name)</text>
            """
    }

    private var curveGroup: HTML {
        let path = CurvePath(height: Self.curveHeight, top: top, span: span)
        let drawn: [HTML] = curves.indices.reversed().map { index in
            let data = path.data(curves[index].values, at: times)
            return """
                <path class="area k\(index + 1)" d="\(data.area)"/><path class="curve k\(index + 1)" d="\(data.line)"/>
                """
        }
        return """
            <svg y="\(Self.plotTop)" width="100%" height="\(Self.plotHeight)" \
            viewBox="0 0 \(Int(span.seconds)) \(Int(Self.curveHeight))" preserveAspectRatio="none">\(drawn)</svg>
            """
    }

    private var timeAxis: HTML {
        let y = Self.plotTop + Self.plotHeight + 16
        let middle = span.from.advanced(bySeconds: span.seconds / 2)
        return """
            <text class="tick" x="0" y="\(y)">\(Words.minute(span.from))</text>\
            <text class="tick middle" x="50%" y="\(y)">\(Words.minute(middle))</text>\
            <text class="tick end" x="100%" y="\(y)">\(Words.minute(span.until))</text>
            """
    }
}

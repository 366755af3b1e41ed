import AutoSRECore

extension Chart {
    /// The picture.
    public var svg: HTML {
        let axis = valueAxis
        let labels = ChartLabel.place(marks, in: window, size)
        let rows = min(max((labels.map(\.row).max() ?? -1) + 1, size.rows.lowerBound), size.rows.upperBound)
        let plot = Plot(top: 6 + rows * ChartLabel.rowHeight, height: size.height, window: window, axis: axis)
        let parts = [shade(plot), grid(plot), limit(plot), curves(plot), strokes(plot, labels), timeAxis(plot)]
        return """
            <svg class="plot" role="img" aria-labelledby="\(id)-t" aria-describedby="\(id)-d" \
            height="\(plot.bottom + 20)"><title id="\(id)-t">\(HTML.line(title, limit: 200)), \
            \(Figure.minute(window.from)) to \(Figure.minute(window.until)) UTC</title>\
            <desc id="\(id)-d">\(HTML.line(description))</desc>\(parts)</svg>
            """
    }

    /// What the curves do, in words: for those who cannot see them, and for those in a hurry.
    public var summary: String {
        lines.map { CurveSummary(line: $0, unit: unit, noise: noise).sentence }.joined(separator: " ")
    }

    /// The name and the newest value of each curve, in its colour.
    public var keys: HTML {
        let keys: [HTML] = lines.enumerated().map { index, line in
            let now = line.values.last.map { Figure.text($0, unit) } ?? "–"
            let name: HTML = lines.count > 1 ? "\(HTML.line(line.name, limit: 100)) " : ""
            return "<span class=\"key k\(index + 1)\">\(name)<b>\(now)</b></span>"
        }
        return "\(keys)"
    }

    private var description: String {
        let events = marks.filter { window.shows($0.at) }.map { "\(Figure.minute($0.at)) UTC: \($0.words)." }
        return ([summary] + events).joined(separator: " ")
    }

    private var valueAxis: ValueAxis {
        var (least, most) = (0.0, leastTop)
        for line in lines {
            for value in line.values where value.isFinite { (least, most) = (min(least, value), max(most, value)) }
        }
        if let threshold, threshold.isAlwaysShown { most = max(most, threshold.value) }
        return ValueAxis(from: least, to: most, intervals: size.intervals)
    }

    private func shade(_ plot: Plot) -> HTML {
        guard let shaded, shaded.from < shaded.until else { return "" }
        let (from, until) = (window.position(shaded.from), window.position(shaded.until))
        return """
            <rect class="shade" x="\(Plot.percent(from))" y="\(plot.top)" width="\(Plot.percent(until - from))" \
            height="\(plot.height)"/>
            """
    }

    private func grid(_ plot: Plot) -> HTML {
        let lines: [HTML] = plot.axis.ticks.map { tick in
            let y = plot.y(tick)
            return """
                <line class="grid" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text class="tick end" x="-8" y="\(y + 4)">\(HTML.line(Figure.text(tick, tickUnit), limit: 16))</text>
                """
        }
        return "\(lines)"
    }

    private func limit(_ plot: Plot) -> HTML {
        guard let threshold, threshold.value <= plot.axis.top else { return "" }
        let y = plot.y(threshold.value)
        let below = y < plot.top + 14
        return """
            <line class="limit" x2="100%" y1="\(y)" y2="\(y)"/>\
            <text class="limit-name" x="4" y="\(below ? y + 13 : y - 4)">\(HTML.line(threshold.name, limit: 60))</text>
            """
    }

    private func curves(_ plot: Plot) -> HTML {
        let path = CurvePath(window: window, axis: plot.axis, height: plot.height * CurvePath.fineness)
        return """
            <svg y="\(plot.top)" width="100%" height="\(plot.height)" viewBox="\(path.viewBox)" \
            preserveAspectRatio="none">\(lines.indices.reversed().map { path.svg(lines[$0], number: $0 + 1) })</svg>
            """
    }

    private func strokes(_ plot: Plot, _ labels: [ChartLabel]) -> HTML {
        var pieces: [HTML] = []
        for mark in marks where window.shows(mark.at) {
            let label = labels.first { $0.mark.at == mark.at && $0.mark.tone == mark.tone }
            let x = Plot.percent(window.position(mark.at))
            let from = label.map { plot.top - 16 - $0.row * ChartLabel.rowHeight } ?? plot.top - 3
            pieces.append(
                "<line class=\"mark \(mark.tone)\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(from)\" y2=\"\(plot.bottom)\"/>")
        }
        return "\(pieces + labels.map { $0.svg(above: plot.top) })"
    }

    private func timeAxis(_ plot: Plot) -> HTML {
        let axis = TimeAxis(window, size)
        let times: [HTML] = axis.ticks.map { at in
            "<text class=\"tick middle\" x=\"\(Plot.percent(window.position(at)))\" y=\"\(plot.bottom + 16)\">"
                + "\(axis.text(at))</text>"
        }
        return "\(times)"
    }
}

/// Where a chart's curves are, in pixels down and shares across.
struct Plot {
    let top: Int
    let height: Int
    let window: TimeWindow
    let axis: ValueAxis

    var bottom: Int { top + height }

    func y(_ value: Double) -> Int { top + Int(saturating: (Double(height) * (1 - axis.position(value))).rounded()) }

    /// A share of the width with one decimal, as SVG has it.
    static func percent(_ share: Double) -> String {
        let tenths = Int(saturating: (share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}

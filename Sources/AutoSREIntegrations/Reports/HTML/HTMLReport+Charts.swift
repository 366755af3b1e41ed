import AutoSRECore
import AutoSREWeb

// The journaled metrics as pictures, those that decided first.
extension HTMLReport {
    private static let maximumCharts = 16

    var charts: [HTML] {
        let deciding = decidingMetrics
        var (large, small): ([HTML], [HTML]) = ([], [])
        for (id, series) in allSeries.prefix(Self.maximumCharts) {
            let isDeciding = deciding.contains(series.name)
            let number = large.count + small.count
            guard let figure = figure(series, id, number, isDeciding ? .large : .small) else { continue }
            if isDeciding { large.append(figure) } else { small.append(figure) }
        }
        if let health { large.append(health) }
        guard !large.isEmpty || !small.isEmpty else { return [] }
        var lines: [HTML] = [legend]
        if !large.isEmpty { lines += ["<div class=\"charts large\">"] + large + ["</div>"] }
        if !small.isEmpty {
            lines += ["<h3>The other metrics</h3>", "<div class=\"charts small\">"] + small + ["</div>"]
        }
        return lines
    }

    /// The metrics that a claim for the chosen hypothesis is about.
    private var decidingMetrics: Set<String> {
        var names: Set<String> = []
        for claim in chosen?.claims ?? [] {
            switch claim.predicate {
            case .metricShifted(let name, _, _, _), .metricAtLeast(let name, _, _), .metricAtMost(let name, _, _):
                names.insert(name)
            default: continue
            }
        }
        return names
    }

    private var allSeries: [(EvidenceID, MetricSeries)] {
        var all: [(EvidenceID, MetricSeries)] = []
        for reference in postMortem.evidence {
            guard let series = bodies[reference.id]?.metrics else { continue }
            for one in series { all.append((reference.id, one)) }
        }
        let deciding = decidingMetrics
        return all.filter { deciding.contains($0.1.name) } + all.filter { !deciding.contains($0.1.name) }
    }

    private func figure(_ series: MetricSeries, _ id: EvidenceID, _ number: Int, _ size: Chart.Size) -> HTML? {
        let line = Chart.Line(name: series.name, times: series.times, values: series.values)
        guard var chart = chart("chart-\(number)", line, unit: series.unit, size) else { return nil }
        chart.shaded = trouble(until: chart.window.until)
        let name = HTML.line(series.name, limit: 100)
        let words = HTML.line(change(of: series), limit: 200)
        let link: HTML = "<a class=\"cite\" href=\"#\(Self.anchor(id))\">\(id.hex.prefix(8))</a>"
        let caption: HTML = "<figcaption><strong>\(name)</strong> <span>\(words)</span> \(link)</figcaption>"
        return "<figure>\(caption)<div class=\"frame\">\(chart.svg)</div></figure>"
    }

    /// A chart of one curve with the report's marks; nothing without a sample.
    private func chart(_ id: String, _ line: Chart.Line, unit: String, _ size: Chart.Size) -> Chart? {
        guard let first = line.times.first, let last = line.times.last else { return nil }
        let length = max(last.seconds(since: first), 1)
        // Marks far from the samples would squeeze the curve, so they stay outside.
        let near = marks.filter { abs($0.at.seconds(since: last)) < length }.map(\.at)
        // What follows the last mark is shown too: a chart that ends with the recovery shows none.
        let until = max(near.max() ?? last, last).advanced(bySeconds: (near.isEmpty ? 0.02 : 0.1) * length)
        let window = TimeWindow(from: first, until: until)
        var chart = Chart(id: id, title: line.name, lines: [line], window: window, unit: unit, size: size)
        chart.marks = marks.map(\.chartMark)
        return chart
    }

    /// The stretch from the trouble's beginning to its end.
    private func trouble(until end: Instant) -> TimeWindow? {
        mark(.onset).map { onset in
            TimeWindow(from: onset.at, until: marks.last { $0.kind == .recovery }?.at ?? end)
        }
    }

    /// The health signal as it was read, from before the action to the recovery: the metrics end where evidence was
    /// gathered. Nothing where it was read less than twice.
    private var health: HTML? {
        let known = (postMortem.readings ?? []).filter { $0.status != .unknown }
        guard let first = known.first, let last = known.last, first.at < last.at else { return nil }
        var (times, values) = ([Instant](), [Double]())
        for sighting in known {
            let value = sighting.status == .good ? 1.0 : 0
            // It changes at once, as far as anybody saw.
            if let before = values.last, before != value {
                times.append(sighting.at)
                values.append(before)
            }
            times.append(sighting.at)
            values.append(value)
        }
        // It says by itself when it is bad, so nothing is coloured.
        let line = Chart.Line(name: "health signal", times: times, values: values, gapSeconds: .infinity)
        let chart = chart("chart-health", line, unit: "", .large)
        let span: HTML = "\(HTML.time(first.at, first.at.timeOfDay)) to \(HTML.time(last.at, last.at.timeOfDay))"
        let caption: HTML =
            "<figcaption><strong>health signal</strong> <span>1 is good, 0 is bad; \(span)</span></figcaption>"
        return chart.map { "<figure>\(caption)<div class=\"frame\">\($0.svg)</div></figure>" }
    }

    /// The means before and after the trouble began.
    private func change(of series: MetricSeries) -> String {
        guard let onset = mark(.onset)?.at, let first = series.times.first, let last = series.times.last else {
            return ""
        }
        let before = series.mean(over: TimeWindow(from: first, until: onset))
        let after = series.mean(over: TimeWindow(from: onset, until: last.advanced(bySeconds: 1)))
        guard let before, let after else { return "" }
        return "mean \(Figure.text(before, series.unit)) → \(Figure.text(after, series.unit))"
    }

    private var legend: HTML {
        var items: [HTML] = []
        for kind in ReportMark.Kind.allCases {
            guard let mark = mark(kind) else { continue }
            let words: HTML = "\(HTML.line(mark.label, limit: 60)) \(HTML.time(mark.at, mark.at.timeOfDay))"
            items.append("<span class=\"key \(kind.rawValue)\">\(words)</span>")
        }
        return "<p class=\"legend\">\(items.joined(by: " "))</p>"
    }
}

import AutoSRECore

// The journaled metrics as pictures, those that decided first.
extension HTMLReport {
    private static let maximumCharts = 16

    var charts: [String] {
        let deciding = decidingMetrics
        var (large, small): ([String], [String]) = ([], [])
        for (id, series) in allSeries.prefix(Self.maximumCharts) {
            let isDeciding = deciding.contains(series.name)
            let figure = figure(series, id, isDeciding ? .large : .small)
            guard !figure.isEmpty else { continue }
            if isDeciding { large.append(figure) } else { small.append(figure) }
        }
        if let health { large.append(health) }
        guard !large.isEmpty || !small.isEmpty else { return [] }
        var lines = [legend]
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

    private func figure(_ series: MetricSeries, _ id: EvidenceID, _ frame: ChartFrame) -> String {
        let svg = Chart(series: series, marks: marks, frame: frame).svg
        guard !svg.isEmpty else { return "" }
        let name = HTMLText.line(series.name, limit: 100)
        let words = HTMLText.line(change(of: series), limit: 200)
        let link = "<a class=\"cite\" href=\"#\(Self.anchor(id))\">\(id.hex.prefix(8))</a>"
        let caption = "<figcaption><strong>\(name)</strong> <span>\(words)</span> \(link)</figcaption>"
        return "<figure>\(caption)\(svg)</figure>"
    }

    /// The health signal as it was read, from before the action to the recovery: the metrics end where evidence was
    /// gathered. Nothing where it was read less than twice.
    private var health: String? {
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
        let series = MetricSeries(name: "health signal", unit: "", times: times, values: values)
        let svg = Chart(series: series, marks: marks, frame: .signal).svg
        let span = "\(Self.time(first.at, first.at.timeOfDay)) to \(Self.time(last.at, last.at.timeOfDay))"
        let caption =
            "<figcaption><strong>health signal</strong> <span>1 is good, 0 is bad; \(span)</span></figcaption>"
        return "<figure>\(caption)\(svg)</figure>"
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

    private var legend: String {
        var items: [String] = []
        for kind in ReportMark.Kind.allCases {
            guard let mark = mark(kind) else { continue }
            let words = "\(HTMLText.line(mark.label, limit: 60)) \(Self.time(mark.at, mark.at.timeOfDay))"
            items.append("<span class=\"key \(kind.rawValue)\">\(words)</span>")
        }
        return "<p class=\"legend\">\(items.joined(separator: " "))</p>"
    }
}

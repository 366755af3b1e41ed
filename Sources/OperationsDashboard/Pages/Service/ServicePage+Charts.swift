import AutoSRECore
import AutoSREWeb
import ServiceSimulation

extension ServicePage {
    func chart(
        _ id: String, _ title: String, _ unit: ChartUnit, _ curves: [(String, Metric)],
        limit: Chart.Threshold? = nil
    ) -> HTML {
        let lines = curves.map { view.line($0.0, $0.1) }
        var chart = Chart(id: id, title: title, lines: lines, window: view.window, unit: unit.word, size: .medium)
        chart.marks = view.marks.suffix(Self.mostMarks).map(\.chartMark)
        chart.threshold = limit
        (chart.leastTop, chart.noise) = (unit.leastTop, unit.noise)
        // The keys above have the unit.
        if unit != .share { chart.tickUnit = "" }
        return """
            <figure class="chart">
            <figcaption><h3>\(title)</h3><p class="keys">\(chart.keys)</p></figcaption>
            <div class="frame">\(chart.svg)</div>
            <p class="story">\(chart.summary)</p>
            </figure>

            """
    }

    /// The newest are drawn: more would hide the curves.
    private static let mostMarks = 8

    var latencyChart: HTML {
        chart(
            "latency", "Latency", .milliseconds, [("p99", .latencyP99), ("p50", .latencyP50)],
            limit: Chart.Threshold(value: 500, name: "objective 500 ms"))
    }

    var errorChart: HTML {
        chart(
            "errors", "Errors", .share, [("Errors", .errorRate)],
            limit: Chart.Threshold(value: 0.05, name: "objective 5 %")
        )
    }

    var memoryChart: HTML {
        chart(
            "memory", "Memory", .megabytes, [("Memory", .memory)],
            limit: Chart.Threshold(value: 4096, name: "limit 4,096 MB", isAlwaysShown: true))
    }

    var loadChart: HTML { chart("load", "Load", .perSecond, [("Load", .requestRate)]) }

    var processorChart: HTML { chart("cpu", "CPU", .share, [("CPU", .cpu)]) }

    var poolChart: HTML {
        let size = service.pool.size
        return chart(
            "connections", "Connections", .connections, [("In use", .poolInUse), ("Waiting", .poolWaiting)],
            limit: Chart.Threshold(value: Double(size), name: "size \(size)", isAlwaysShown: true))
    }

    /// Links to other lengths of the charts.
    var rangeLinks: HTML {
        let links: [HTML] = Self.ranges.map { range in
            let current: HTML = range == minutes ? " aria-current=\"true\"" : ""
            let address = "\(tab.address(of: service.id))?minutes=\(range)"
            return "<li><a href=\"\(address)\"\(current)>\(range) min</a></li>"
        }
        return "<nav class=\"ranges\" aria-label=\"Time shown\"><ul>\(links)</ul></nav>"
    }
}

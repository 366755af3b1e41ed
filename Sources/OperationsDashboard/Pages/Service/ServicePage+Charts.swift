import AutoSRECore

extension ServicePage {
    func chart(
        _ id: String, _ title: String, _ unit: ChartUnit, _ curves: [(String, Metric)], limit: Chart.Limit? = nil
    ) -> HTML {
        let curves = curves.map { Chart.Curve(name: $0.0, values: view.values($0.1)) }
        return Chart(
            id: id, title: title, unit: unit, curves: curves, times: view.metrics.timestamps, span: view.span,
            marks: view.marks, limit: limit
        ).html
    }

    var latencyChart: HTML {
        chart(
            "latency", "Latency", .milliseconds, [("p99", .latencyP99), ("p50", .latencyP50)],
            limit: Chart.Limit(value: 500, name: "objective 500 ms"))
    }

    var errorChart: HTML {
        chart(
            "errors", "Errors", .share, [("Errors", .errorRate)], limit: Chart.Limit(value: 0.05, name: "objective 5 %")
        )
    }

    var memoryChart: HTML {
        chart(
            "memory", "Memory", .megabytes, [("Memory", .memory)],
            limit: Chart.Limit(value: 4096, name: "limit 4,096 MB", isAlwaysShown: true))
    }

    var loadChart: HTML { chart("load", "Load", .perSecond, [("Load", .requestRate)]) }

    var processorChart: HTML { chart("cpu", "CPU", .share, [("CPU", .cpu)]) }

    var poolChart: HTML {
        let size = service.pool.size
        return chart(
            "connections", "Connections", .connections, [("In use", .poolInUse), ("Waiting", .poolWaiting)],
            limit: Chart.Limit(value: Double(size), name: "size \(size)", isAlwaysShown: true))
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

/// Ways through the log lines of a component, by the request's first line in it.
struct LogSteps: Sendable {
    private var table = StepTable()

    init(_ logs: LogTable) {
        let rows = logs.time.indices.filter { logs.trace[$0] != 0 }
        let order = rows.sorted { left, right in
            (logs.trace[left], logs.component[left], logs.time[left], left)
                < (logs.trace[right], logs.component[right], logs.time[right], right)
        }
        var start = 0
        var begin = Double.infinity
        while start < order.count {
            let first = order[start]
            var end = start + 1
            while end < order.count, logs.trace[order[end]] == logs.trace[first],
                logs.component[order[end]] == logs.component[first]
            {
                end += 1
            }
            let way = order[(start + 1)..<end].map { Int(logs.template[$0]) }
            table.add(component: Int(logs.component[first]), context: Int(logs.template[first]), way: way)
            begin = min(begin, logs.time[first])
            if end == order.count || logs.trace[order[end]] != logs.trace[first] {
                table.endRequest(begin: begin)
                begin = .infinity
            }
            start = end
        }
    }

    func blames(_ logs: LogTable, _ windows: Windows) -> [SequenceShift] {
        table.blames(windows) { logs.templates[$0].isFailure }
    }
}

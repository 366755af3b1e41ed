/// Ways through the log lines of a component, by the request's first line in it.
struct LogSteps: Sendable {
    private var table = StepTable()
    /// Rows of one request in one component, in order, and when the request began, unix seconds.
    private var visits: [(component: Int32, rows: [Int], begin: Double)] = []

    init(_ logs: LogTable) {
        let rows = logs.time.indices.filter { logs.trace[$0] != 0 }
        let order = rows.sorted { left, right in
            (logs.trace[left], logs.component[left], logs.time[left], left)
                < (logs.trace[right], logs.component[right], logs.time[right], right)
        }
        var start = 0
        var begin = Double.infinity
        var first = 0
        while start < order.count {
            let row = order[start]
            var end = start + 1
            while end < order.count, logs.trace[order[end]] == logs.trace[row],
                logs.component[order[end]] == logs.component[row]
            {
                end += 1
            }
            let way = order[(start + 1)..<end].map { Int(logs.template[$0]) }
            table.add(component: Int(logs.component[row]), context: Int(logs.template[row]), way: way)
            visits.append((logs.component[row], Array(order[start..<end]), 0))
            begin = min(begin, logs.time[row])
            if end == order.count || logs.trace[order[end]] != logs.trace[row] {
                table.endRequest(begin: begin)
                for visit in first..<visits.count { visits[visit].begin = begin }
                first = visits.count
                begin = .infinity
            }
            start = end
        }
    }

    func blames(_ logs: LogTable, _ windows: Windows) -> [SequenceShift] {
        table.blames(windows) { logs.templates[$0].isFailure }
    }

    /// A step counted by what the templates' texts fit, as a reader would: requests that took it, of those that came to
    /// it.
    func counted(
        _ logs: LogTable, component: Int, context: String, from: String?, to: String, onset: Double
    ) -> (before: SequenceShift.Share, after: SequenceShift.Share) {
        let (context, from, to) = (LinePattern(context), from.map(LinePattern.init), LinePattern(to))
        var counts = (before: (with: 0, all: 0), after: (with: 0, all: 0))
        for visit in visits where Int(visit.component) == component {
            guard let first = visit.rows.first, context.matches(logs.line(first)) else { continue }
            var came = from == nil
            var took = false
            var isThere = came
            for row in visit.rows.dropFirst() {
                let line = logs.line(row)
                if isThere, to.matches(line) { took = true }
                isThere = from.map { $0.matches(line) } ?? false
                came = came || isThere
            }
            guard came else { continue }
            if visit.begin < onset {
                counts.before = (counts.before.with + (took ? 1 : 0), counts.before.all + 1)
            } else {
                counts.after = (counts.after.with + (took ? 1 : 0), counts.after.all + 1)
            }
        }
        return (
            .init(with: counts.before.with, all: counts.before.all),
            .init(with: counts.after.with, all: counts.after.all)
        )
    }
}

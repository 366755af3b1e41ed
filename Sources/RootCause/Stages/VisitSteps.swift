/// The order in which a request's lines come from components for the first time: where it breaks off, the component
/// that should have come next may have failed without a word. Logs only: of spans it is known who calls whom.
struct VisitSteps: Sendable {
    private var table = StepTable()

    init(_ logs: LogTable) {
        let visits = logs.time.indices.filter { logs.trace[$0] != 0 }.map { row in
            Visit(trace: logs.trace[row], time: logs.time[row], row: row, component: Int(logs.component[row]))
        }
        add(visits)
    }

    private struct Visit {
        let trace: UInt64
        let time: Double
        let row: Int
        let component: Int
    }

    private mutating func add(_ visits: [Visit]) {
        let order = visits.sorted { ($0.trace, $0.time, $0.row) < ($1.trace, $1.time, $1.row) }
        var start = 0
        while start < order.count {
            var end = start
            var way: [Int] = []
            while end < order.count, order[end].trace == order[start].trace {
                if !way.contains(order[end].component) { way.append(order[end].component) }
                end += 1
            }
            table.add(component: way[0], context: way[0], way: Array(way.dropFirst()))
            table.endRequest(begin: order[start].time)
            start = end
        }
    }

    func blames(_ windows: Windows) -> [SequenceShift] { table.blames(windows) { _ in false } }
}

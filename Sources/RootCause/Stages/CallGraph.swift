/// Who calls whom, by component number.
struct CallGraph: Sendable {
    private(set) var callees: [[Int]]

    init(count: Int, edges: [(caller: Int, callee: Int)]) {
        var sets = [Set<Int>](repeating: [], count: count)
        for edge in edges where edge.caller != edge.callee { sets[edge.caller].insert(edge.callee) }
        callees = sets.map { $0.sorted() }
    }

    var isEmpty: Bool { callees.allSatisfy(\.isEmpty) }

    /// Whether a component calls or is called.
    var isConnected: [Bool] { zip(isCalled, callees).map { $0 || !$1.isEmpty } }

    /// Whether anybody known calls a component.
    var isCalled: [Bool] {
        var called = [Bool](repeating: false, count: callees.count)
        for callee in callees.joined() { called[callee] = true }
        return called
    }

    /// All components that `start` calls, directly or through others, with the number of calls between; itself left
    /// out.
    func reachable(from start: Int) -> [(component: Int, distance: Int)] {
        var distance = [start: 0]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let component = queue[next]
            next += 1
            for callee in callees[component] where distance[callee] == nil {
                distance[callee] = (distance[component] ?? 0) + 1
                queue.append(callee)
            }
        }
        return queue.dropFirst().map { ($0, distance[$0] ?? 0) }
    }

    /// Edges that are given, that traces show, and that metrics name (`in_<caller>><callee>_latency`).
    init(_ evidence: CaseEvidence, _ entities: Entities) {
        var edges: [(caller: Int, callee: Int)] = []
        func add(_ caller: String, _ callee: String) {
            if let caller = entities.number(caller), let callee = entities.number(callee) {
                edges.append((caller, callee))
            }
        }
        for edge in evidence.edges { add(edge.caller, edge.callee) }
        for series in evidence.metrics.series {
            if let edge = CallGraph.edge(series.metric) { add(edge.caller, edge.callee) }
        }
        let spans = evidence.spans
        let numbers = spans.components.map { entities.number($0) }
        for row in 0..<spans.count where spans.parent[row] >= 0 {
            let caller = Int(spans.component[Int(spans.parent[row])])
            let callee = Int(spans.component[row])
            if caller != callee, let caller = numbers[caller], let callee = numbers[callee] {
                edges.append((caller, callee))
            }
        }
        self.init(count: entities.names.count, edges: edges)
    }

    /// Caller and callee of a metric `in_<caller>><callee>_<what>` or `out_…`; nil for any other.
    static func edge(_ metric: String) -> (caller: String, callee: String)? {
        guard let prefix = ["in_", "out_"].first(where: metric.hasPrefix), let arrow = metric.firstIndex(of: ">"),
            let end = metric.lastIndex(of: "_"), arrow < end
        else { return nil }
        let start = metric.index(metric.startIndex, offsetBy: prefix.count)
        guard start < arrow else { return nil }
        return (String(metric[start..<arrow]), String(metric[metric.index(after: arrow)..<end]))
    }
}

extension CallGraph {
    /// The same with an edge from what only its callers see, as a load balancer, to what may stand behind it.
    ///
    /// Such a front calls nobody that is known and says nothing of itself: all that is measured of it is how long its
    /// callers wait, how often they fail and how much they ask. Behind it may stand whatever the same caller is known
    /// to call that calls others, since there a request goes on; but nobody who calls the front, and nobody who takes
    /// longer than it by most of the figures that both have, for a front waits for what stands behind it.
    func withFronts(_ evidence: CaseEvidence, _ table: MetricTable, _ entities: Entities) -> CallGraph {
        var speaks = [Bool](repeating: false, count: callees.count)
        for name in evidence.spans.components + evidence.logs.components + evidence.events.map(\.component) {
            if let number = entities.number(name) { speaks[number] = true }
        }
        var waits = [[String: Double]](repeating: [:], count: callees.count)
        for series in table.series {
            guard let number = entities.number(series.entity) else { continue }
            switch SeriesKind.hint(series.metric) {
            case .latency: waits[number][series.metric] = Robust.median(series.values.filter { !$0.isNaN })
            case .error, .traffic: break
            case .resource, .other: speaks[number] = true
            }
        }
        let isCalled = isCalled
        let isFront = callees.indices.map { isCalled[$0] && callees[$0].isEmpty && !speaks[$0] && !waits[$0].isEmpty }
        guard isFront.contains(true) else { return self }
        let reached = callees.indices.map { Set(reachable(from: $0).map(\.component)) }
        var edges = callees.enumerated().flatMap { caller, callees in callees.map { (caller: caller, callee: $0) } }
        for called in callees {
            for front in called where isFront[front] {
                for other in called where !callees[other].isEmpty && !reached[other].contains(front) {
                    let shared = waits[front].compactMap { metric, wait in waits[other][metric].map { (wait, $0) } }
                    let isLonger = shared.count { $0 >= $1 } * 2 >= shared.count
                    if !shared.isEmpty, isLonger { edges.append((front, other)) }
                }
            }
        }
        return CallGraph(count: callees.count, edges: edges)
    }
}

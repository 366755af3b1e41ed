extension Verifier {
    /// Times without a child of an operation, of spans that start in a window, microseconds; calls of other components
    /// and untraced calls are left out.
    func work(_ operation: Predicate.Operation, _ window: Predicate.Window) -> [Double] {
        let all = spans.spans.indices.filter { spans.spans[$0].name == operation }
        let calling = all.count { !spans.spans[$0].children.isEmpty }
        let mostlyCalls = calling * 10 >= all.count
        return all.compactMap { span in
            guard window.contains(spans.spans[span].start / 1e6), spans.remoteChild(span) == nil else { return nil }
            if spans.spans[span].children.isEmpty && mostlyCalls { return nil }
            return spans.own(span)
        }
    }

    /// What an operation waits beyond the span that it calls, microseconds.
    func call(_ operation: Predicate.Operation, _ callee: String, _ window: Predicate.Window) -> [Double] {
        spans.spans.indices.compactMap { span in
            guard spans.spans[span].name == operation, window.contains(spans.spans[span].start / 1e6),
                let child = spans.remoteChild(span), spans.spans[child].component == callee
            else { return nil }
            return spans.free(span, of: [child])
        }
    }

    /// Requests with a step of a component's log, of those that came to where it is taken.
    func logSteps(
        _ component: String, _ context: String, _ from: String?, _ to: String, _ onset: Double
    ) -> (before: Predicate.Count, after: Predicate.Count) {
        struct Line {
            let component: String
            let time: Double
            let row: Int
        }
        var requests: [String: [Line]] = [:]
        for row in logs.rows.indices {
            let trace = logs.text(row, logs.column("trace_id"))
            guard !trace.isEmpty, let time = logs.number(row, logs.column("time")) else { continue }
            requests[trace, default: []].append(
                Line(component: logs.text(row, logs.column("component")), time: time, row: row))
        }
        var tally = Tally()
        for lines in requests.values {
            let own = lines.filter { $0.component == component }.sorted { ($0.time, $0.row) < ($1.time, $1.row) }
            guard let begin = lines.map(\.time).min(), !own.isEmpty else { continue }
            let texts = own.map { PlainLine(logs.text($0.row, logs.column("message"))) }
            guard texts[0].isOne(of: context) else { continue }
            // The first line is where the way begins, not a step of it.
            let way: [PlainLine?] = [nil] + texts.dropFirst().map { $0 } + [nil]
            var came = false
            var took = false
            for (earlier, later) in zip(way, way.dropFirst()) {
                guard from.map({ earlier?.isOne(of: $0) ?? false }) ?? (earlier == nil) else { continue }
                came = true
                took = took || later?.isOne(of: to) ?? false
            }
            tally.add(came, took, isBefore: begin < onset)
        }
        return tally.counts
    }

    /// The same through components, by their first lines.
    func visits(
        _ context: String, _ from: String, _ to: String, _ onset: Double
    ) -> (before: Predicate.Count, after: Predicate.Count) {
        var requests: [String: [(time: Double, row: Int)]] = [:]
        for row in logs.rows.indices {
            let trace = logs.text(row, logs.column("trace_id"))
            guard !trace.isEmpty, let time = logs.number(row, logs.column("time")) else { continue }
            requests[trace, default: []].append((time, row))
        }
        var tally = Tally()
        for lines in requests.values {
            var way: [String] = []
            let ordered = lines.sorted { ($0.time, $0.row) < ($1.time, $1.row) }
            for line in ordered {
                let component = logs.text(line.row, logs.column("component"))
                if !way.contains(component) { way.append(component) }
            }
            guard way.first == context, let place = way.firstIndex(of: from) else { continue }
            let took = place + 1 < way.count && way[place + 1] == to
            tally.add(true, took, isBefore: ordered[0].time < onset)
        }
        return tally.counts
    }

    /// The same through the calls of an operation.
    func spanSteps(
        _ place: Predicate.Place, _ from: Predicate.Operation?, _ to: Predicate.Operation, _ onset: Double
    ) -> (before: Predicate.Count, after: Predicate.Count) {
        var tally = Tally()
        for trace in spans.traces {
            var came = false
            var took = false
            for span in trace where isAt(place, span) {
                let way: [Predicate.Operation?] =
                    [nil] + spans.spans[span].children.map { spans.spans[$0].name } + [nil]
                for (earlier, later) in zip(way, way.dropFirst()) where earlier == from {
                    came = true
                    took = took || later == to
                }
            }
            let begin = trace.map { spans.spans[$0].start }.min() ?? 0
            tally.add(came, took, isBefore: begin < onset * 1e6)
        }
        return tally.counts
    }

    private func isAt(_ place: Predicate.Place, _ span: Int) -> Bool {
        guard spans.spans[span].name == place.operation else { return false }
        guard let parent = spans.spans[span].parent else { return place.under == nil && place.following == nil }
        guard spans.spans[parent].name == place.under else { return false }
        let siblings = spans.spans[parent].children
        guard let index = siblings.firstIndex(of: span) else { return false }
        return (index == 0 ? nil : spans.spans[siblings[index - 1]].name) == place.following
    }

    private struct Tally {
        private var early = (with: 0, all: 0)
        private var late = (with: 0, all: 0)

        mutating func add(_ came: Bool, _ took: Bool, isBefore: Bool) {
            guard came else { return }
            if isBefore {
                early = (early.with + (took ? 1 : 0), early.all + 1)
            } else {
                late = (late.with + (took ? 1 : 0), late.all + 1)
            }
        }

        var counts: (before: Predicate.Count, after: Predicate.Count) {
            (.init(with: early.with, all: early.all), .init(with: late.with, all: late.all))
        }
    }
}

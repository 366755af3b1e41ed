/// Traces read again for the verifier: spans as values, by trace.
struct PlainSpans {
    struct Span {
        let component: String
        let operation: String
        let start: Double
        let end: Double
        var parent: Int?
        var children: [Int] = []

        var name: Predicate.Operation { .init(component: component, name: operation) }
        var duration: Double { end - start }
    }

    private(set) var spans: [Span] = []
    private(set) var traces: [[Int]] = []

    init(_ table: PlainTable) {
        var byTrace: [String: Int] = [:]
        var byID: [String: Int] = [:]
        var parents: [(key: String, span: Int)] = []
        for row in table.rows.indices {
            guard let start = table.number(row, table.column("start_us")),
                let duration = table.number(row, table.column("duration_us")), duration >= 0, abs(start) < 0x1p53,
                duration < 0x1p53
            else { continue }
            let trace = table.text(row, table.column("trace_id"))
            spans.append(
                Span(
                    component: table.text(row, table.column("component")),
                    operation: table.text(row, table.column("operation")), start: start, end: start + duration))
            let span = spans.count - 1
            let place = byTrace[trace] ?? traces.count
            if place == traces.count {
                byTrace[trace] = place
                traces.append([])
            }
            traces[place].append(span)
            let key = trace + "\u{1}" + table.text(row, table.column("span_id"))
            if byID[key] == nil { byID[key] = span }
            let parent = table.text(row, table.column("parent_id"))
            if !parent.isEmpty { parents.append((trace + "\u{1}" + parent, span)) }
        }
        for (key, span) in parents {
            guard let parent = byID[key], parent != span else { continue }
            spans[span].parent = parent
            spans[parent].children.append(span)
        }
        let starts = spans.map(\.start)
        for span in spans.indices { spans[span].children.sort { (starts[$0], $0) < (starts[$1], $1) } }
    }

    /// Time of a span in which none of `others` runs, microseconds.
    func free(_ span: Int, of others: [Int]) -> Double {
        let whole = spans[span]
        var left = whole.duration
        var reached = whole.start
        for other in others.map({ spans[$0] }) {
            let from = max(reached, other.start)
            let to = min(whole.end, other.end)
            if to > from {
                left -= to - from
                reached = to
            }
        }
        return left
    }

    /// What a call waits for beyond the only child, when that is another component's.
    func remoteChild(_ span: Int) -> Int? {
        guard spans[span].children.count == 1, let child = spans[span].children.first else { return nil }
        return spans[child].component == spans[span].component ? nil : child
    }

    /// Time in which nothing below a span runs; siblings that run inside a childless span count as below it.
    func own(_ span: Int) -> Double {
        if !spans[span].children.isEmpty { return free(span, of: spans[span].children) }
        guard let parent = spans[span].parent, let place = spans[parent].children.firstIndex(of: span) else {
            return spans[span].duration
        }
        let inside = spans[parent].children.dropFirst(place + 1).prefix(16).filter { sibling in
            let other = spans[sibling]
            let shared = min(spans[span].end, other.end) - other.start
            return other.component == spans[span].component && shared > 0 && shared * 10 >= other.duration * 9
        }
        return free(span, of: Array(inside))
    }
}

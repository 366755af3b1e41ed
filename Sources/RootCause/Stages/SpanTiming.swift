/// Where time is made: for every span the time its children do not cover, and for every call between components what
/// the caller waits beyond the callee's own work.
struct SpanTiming: Sendable {
    /// Microseconds of the span in which no child of it runs.
    private(set) var exclusive: [Int]
    /// Row of the single child, when that child is another component's: then the exclusive time is the wire and the two
    /// ends' queues, not work. -1 otherwise.
    private(set) var remoteChild: [Int32]
    /// Number of children.
    private(set) var childCount: [Int32]
    private var ends: [Int]
    private var order: [Int32]

    /// A span's children, in order of start.
    func children(of row: Int) -> ArraySlice<Int32> { order[ends[row]..<ends[row + 1]] }

    /// Siblings looked at for one that runs inside another: instrumentation of event loops makes a pair or two.
    private static let nearSiblings = 16

    init(_ spans: SpanTable) {
        let count = spans.count
        childCount = [Int32](repeating: 0, count: count)
        for parent in spans.parent where parent >= 0 { childCount[Int(parent)] += 1 }
        ends = [Int](repeating: 0, count: count + 1)
        for row in 0..<count { ends[row + 1] = ends[row] + Int(childCount[row]) }
        var next = ends
        order = [Int32](repeating: 0, count: ends[count])
        for row in 0..<count where spans.parent[row] >= 0 {
            let parent = Int(spans.parent[row])
            order[next[parent]] = Int32(truncatingIfNeeded: row)
            next[parent] += 1
        }
        exclusive = [Int](repeating: 0, count: count)
        remoteChild = [Int32](repeating: -1, count: count)
        for row in 0..<count {
            let slice = ends[row]..<ends[row + 1]
            if slice.count > 1 { order[slice].sort { (spans.start[Int($0)], $0) < (spans.start[Int($1)], $1) } }
            exclusive[row] = Self.uncovered(row, by: order[slice], spans)
            if slice.count == 1 {
                let child = Int(order[slice.lowerBound])
                if spans.component[child] != spans.component[row] {
                    remoteChild[row] = Int32(truncatingIfNeeded: child)
                }
            }
        }
        for row in 0..<count where childCount[row] > 1 { adopt(ends[row]..<ends[row + 1], spans) }
    }

    /// Event loops report a handler and the call it makes as siblings: a childless span in which siblings of its
    /// component run, all but a tenth of their time, is treated as their parent.
    private mutating func adopt(_ siblings: Range<Int>, _ spans: SpanTable) {
        for place in siblings {
            let row = Int(order[place])
            guard childCount[row] == 0 else { continue }
            let end = spans.start[row] + spans.duration[row]
            let inside = order[(place + 1)..<min(siblings.upperBound, place + 1 + Self.nearSiblings)].filter {
                let sibling = Int($0)
                let shared = min(end, spans.start[sibling] + spans.duration[sibling]) - spans.start[sibling]
                return spans.component[sibling] == spans.component[row] && shared > 0
                    && shared * 10 >= spans.duration[sibling] * 9
            }
            if !inside.isEmpty { exclusive[row] = Self.uncovered(row, by: inside[...], spans) }
        }
    }

    /// Time of a span that no child covers; children that run at once are counted once, and clipped to the parent.
    private static func uncovered(_ row: Int, by children: ArraySlice<Int32>, _ spans: SpanTable) -> Int {
        let begin = spans.start[row]
        let end = begin + spans.duration[row]
        var covered = 0
        var reached = begin
        for child in children.map({ Int($0) }) {
            let from = max(reached, spans.start[child])
            let to = min(end, spans.start[child] + spans.duration[child])
            if to > from {
                covered += to - from
                reached = to
            }
        }
        return spans.duration[row] - covered
    }
}

/// Extra time a component makes, rather than suffers, since the onset.
struct TimeMade: Sendable {
    /// Mean over the component's calls, in and out, of how much longer the caller waits beyond the callee's work: µs.
    /// What the other end's remaining calls show as well is the other end's.
    var gap = 0.0
    /// µs of extra own work per request.
    var work = 0.0
    /// µs of extra waiting per request.
    var waiting = 0.0
    /// Nats, by the rest of the system as control group.
    var gapSurprise = 0.0
    var workSurprise = 0.0
    /// Index of the shift that grew most, of calls and of work.
    var call: Int?
    var operation: Int?

    var surprise: Double { max(gapSurprise, workSurprise) }
}

enum TimeMaking {
    /// Spans below which an operation's median is not judged.
    static let fewest = 5
    /// Spans before the onset below which there is no "before".
    static let fewestBefore = 3

    /// What a comparison with other calls weighs, beside one with the time before.
    static let withoutBefore = 0.5

    private struct Edge {
        let caller: Int
        let callee: Int
        let growth: Double
        let shift: Int
    }

    /// By index of the span table's components.
    static func find(components: Int, _ shifts: [TraceShift], requests: Int) -> [TimeMade] {
        var made = [TimeMade](repeating: TimeMade(), count: components)
        gaps(shifts, requests: requests, into: &made)
        work(shifts, requests: requests, into: &made)
        return made
    }

    private static func gaps(_ shifts: [TraceShift], requests: Int, into made: inout [TimeMade]) {
        // Without a time before, what three in four calls of the system cost at most stands in.
        let usual = Robust.quantile(
            shifts.compactMap { shift in
                if case .call = shift.subject, shift.counts.after >= fewest { return shift.after }
                return nil
            }.sorted(), 0.75)
        var edges: [Edge] = []
        for (index, shift) in shifts.enumerated() where shift.counts.after >= fewest {
            guard case .call(let caller, let callee, _) = shift.subject else { continue }
            let growth = shift.counts.before >= fewestBefore ? shift.growth : shift.after - (usual ?? shift.after)
            edges.append(Edge(caller: caller, callee: callee, growth: growth, shift: index))
        }
        let usualGrowth = usually(edges.map(\.growth))
        let touching = Touching(edges, components: made.count)
        for component in made.indices where !touching.edges[component].isEmpty {
            var sum = 0.0
            var extra = 0.0
            var significance = 0.0
            var strongest: Edge?
            for edge in touching.edges[component].map({ edges[$0] }) {
                let other = edge.caller == component ? edge.callee : edge.caller
                let left = edge.growth - min(max(0, edge.growth), max(0, touching.elsewhere(other, than: component)))
                sum += left
                extra += left * Double(shifts[edge.shift].counts.after)
                significance = max(significance, shifts[edge.shift].significance)
                if edge.growth > strongest?.growth ?? -.infinity { strongest = edge }
            }
            made[component].gap = sum / Double(touching.edges[component].count)
            made[component].waiting = extra / Double(max(1, requests))
            made[component].call = strongest?.shift
            let nats = min(significance, surprise(made[component].gap, usual: usualGrowth))
            // Calls differ anyway: without a time before, less is known.
            let isKnown = strongest.map { shifts[$0.shift].counts.before >= fewestBefore } ?? true
            made[component].gapSurprise = isKnown ? nats : withoutBefore * nats
        }
    }

    /// The calls of each component, and what they grow on average without those to another one.
    private struct Touching {
        private(set) var edges: [[Int]]
        private var sums: [(growth: Double, count: Int)]
        private var pairs: [Int: (growth: Double, count: Int)] = [:]

        init(_ all: [Edge], components: Int) {
            edges = [[Int]](repeating: [], count: components)
            sums = [(growth: Double, count: Int)](repeating: (0, 0), count: components)
            for (index, edge) in all.enumerated() {
                for end in edge.caller == edge.callee ? [edge.caller] : [edge.caller, edge.callee] {
                    edges[end].append(index)
                    sums[end] = (sums[end].growth + edge.growth, sums[end].count + 1)
                }
                let pair = pairs[Self.key(edge.caller, edge.callee)] ?? (0, 0)
                pairs[Self.key(edge.caller, edge.callee)] = (pair.growth + edge.growth, pair.count + 1)
            }
        }

        private static func key(_ one: Int, _ other: Int) -> Int { min(one, other) << 32 | max(one, other) }

        /// Mean growth of a component's calls without those to or from `excluded`; 0 without any.
        func elsewhere(_ component: Int, than excluded: Int) -> Double {
            let pair = pairs[Self.key(component, excluded)] ?? (0, 0)
            let count = sums[component].count - pair.count
            return count > 0 ? (sums[component].growth - pair.growth) / Double(count) : 0
        }
    }

    private static func work(_ shifts: [TraceShift], requests: Int, into made: inout [TimeMade]) {
        var growth: [(component: Int, extra: Double, shift: Int)] = []
        var largest = [Double](repeating: 0, count: made.count)
        for (index, shift) in shifts.enumerated()
        where shift.counts.after >= fewest && shift.counts.before >= fewestBefore {
            guard case .work(let component, _) = shift.subject else { continue }
            let extra = shift.growth * Double(shift.counts.after) / Double(max(1, requests))
            growth.append((component, extra, index))
            made[component].work += extra
            if extra > largest[component] {
                largest[component] = extra
                made[component].operation = index
            }
        }
        let usualGrowth = usually(growth.map(\.extra))
        for component in made.indices where made[component].work > 0 {
            let significance = made[component].operation.map { shifts[$0].significance } ?? 0
            made[component].workSurprise = min(significance, surprise(made[component].work, usual: usualGrowth))
        }
    }

    /// Growth below a millisecond, as one call's, is no incident.
    private static let leastGrowth = 1_000.0

    /// By how much the calls and operations of the system change anyway: a standard deviation, from the lower quartile
    /// of the absolute changes (0.3186 sigmas of a normal sample), which a fault that touches most of them does not
    /// move.
    private static func usually(_ growth: [Double]) -> Double {
        max(leastGrowth, (Robust.quantile(growth.map(abs).sorted(), 0.25) ?? 0) / 0.3186)
    }

    /// Nats, as far out as a Student distribution with 3 degrees of freedom falls with the third power.
    private static func surprise(_ growth: Double, usual: Double) -> Double {
        growth > 0 ? Surprise.defaultIndex * Math.log(1 + growth / usual) : 0
    }
}

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
        // Without a time before, what a call usually costs here stands in.
        let usual = Robust.median(
            shifts.compactMap { shift in
                if case .call = shift.subject, shift.counts.after >= fewest { return shift.after }
                return nil
            })
        var edges: [Edge] = []
        for (index, shift) in shifts.enumerated() where shift.counts.after >= fewest {
            guard case .call(let caller, let callee, _) = shift.subject else { continue }
            let growth = shift.counts.before >= fewestBefore ? shift.growth : shift.after - (usual ?? shift.after)
            edges.append(Edge(caller: caller, callee: callee, growth: growth, shift: index))
        }
        let usualGrowth = usually(edges.map(\.growth))
        for component in made.indices {
            let own = edges.filter { $0.caller == component || $0.callee == component }
            guard !own.isEmpty else { continue }
            var sum = 0.0
            var extra = 0.0
            for edge in own {
                let other = edge.caller == component ? edge.callee : edge.caller
                let others = edges.filter {
                    ($0.caller == other || $0.callee == other) && $0.caller != component && $0.callee != component
                }
                let shared = others.isEmpty ? 0 : others.reduce(0) { $0 + $1.growth } / Double(others.count)
                let left = edge.growth - min(max(0, edge.growth), max(0, shared))
                sum += left
                extra += left * Double(shifts[edge.shift].counts.after)
            }
            made[component].gap = sum / Double(own.count)
            made[component].waiting = extra / Double(max(1, requests))
            made[component].call = own.max { ($0.growth, $1.shift) < ($1.growth, $0.shift) }?.shift
            let significance = own.map { shifts[$0.shift].significance }.max() ?? 0
            made[component].gapSurprise = min(significance, surprise(made[component].gap, usual: usualGrowth))
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

import AutoSRECore
import AutoSRETesting
import Testing

/// Every predicate: where it holds, where it does not, what too little evidence says, and the very edge.
@Suite(.timeLimit(.minutes(1))) struct PredicateTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let predicate: Predicate
        let bodies: [EvidenceBody]
        var whole: TimeWindow?
        let holds: Bool
        var testDescription: String { name }

        init(_ name: String, _ predicate: Predicate, _ bodies: [EvidenceBody], whole: TimeWindow? = nil, _ holds: Bool)
        {
            (self.name, self.predicate, self.bodies) = (name, predicate, bodies)
            (self.whole, self.holds) = (whole, holds)
        }
    }

    private static func at(_ seconds: Double) -> Instant { Sample.time(seconds) }
    private static func window(_ from: Double, _ until: Double) -> TimeWindow {
        TimeWindow(from: at(from), until: at(until))
    }
    private static let hour = window(0, 60)

    @Test(arguments: logs + metrics + history + states) func aPredicateHoldsWhereTheTableSays(_ row: Row) throws {
        let origin = Provenance("test", readAt: Self.at(60))
        let whole = row.whole.map { Completeness(whole: $0) }
        let evidence = try row.bodies.map { body in
            try MintedEvidence(
                safe: RawEvidence(body, about: .service("checkout"), from: origin, completeness: whole)
            ).evidence
        }
        #expect(row.predicate.holds(over: evidence) == row.holds, "\(row.name)")
        #expect(try JSON.decode(Predicate.self, from: JSON.encode(row.predicate)) == row.predicate)
    }

    private static func lines(_ times: Double...) -> EvidenceBody {
        .logs(times.map { LogLine(at: at($0), message: "pool 7 is empty", level: "ERROR") })
    }
    private static func match(_ count: Int, _ pattern: String = "pool <*> is empty") -> Predicate {
        .logsMatch(pattern: pattern, window: hour, atLeast: count)
    }
    private static func lack(_ count: Int) -> Predicate {
        .logsLack(pattern: "pool <*> is empty", window: hour, atMost: count)
    }

    private static let logs: [Row] = [
        Row("as many lines as asked for", match(2), [lines(1, 2)], true),
        Row("one line too few", match(3), [lines(1, 2)], false),
        Row("the first instant is inside", match(1), [lines(0)], true),
        Row("the last is not", match(1), [lines(60)], false),
        Row("lines of two sources count together", match(2), [lines(1), lines(2)], true),
        Row("no logs at all", match(0), [], false),
        Row("no lines are none", match(0), [.logs([])], true),
        Row("only part of the line", match(1, "pool <*> is"), [lines(1)], false),
        Row("a star for nothing", match(1, "pool 7<*> is empty"), [lines(1)], true),
        Row("a pattern without a star", match(1, "pool 7 is empty"), [lines(1)], true),
        Row("parts do not overlap", match(1, "pool 7 is empty<*>empty"), [lines(1)], false),
        Row("in the order of the line", match(1, "<*>empty<*>pool<*>"), [lines(1)], false),
        Row("absent from all there was", lack(0), [.logs([])], whole: hour, true),
        Row("absent as far as anybody knows", lack(0), [.logs([])], false),
        Row("absent from a part", lack(0), [.logs([])], whole: window(0, 59), false),
        Row("there once too often", lack(1), [lines(1, 2)], whole: hour, false),
        Row("there as often as may be", lack(2), [lines(1, 2)], whole: hour, true),
        Row("absent without logs", lack(0), [], whole: hour, false),
    ]

    private static func curve(_ values: [(Double, Double)]) -> EvidenceBody {
        .metrics([MetricSeries(name: "p99", unit: "ms", times: values.map { at($0.0) }, values: values.map(\.1))])
    }
    private static func shift(_ ratio: Double, _ name: String = "p99") -> Predicate {
        .metricShifted(name: name, before: window(0, 30), after: window(30, 60), ratio: ratio)
    }
    private static func least(_ value: Double) -> Predicate { .metricAtLeast(name: "p99", window: hour, value: value) }
    private static func most(_ value: Double) -> Predicate { .metricAtMost(name: "p99", window: hour, value: value) }
    private static let steady = curve([(0, 10), (10, 10), (20, 10), (30, 10), (40, 10), (50, 10)])

    private static let metrics: [Row] = [
        Row("twice as much", shift(2), [curve([(0, 10), (30, 20)])], true),
        Row("not quite twice", shift(2), [curve([(0, 10), (30, 19.99)])], false),
        Row("half", shift(0.5), [curve([(0, 10), (30, 5)])], true),
        Row("not quite half", shift(0.5), [curve([(0, 10), (30, 5.01)])], false),
        Row("the same is no shift", shift(1), [curve([(0, 10), (30, 10)])], false),
        Row("nothing from nothing", shift(2), [curve([(0, 0), (30, 0)])], false),
        Row("something from nothing", shift(2), [curve([(0, 0), (30, 1)])], true),
        Row("no samples before", shift(2), [curve([(30, 20)])], false),
        Row("no samples after", shift(2), [curve([(0, 20)])], false),
        Row("another metric", shift(2, "p50"), [curve([(0, 10), (30, 20)])], false),
        Row("no metrics", shift(2), [], false),
        Row("at least the mean", least(15), [curve([(0, 10), (30, 20)])], true),
        Row("a little more than the mean", least(15.01), [curve([(0, 10), (30, 20)])], false),
        Row("at least, without samples in the window", least(0), [curve([(60, 10)])], false),
        Row("at most the mean", most(10), [steady], true),
        Row("a little less than the mean", most(9.99), [steady], false),
        Row("at most, with a hole", most(10), [curve([(0, 10), (10, 10), (20, 10), (50, 10)])], false),
        Row("at most, with too few samples", most(10), [curve([(0, 10), (50, 10)])], false),
        Row("at most, and the end is missing", most(10), [curve([(0, 10), (10, 10), (20, 10), (30, 10)])], false),
        Row("at most, without metrics", most(10), [], false),
    ]

    private static func deployed(_ times: Double...) -> EvidenceBody {
        .changes(times.map { Change(rollout: "v2", of: .service("checkout"), at: at($0), status: "running") })
    }
    private static let v2 = Predicate.deployed(version: "v2", window: hour)
    private static let calm = Predicate.nothingDeployed(window: hour)

    private static let history: [Row] = [
        Row("deployed in the window", v2, [deployed(0)], true),
        Row("deployed at its end", v2, [deployed(60)], false),
        Row("deployed before", v2, [deployed(-1)], false),
        Row("another version", .deployed(version: "v1", window: hour), [deployed(1)], false),
        Row("no history", v2, [], false),
        Row("nothing deployed, of all there is", calm, [deployed(-1, 60)], whole: hour, true),
        Row("nothing deployed, as far as anybody knows", calm, [deployed(-1)], false),
        Row("nothing deployed, in a part", calm, [deployed(-1)], whole: window(1, 60), false),
        Row("something deployed", calm, [deployed(59.9)], whole: hour, false),
        Row("nothing deployed, and no history", calm, [], whole: hour, false),
        Row("an empty history that is whole", calm, [.changes([])], whole: hour, true),
    ]

    private static func state(_ statuses: [String], pool: Int? = nil) -> EvidenceBody {
        .state(
            ServiceState(
                version: "v2", replicasDesired: 3, replicasMaximum: 9,
                instances: statuses.map {
                    ServiceState.Instance(id: $0, version: "v2", startedAt: at(0), status: $0)
                },
                pool: pool.map { ServiceState.Pool(size: 10, inUse: $0, waiting: 0, restartedAt: at(0)) }))
    }
    private static func crashing(_ count: Int, of version: String? = "v2") -> Predicate {
        .instances(version: version, statuses: ["crashed", "restarting"], atLeast: count)
    }
    private static func health(_ status: HealthReading.Status) -> EvidenceBody {
        .health(HealthReading(status, at: at(0), detail: ""))
    }

    private static let states: [Row] = [
        Row("as many instances as asked for", crashing(2), [state(["crashed", "restarting", "running"])], true),
        Row("one too few", crashing(2), [state(["crashed", "running"])], false),
        Row("of any version", crashing(1, of: nil), [state(["crashed"])], true),
        Row("of another version", crashing(1, of: "v1"), [state(["crashed"])], false),
        Row("no state", crashing(0), [], false),
        Row("as many connections as asked for", .poolInUse(atLeast: 9), [state([], pool: 9)], true),
        Row("one connection too few", .poolInUse(atLeast: 9), [state([], pool: 8)], false),
        Row("no pool", .poolInUse(atLeast: 0), [state([])], false),
        Row("pool without state", .poolInUse(atLeast: 0), [], false),
        Row("the signal said so", .health(.bad), [health(.good), health(.bad)], true),
        Row("the signal said something else", .health(.bad), [health(.unknown)], false),
        Row("no signal", .health(.unknown), [], false),
    ]

    @Test func onlyAbsencesAreAbsences() {
        let all = (Self.logs + Self.metrics + Self.history + Self.states).map(\.predicate)
        for predicate in all {
            switch predicate {
            case .logsLack, .nothingDeployed: #expect(predicate.isAbsence)
            default: #expect(!predicate.isAbsence)
            }
        }
    }
}

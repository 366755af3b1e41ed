public import AutoSRECore
import AutoSREEngine

/// Many runs in one world, each moved by `Engine.advance` alone, one step at a time in an order drawn from the seed, by
/// processes that die in between: what a dispatcher does, without its clock.
public struct SimulatedFleet: Sendable {
    /// The world.
    public let cloud: SimulatedCloud
    /// The runs.
    public let runs: [RunID]
    /// How many processes it took.
    public let processes: Int
    /// How often two steps after another were of different runs.
    public let interleavings: Int
    /// The bounds they ran within.
    public let limits: Limits

    /// Steps after which a fleet is given up, as one that goes nowhere.
    private static let patience = 20_000

    /// Works on `count` incidents about one service until all runs are closed.
    public static func run(
        seed: UInt64, count: Int, faults: Int = 6, _ variation: SimulatedIncident.Variation = .init()
    ) async throws -> SimulatedFleet {
        let cloud = SimulatedCloud(seed: seed, faults: faults)
        let limits = SimulatedIncident.limits(cloud, seed: seed)
        var number = 1
        func worker() -> (SimulatedProcess, Engine) {
            let process = SimulatedProcess(cloud, number: number, defects: variation.defects)
            return (process, SimulatedIncident.engine(process, limits, variation))
        }
        var (process, engine) = worker()
        var dice = SplitMix64(seed ^ 0xF1EE7)
        var runs: [RunID] = []
        for index in 0..<count {
            runs.append(try await engine.open(SimulatedIncident.signal(seed &+ UInt64(index), at: process.now())))
        }
        var (due, isMine) = ([RunID: Instant](), Set(runs))
        var (last, interleavings, steps) = (RunID?.none, 0, 0)
        while let open = Self.open(runs, cloud), steps < patience {
            steps += 1
            let run = Self.next(of: open, due, cloud, &dice)
            if run != last { interleavings += 1 }
            last = run
            do {
                if isMine.insert(run).inserted { try await engine.take(run) }
                switch try await engine.advance(run) {
                case .again, .closed: due[run] = nil
                case .due(let instant), .waitingForApproval(_, let instant): due[run] = instant
                }
            } catch is StoreError {
                process.kill()
                (number, due, isMine) = (number + 1, [:], [])
                (process, engine) = worker()
            }
        }
        return SimulatedFleet(
            cloud: cloud, runs: runs, processes: number, interleavings: interleavings, limits: limits)
    }

    /// The runs that are not closed; nil where all are.
    private static func open(_ runs: [RunID], _ cloud: SimulatedCloud) -> [RunID]? {
        let open = runs.filter { cloud.stored($0).last?.event != .closed }
        return open.isEmpty ? nil : open
    }

    /// Any one that is due; where none is, the time moves on to the first.
    private static func next(
        of open: [RunID], _ due: [RunID: Instant], _ cloud: SimulatedCloud, _ dice: inout SplitMix64
    ) -> RunID {
        let now = cloud.now
        var ready = open.filter { due[$0].map { $0 <= now } ?? true }
        if ready.isEmpty, let first = open.min(by: { due[$0] ?? now < due[$1] ?? now }) {
            cloud.advance(seconds: (due[first] ?? now).seconds(since: now))
            ready = [first]
        }
        return ready[Int(dice.next() % UInt64(ready.count))]
    }

    /// What some of these runs did though another had done it in vain before, in words; all of it is within a day.
    public static func repeats(_ runs: [Run]) -> [String] {
        runs.flatMap { run in
            let begun = run.attempts.flatMap(\.intents)
            return runs.filter { $0.id != run.id }.flatMap(\.vainAttempts).filter { vain in
                begun.contains { $0.at > vain.at && ActionKinds.standard.isSame($0.action, as: vain.action) }
            }.map { "\(run.id) did what \($0.run) had done in vain: \($0.action.summary)" }
        }
    }

    /// What must hold of all of them together, in words; empty where it does.
    public var violations: [String] {
        var found = cloud.violations
        var intents: Set<String> = []
        for id in runs {
            let journal = cloud.stored(id)
            guard let run = try? Run(replaying: journal) else {
                found.append("\(id): the journal does not replay")
                continue
            }
            intents.formUnion(run.rounds.flatMap(\.intents).map(\.key))
            var own = run.phase == .closed ? [] : ["never closed, stopped at \(run.phase.rawValue)"]
            own += Invariants.gate(journal) + Invariants.openEnds(journal)
            if run.seq > limits.entries { own.append("too many entries") }
            if run.notifications.isEmpty { own.append("nobody was told") }
            if run.conclusion?.outcome == .escalated, run.hasActed { own.append("escalated after an action") }
            found += own.map { "\(id): \($0)" }
        }
        found += Self.repeats(runs.compactMap { try? Run(replaying: cloud.stored($0)) })
        for (key, count) in cloud.effects.sorted(by: { $0.key < $1.key }) {
            if count > 1 { found.append("\(key) reached the world \(count) times") }
            if !intents.contains(key) { found.append("\(key) reached the world without an intent") }
        }
        return found
    }
}

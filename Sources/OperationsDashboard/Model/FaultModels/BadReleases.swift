import AutoSRECore

/// One version lacks a configuration key: each instance of it exits soon after its start and is started again after a
/// delay that doubles up to a minute.
struct CrashLoop: FaultModel {
    let version: String
    static let key = "PAYMENT_GATEWAY_URL"
    private static let lifetime = 3.0
    private static let delays = [10.0, 20, 40, 60]

    func phase(of instance: Instance, at now: Instant) -> Instance.Phase {
        guard instance.version == version else {
            return Instance.Phase(status: .running, startedAt: instance.startedAt, restarts: instance.restarts)
        }
        let age = now.seconds(since: instance.startedAt)
        let round = Self.round(at: age)
        let started = Self.start(of: round)
        return Instance.Phase(
            status: age - started < Self.lifetime ? .starting : .crashed,
            startedAt: instance.startedAt.advanced(bySeconds: started), restarts: instance.restarts + round)
    }

    /// Seconds from the first start to the start of `round`.
    private static func start(of round: Int) -> Double {
        var seconds = 0.0
        for delay in delays.prefix(round) { seconds += lifetime + delay }
        return seconds + Double(max(round - delays.count, 0)) * (lifetime + delays[delays.count - 1])
    }

    private static func round(at age: Double) -> Int {
        let early = start(of: delays.count)
        if age >= early { return delays.count + Int((age - early) / (lifetime + delays[delays.count - 1])) }
        return (0..<delays.count).last { start(of: $0) <= age } ?? 0
    }

    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        for instance in fleet.instances where instance.version == version {
            let round = Self.round(at: until.seconds(since: instance.startedAt))
            for round in max(round - 1, 0)...max(round, 0) {
                lines += attempt(round, of: instance)
            }
        }
        return lines.filter { from <= $0.timestamp && $0.timestamp < until }
    }

    private func attempt(_ round: Int, of instance: Instance) -> [ShopLogLine] {
        let start = instance.startedAt.advanced(bySeconds: Self.start(of: round))
        func line(_ after: Double, _ level: ShopLogLine.Level, _ text: String) -> ShopLogLine {
            ShopLogLine(timestamp: start.advanced(bySeconds: after), level: level, instance: instance.id, message: text)
        }
        let delay = Int(Self.delays[min(round, Self.delays.count - 1)])
        var lines = [
            line(2.4, .error, "missing required configuration key \(Self.key)"),
            line(2.5, .error, "checkout \(version) cannot start: configuration is incomplete, exiting with status 78"),
            line(Self.lifetime, .warn, "instance exited with status 78, starting it again in \(delay) s"),
        ]
        if round > 0 { lines.insert(line(0, .info, "starting checkout \(version)"), at: 0) }
        return lines
    }
}

/// One version's instances start, run and never become ready, so that the rollout stands still at half the fleet.
struct Unready: FaultModel {
    let version: String
    private static let period = 10.0

    func phase(of instance: Instance, at now: Instant) -> Instance.Phase {
        var status = Instance.Status.running
        if instance.version == version { status = now.seconds(since: instance.startedAt) < 2 ? .starting : .notReady }
        return Instance.Phase(status: status, startedAt: instance.startedAt, restarts: instance.restarts)
    }

    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        for instance in fleet.instances where instance.version == version {
            let probes = Int64(until.seconds(since: instance.startedAt) / Self.period)
            let at = instance.startedAt.advanced(bySeconds: Double(probes) * Self.period)
            guard probes > 0, from <= at, at < until else { continue }
            let text = "readiness probe failed on checkout \(version): GET /ready answered 503 after \(probes) tries"
            lines.append(ShopLogLine(timestamp: at, level: .error, instance: instance.id, message: text))
            guard probes % 3 == 1 else { continue }
            let why = "not ready: schema migration 42 is missing, database is at 41"
            lines.append(ShopLogLine(timestamp: at, level: .warn, instance: instance.id, message: why))
        }
        return lines
    }
}

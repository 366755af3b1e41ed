import AutoSRECore

/// Three times the usual load since the onset.
struct Surge: FaultModel {
    let onset: Instant
    let factor: Double

    func loadFactor(at now: Instant) -> Double {
        1 + (factor - 1) * settled(now.seconds(since: onset), over: 10)
    }
}

/// After a network blip connections are taken and never given back, until the pool itself is restarted: the pool is
/// shared by all instances and outlives them.
struct PoolLeak: FaultModel {
    let onset: Instant

    func leakedConnections(in fleet: Fleet, at now: Instant) -> Double {
        guard let since = fleet.pool.leaksSince else { return 0 }
        return 47 * settled(now.seconds(since: since), over: 5)
    }

    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine] {
        let blip = onset.advanced(bySeconds: -4)...onset.advanced(bySeconds: 10)
        let texts: [(ShopLogLine.Level, String)]
        if blip.contains(from) {
            texts = [
                (.error, "connection to db-primary:5432 lost: connection reset by peer"),
                (
                    .warn,
                    "network unreachable while talking to db-primary:5432, retrying in \(random.whole(80...400)) ms"
                ),
                (.error, "connection to db-primary:5432 lost: connection reset by peer"),
            ]
        } else if fleet.pool.leaksSince.map({ $0 < from }) ?? false, random.unit() < 0.5 {
            let held = Int(from.seconds(since: fleet.pool.leaksSince ?? from)) + 1
            texts = [
                (.warn, "database connection \(random.hex(6)) not returned to the pool for \(held) s, leak suspected")
            ]
        } else {
            return []
        }
        return texts.map { level, text in
            let at = from.advanced(bySeconds: random.unit() * until.seconds(since: from))
            return ShopLogLine(timestamp: at, level: level, instance: random.pick(fleet.instances).id, message: text)
        }
    }
}

/// A provider outside answers no longer within the time a request waits for it.
struct ProviderDown: FaultModel {
    let onset: Instant
    let usual: Double
    static let timeout = 5000.0

    func providerLatency(at now: Instant) -> Double? {
        usual + (Self.timeout - usual) * settled(now.seconds(since: onset), over: 6)
    }
}

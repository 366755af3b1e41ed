import AutoSRECore

/// One version keeps every session it has seen. The sessions are shared: since the release their number grows, and an
/// instance of that version loads them all within seconds of its start, which is why a restart helps only so long.
struct ReleaseLeak: FaultModel {
    let version: String
    let release: Instant
    let limitMB: Double
    let usualReplicas: Int

    func heap(of instance: Instance, in fleet: Fleet, at now: Instant) -> Double {
        guard instance.version == version else { return instance.heapMB }
        let backlog = settled(now.seconds(since: release), over: 72)
        let share = Double(fleet.instances.count) / Double(usualReplicas)
        let loaded = settled(now.seconds(since: instance.startedAt), over: 16 * max(share, 0.5))
        return instance.heapMB + (0.97 * limitMB - instance.heapMB) * backlog * loaded
    }

    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine] {
        let leaking = fleet.instances.filter { $0.version == version }
        guard !leaking.isEmpty, random.unit() < 0.25 else { return [] }
        let instance = random.pick(leaking)
        let used = heap(of: instance, in: fleet, at: from)
        let sessions = Int(used * 271) + random.whole(0...900)
        let text = "session cache of checkout \(version) holds \(sessions) entries (\(Int(used)) MB), none expired"
        let at = from.advanced(bySeconds: random.unit() * until.seconds(since: from))
        return [ShopLogLine(timestamp: at, level: .warn, instance: instance.id, message: text)]
    }
}

/// Every version leaks with the traffic, a few megabytes a minute by day. Deployments hand the sessions over, so that
/// only a restart empties the heap.
struct SlowLeak: FaultModel {
    let limitMB: Double
    static let megabytesPerMinute = 5.0

    var handsHeapOver: Bool { true }

    func heap(of instance: Instance, in fleet: Fleet, at now: Instant) -> Double {
        let grown = now.seconds(since: instance.heapAt) / 60 * Self.megabytesPerMinute
        return min(instance.heapMB + max(grown, 0), 0.97 * limitMB)
    }
}

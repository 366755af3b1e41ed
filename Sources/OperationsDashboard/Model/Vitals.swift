import AutoSRECore
import ServiceSimulation

extension Vitals {
    /// Whether users are served as they should be.
    func isHealthy(desired: Int) -> Bool {
        ready >= 0.75 * Double(desired) && p99 <= 500 && errorRate <= 0.05
    }

    /// What a curve shows while it still moves from an older value: `rest` is how much of `residue` is left.
    func lagging(_ residue: Vitals, rest: Double) -> Vitals {
        var shown = self
        shown.p50 = max(p50 + residue.p50 * rest, 1)
        shown.p99 = max(p99 + residue.p99 * rest, shown.p50)
        shown.errorRate = min(max(errorRate + residue.errorRate * rest, 0), 1)
        shown.cpu = min(max(cpu + residue.cpu * rest, 0), 1)
        shown.gcPause = max(gcPause + residue.gcPause * rest, 0)
        return shown
    }

    /// The difference that `lagging` adds.
    func residue(over new: Vitals) -> Vitals {
        var rest = Vitals.zero
        rest.p50 = p50 - new.p50
        rest.p99 = p99 - new.p99
        rest.errorRate = errorRate - new.errorRate
        rest.cpu = cpu - new.cpu
        rest.gcPause = gcPause - new.gcPause
        return rest
    }
}

extension Vitals {
    /// Measures `fleet` as `ailment` has it.
    init(of fleet: Fleet, _ profile: ServiceProfile, _ ailment: any FaultModel, at now: Instant) {
        self = .zero
        requestRate = profile.load * ailment.loadFactor(at: now)
        providerLatency = ailment.providerLatency(at: now) ?? profile.providerLatency
        census(fleet, profile, ailment, now)
        let cold = fleet.restartedAt.map { 1 - settled(now.seconds(since: $0), over: 8) } ?? 0
        demand = ready > 0 ? requestRate * profile.cost * (1 + 0.35 * cold) / ready : 0
        let pause = CollectionPause(heapFilled: heapFilled)
        gcPause = pause.milliseconds
        cpu = ready > 0 ? min(demand + pause.cpu, 1) : 0.02
        let shortage = usePool(profile, pause, leaked: ailment.leakedConnections(in: fleet, at: now))
        suffer(profile, pause, shortage: shortage)
    }

    private mutating func census(_ fleet: Fleet, _ profile: ServiceProfile, _ ailment: any FaultModel, _ now: Instant) {
        var heaps = 0.0
        restarts = Double(fleet.retiredRestarts)
        for instance in fleet.instances {
            let phase = ailment.phase(of: instance, at: now)
            restarts += Double(phase.restarts)
            guard phase.status != .crashed, phase.status != .starting else {
                heaps += 180
                continue
            }
            let heap = ailment.heap(of: instance, in: fleet, at: now)
            heaps += heap
            guard phase.status == .running else { continue }
            ready += 1
            heapFilled = max(heapFilled, heap / profile.memoryLimitMB)
        }
        memoryMB = heaps / Double(max(fleet.instances.count, 1))
    }

    /// Takes connections; returns the share of requests that find none, 0 to 1.
    private mutating func usePool(
        _ profile: ServiceProfile, _ pause: CollectionPause, leaked: Double
    ) -> Double {
        let size = Double(profile.poolSize)
        let slowness = 1 + min(pause.slowness + max(demand - 0.7, 0) * 0.5, 0.8)
        let busy = min(requestRate / profile.load, 1.6)
        let wanted = ready > 0 ? profile.connections * busy * slowness : 0
        let missing = max(leaked + wanted - size, 0)
        poolInUse = min(leaked + wanted, size)
        poolWaiting = missing * 4
        return wanted > 0 ? min(missing / wanted, 1) : 0
    }

    private mutating func suffer(
        _ profile: ServiceProfile, _ pause: CollectionPause, shortage: Double
    ) {
        guard ready > 0 else {
            (p50, p99, errorRate) = (1000, 1200, 1)
            return
        }
        let overload = min(max(demand - 0.72, 0), 1.2)
        let waiting = max(providerLatency - profile.providerLatency, 0)
        p50 = profile.p50 * (1 + overload * 4) + pause.medianDelay + shortage * 400 + waiting * 0.1
        p99 = profile.p99 + pause.tailDelay + overload * 4500 + shortage * 3000 + waiting
        errorRate = profile.errorRate + max(1 - 1 / max(demand, 1), 0) + pause.errorRate
        errorRate += shortage * 0.4 + waiting / ProviderDown.timeout * 0.35
        errorRate = min(errorRate, 1)
    }
}

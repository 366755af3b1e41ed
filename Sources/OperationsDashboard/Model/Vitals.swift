import AutoSRECore

/// What can be measured of a service at one moment, without noise. Times in milliseconds, memory in MB, rates a second.
struct Vitals: Sendable {
    var requestRate = 0.0
    var p50 = 0.0
    var p99 = 0.0
    var errorRate = 0.0
    /// Of one core, mean over the ready instances.
    var cpu = 0.0
    var memoryMB = 0.0
    var gcPause = 0.0
    var restarts = 0.0
    var ready = 0.0
    var poolInUse = 0.0
    var poolWaiting = 0.0
    var providerLatency = 0.0
    /// Cores wanted per ready instance; above 1 requests queue.
    var demand = 0.0
    /// The fullest ready heap, 0 to 1.
    var heapFilled = 0.0

    static let zero = Vitals()

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

    /// A collection pauses longer the fuller the heap is.
    static func pause(filled: Double) -> Double {
        let crowded = max(filled - 0.6, 0) / 0.4
        return 10 + 1400 * crowded * crowded
    }
}

extension Vitals {
    /// Measures `fleet` as `ailment` has it.
    init(of fleet: Fleet, _ profile: Profile, _ ailment: any FaultModel, at now: Instant) {
        requestRate = profile.load * ailment.loadFactor(at: now)
        providerLatency = ailment.providerLatency(at: now) ?? profile.providerLatency
        census(fleet, profile, ailment, now)
        let cold = fleet.restartedAt.map { 1 - settled(now.seconds(since: $0), over: 8) } ?? 0
        demand = ready > 0 ? requestRate * profile.cost * (1 + 0.35 * cold) / ready : 0
        gcPause = Self.pause(filled: heapFilled)
        cpu = ready > 0 ? min(demand + min(gcPause / 2500, 0.4), 1) : 0.02
        let shortage = usePool(profile, leaked: ailment.leakedConnections(in: fleet, at: now))
        suffer(profile, shortage: shortage)
    }

    private mutating func census(_ fleet: Fleet, _ profile: Profile, _ ailment: any FaultModel, _ now: Instant) {
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
    private mutating func usePool(_ profile: Profile, leaked: Double) -> Double {
        let size = Double(profile.poolSize)
        let slowness = 1 + min(gcPause / 2000 + max(demand - 0.7, 0) * 0.5, 0.8)
        let busy = min(requestRate / profile.load, 1.6)
        let wanted = ready > 0 ? profile.connections * busy * slowness : 0
        let missing = max(leaked + wanted - size, 0)
        poolInUse = min(leaked + wanted, size)
        poolWaiting = missing * 4
        return wanted > 0 ? min(missing / wanted, 1) : 0
    }

    private mutating func suffer(_ profile: Profile, shortage: Double) {
        guard ready > 0 else {
            (p50, p99, errorRate) = (1000, 1200, 1)
            return
        }
        let overload = min(max(demand - 0.72, 0), 1.2)
        let waiting = max(providerLatency - profile.providerLatency, 0)
        p50 = profile.p50 * (1 + overload * 4) + gcPause * 0.08 + shortage * 400 + waiting * 0.1
        p99 = profile.p99 + gcPause * 1.8 + overload * 4500 + shortage * 3000 + waiting
        errorRate = 0.002 + max(1 - 1 / max(demand, 1), 0) + max(gcPause - 250, 0) / 5000
        errorRate += shortage * 0.4 + waiting / ProviderDown.timeout * 0.35
        errorRate = min(errorRate, 1)
    }
}

/// What can be measured of a service at one moment, without noise. Times in milliseconds, memory in MB, rates a second.
public struct Vitals: Sendable {
    /// Requests that come in.
    public var requestRate = 0.0
    /// The median answer.
    public var p50 = 0.0
    /// The slowest answer of a hundred.
    public var p99 = 0.0
    /// The share of requests that fail.
    public var errorRate = 0.0
    /// Of one core, mean over the ready instances.
    public var cpu = 0.0
    /// Heap, mean over the instances.
    public var memoryMB = 0.0
    /// Of the garbage collector.
    public var gcPause = 0.0
    /// Of instances, ever.
    public var restarts = 0.0
    /// Instances that take requests.
    public var ready = 0.0
    /// Database connections that are taken.
    public var poolInUse = 0.0
    /// Requests that wait for one.
    public var poolWaiting = 0.0
    /// The outside provider's answers.
    public var providerLatency = 0.0
    /// Cores wanted per ready instance; above 1 requests queue.
    public var demand = 0.0
    /// The fullest ready heap, 0 to 1.
    public var heapFilled = 0.0

    /// Nothing anywhere.
    public static let zero = Vitals()

    private init() {}

    /// A quiet minute of a service.
    public init(quiet profile: ServiceProfile) {
        (p50, p99, errorRate) = (profile.p50, profile.p99, profile.errorRate)
        (requestRate, ready) = (profile.load, Double(profile.replicas))
        demand = requestRate * profile.cost / ready
        cpu = demand
        memoryMB = profile.heapMB
        heapFilled = memoryMB / profile.memoryLimitMB
        gcPause = CollectionPause(heapFilled: heapFilled).milliseconds
        (poolInUse, providerLatency) = (profile.connections, profile.providerLatency)
    }
}

/// One pause of the garbage collector, and what it does to those who wait: the fuller the heap, the longer.
public struct CollectionPause: Sendable {
    /// How long it is.
    public let milliseconds: Double

    /// The pause at a heap that is filled so far, 0 to 1: up to 60 % nobody notices it.
    @inlinable public init(heapFilled: Double) {
        let crowded = max(heapFilled - 0.6, 0) / 0.4
        milliseconds = 10 + 1400 * crowded * crowded
    }

    /// What the median answer waits longer, in milliseconds.
    @inlinable public var medianDelay: Double { milliseconds * 0.08 }
    /// What the slowest answer of a hundred waits longer, in milliseconds: it meets more than one.
    @inlinable public var tailDelay: Double { milliseconds * 1.8 }
    /// Of one core, what collecting takes.
    @inlinable public var cpu: Double { min(milliseconds / 2500, 0.4) }
    /// The share of requests that give up meanwhile.
    @inlinable public var errorRate: Double { max(milliseconds - 250, 0) / 5000 }
    /// By what share longer a request holds its database connection, without a bound.
    @inlinable public var slowness: Double { milliseconds / 2000 }
}

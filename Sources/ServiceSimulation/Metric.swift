/// One curve of a service, by its name in the dashboard's `GET /api/services/{id}/metrics`.
public enum Metric: String, CaseIterable, Sendable {
    /// The median answer.
    case latencyP50 = "latency_p50_ms"
    /// The slowest answer of a hundred.
    case latencyP99 = "latency_p99_ms"
    /// The share of requests that failed.
    case errorRate = "error_rate"
    /// Requests that came in.
    case requestRate = "request_rate"
    /// Of one core, mean over the instances.
    case cpu = "cpu_utilization"
    /// Heap, mean over the instances.
    case memory = "memory_used_mb"
    /// Pauses of the garbage collector.
    case gcPause = "gc_pause_ms"
    /// Restarts of instances, ever.
    case restarts = "restarts_total"
    /// Instances that take requests.
    case ready = "ready_instances"
    /// Database connections that are taken.
    case poolInUse = "pool_in_use"
    /// Requests that wait for a database connection.
    case poolWaiting = "pool_waiting"
    /// The outside provider's answers.
    case provider = "provider_latency_ms"

    /// The unit of its values.
    public var unit: String {
        switch self {
        case .latencyP50, .latencyP99, .gcPause, .provider: "ms"
        case .errorRate, .cpu: "ratio"
        case .requestRate: "1/s"
        case .memory: "MB"
        case .restarts: "restarts"
        case .ready: "instances"
        case .poolInUse: "connections"
        case .poolWaiting: "requests"
        }
    }

    /// The value without noise.
    @inlinable public func value(in vitals: Vitals) -> Double {
        switch self {
        case .latencyP50: vitals.p50
        case .latencyP99: vitals.p99
        case .errorRate: vitals.errorRate
        case .requestRate: vitals.requestRate
        case .cpu: vitals.cpu
        case .memory: vitals.memoryMB
        case .gcPause: vitals.gcPause
        case .restarts: vitals.restarts
        case .ready: vitals.ready
        case .poolInUse: vitals.poolInUse
        case .poolWaiting: vitals.poolWaiting
        case .provider: vitals.providerLatency
        }
    }

    /// How far noise moves a value at most, as a share of it.
    @inlinable public var noise: Double {
        switch self {
        case .latencyP50: 0.06
        case .latencyP99: 0.12
        case .errorRate: 0.3
        case .requestRate, .cpu: 0.06
        case .memory: 0.008
        case .gcPause: 0.15
        case .poolInUse, .poolWaiting: 0.15
        case .provider: 0.1
        case .restarts, .ready: 0
        }
    }

    /// What a value cannot exceed.
    @inlinable public func ceiling(_ profile: ServiceProfile) -> Double {
        switch self {
        case .errorRate, .cpu: 1
        case .poolInUse: Double(profile.poolSize)
        case .memory: profile.memoryLimitMB
        default: .infinity
        }
    }

    /// A value as precisely as it is measured: shares to four digits, counts as whole numbers, others to one digit.
    @inlinable public func rounded(_ value: Double) -> Double {
        switch self {
        case .errorRate, .cpu: (value * 10_000).rounded() / 10_000
        case .restarts, .ready, .poolInUse, .poolWaiting: value.rounded()
        default: (value * 10).rounded() / 10
        }
    }
}

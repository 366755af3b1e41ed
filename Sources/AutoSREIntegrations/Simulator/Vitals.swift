/// What a scenario's service measures at one moment, without noise; the defaults are a quiet minute.
struct Vitals {
    var p50 = 42.0
    var p99 = 160.0
    var errorRate = 0.002
    var requestRate = 120.0
    /// Of one core.
    var cpu = 0.42
    var memoryMB = 640.0
    var gcPause = 10.0
    var restarts = 0.0
    var ready = 4.0
    var poolInUse = 14.0
    var poolWaiting = 0.0
    var providerLatency = 85.0

    static let memoryLimitMB = 4096.0
    static let replicas = 4
    static let maximumReplicas = 12
    static let poolSize = 50

    /// A heap above 60 % makes collections pause, and pauses make answers late.
    mutating func suffer(heapMB: Double) {
        memoryMB = heapMB
        let crowded = max(heapMB / Self.memoryLimitMB - 0.6, 0) / 0.4
        gcPause = 10 + 1400 * crowded * crowded
        p50 += gcPause * 0.08
        p99 += gcPause * 1.8
        cpu += min(gcPause / 2500, 0.4)
        errorRate += max(gcPause - 250, 0) / 5000
        poolInUse *= 1 + min(gcPause / 2000, 0.8)
    }
}

/// One curve: its name and unit as the operations dashboard has them, its value, and how far noise moves it.
struct Curve {
    let name: String
    let unit: String
    let value: @Sendable (Vitals) -> Double
    let noise: Double
    let digits: Double

    private init(
        _ name: String, _ unit: String, noise: Double, digits: Double = 10,
        _ value: @escaping @Sendable (Vitals) -> Double
    ) {
        (self.name, self.unit, self.value, self.noise, self.digits) = (name, unit, value, noise, digits)
    }

    static let all: [Curve] = [
        Curve("latency_p50_ms", "ms", noise: 0.06) { $0.p50 },
        Curve("latency_p99_ms", "ms", noise: 0.12) { $0.p99 },
        Curve("error_rate", "ratio", noise: 0.3, digits: 10_000) { $0.errorRate },
        Curve("request_rate", "1/s", noise: 0.06) { $0.requestRate },
        Curve("cpu_utilization", "ratio", noise: 0.06, digits: 10_000) { $0.cpu },
        Curve("memory_used_mb", "MB", noise: 0.008) { $0.memoryMB },
        Curve("gc_pause_ms", "ms", noise: 0.15) { $0.gcPause },
        Curve("restarts_total", "restarts", noise: 0, digits: 1) { $0.restarts },
        Curve("ready_instances", "instances", noise: 0, digits: 1) { $0.ready },
        Curve("pool_in_use", "connections", noise: 0.15, digits: 1) { $0.poolInUse },
        Curve("pool_waiting", "requests", noise: 0, digits: 1) { $0.poolWaiting },
        Curve("provider_latency_ms", "ms", noise: 0.1) { $0.providerLatency },
    ]

    func measured(_ vitals: Vitals, stream: UInt64, index: Int) -> Double {
        var dice = Noise(stream: stream, index: index)
        let value = value(vitals) * (1 + noise * dice.swing())
        return (value * digits).rounded() / digits
    }
}

/// What a metric measures, told by words of the field in its name.
enum MetricRole: Hashable {
    case latency, errors, load, cpu, memory, collection, restarts, ready, poolInUse, poolWaiting, dependency, other

    /// The role of a metric; the first word that fits decides, so that a provider's latency is not taken for our own.
    init(name: String) {
        let name = name.lowercased()
        for (role, words) in Self.words where words.contains(where: { name.contains($0) }) {
            self = role
            return
        }
        self = .other
    }

    private static let words: [(MetricRole, [String])] = [
        (.dependency, ["provider", "upstream", "dependency", "external", "third_party", "downstream", "outbound"]),
        (.poolWaiting, ["pool_wait", "pool_pending", "pool_queue", "connections_wait", "connections_pending"]),
        (.poolInUse, ["pool", "connections_active", "connections_used", "active_connections", "db_connections"]),
        (.collection, ["gc_", "_gc", "garbage", "pause"]),
        (.latency, ["latency", "duration", "response_time", "p50", "p90", "p95", "p99"]),
        (.errors, ["error", "5xx", "fail", "exception"]),
        (.memory, ["memory", "heap", "rss", "working_set"]),
        (.cpu, ["cpu", "processor"]),
        (.restarts, ["restart", "crash"]),
        (.ready, ["ready", "available", "healthy_", "_healthy", "instances_up"]),
        (.load, ["request", "throughput", "rps", "qps", "traffic", "calls", "invocations"]),
    ]

    /// Whether users feel it, so that it dates the trouble.
    var isSymptom: Bool { self == .latency || self == .errors || self == .ready || self == .restarts }

    /// Whether a move in this direction can be trouble.
    func isTrouble(rising: Bool) -> Bool { self == .ready ? !rising : self == .other || rising }
}

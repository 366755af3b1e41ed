/// What a service is like when nothing is wrong. Times in milliseconds, memory in MB, rates a second.
public struct ServiceProfile: Sendable {
    /// What it is called in paths.
    public let id: String
    /// What people call it.
    public let name: String
    /// Instances that it usually has.
    public let replicas: Int
    /// Requests a second.
    public let load: Double
    /// Core seconds that one request costs.
    public let cost: Double
    /// The median answer.
    public let p50: Double
    /// The slowest answer of a hundred, before pauses of the garbage collector are added.
    public let p99: Double
    /// What is on the heap.
    public let heapMB: Double
    /// Connections that a normal load holds.
    public let connections: Double
    /// Whom it calls outside.
    public let provider: String
    /// How long those take.
    public let providerLatency: Double
    /// Apart from every other service's, so that their noise differs.
    public let stream: UInt64
    /// The share of requests that fail anyway.
    public let errorRate = 0.002
    /// The most instances.
    public let maximumReplicas = 12
    /// The most database connections.
    public let poolSize = 50
    /// What a heap has room in.
    public let memoryLimitMB: Double = 4096

    /// The shop's checkout, which every fault is about.
    public static let checkout = ServiceProfile(
        id: "checkout", name: "Checkout", replicas: 4, load: 120, cost: 0.014, p50: 42, p99: 160, heapMB: 620,
        connections: 14, provider: "api.fraudshield.example", providerLatency: 85, stream: 1000)

    /// The shop's payments, which are fine.
    public static let payments = ServiceProfile(
        id: "payments", name: "Payments", replicas: 3, load: 55, cost: 0.011, p50: 58, p99: 190, heapMB: 540,
        connections: 9, provider: "api.cardgate.example", providerLatency: 130, stream: 2000)
}

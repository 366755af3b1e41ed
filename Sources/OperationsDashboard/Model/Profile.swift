/// What a service is like when nothing is wrong.
struct Profile: Sendable {
    let id: String
    let name: String
    let replicas: Int
    /// Requests a second.
    let load: Double
    /// Core seconds that one request costs.
    let cost: Double
    let p50: Double
    /// Before pauses of the garbage collector are added.
    let p99: Double
    let heapMB: Double
    /// Connections that a normal load holds.
    let connections: Double
    let provider: String
    let providerLatency: Double
    /// Apart from every other service's, so that their noise differs.
    let stream: UInt64
    let maximumReplicas = 12
    let poolSize = 50
    let memoryLimitMB: Double = 4096

    static let checkout = Profile(
        id: "checkout", name: "Checkout", replicas: 4, load: 120, cost: 0.014, p50: 42, p99: 160, heapMB: 620,
        connections: 14, provider: "api.fraudshield.example", providerLatency: 85, stream: 1000)

    static let payments = Profile(
        id: "payments", name: "Payments", replicas: 3, load: 55, cost: 0.011, p50: 58, p99: 190, heapMB: 540,
        connections: 9, provider: "api.cardgate.example", providerLatency: 130, stream: 2000)
}

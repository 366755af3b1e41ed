/// What is wrong with the shop: the choices of `autosre dashboard --fault` and `POST /api/faults`.
public enum Fault: String, CaseIterable, Sendable, Codable {
    /// Checkout v1.4.2 leaks since its release; rolling back heals.
    case leakyRelease = "leaky-release"
    /// Checkout v1.4.2 lacks a configuration key, its instances exit and restart; rolling back heals.
    case badConfig = "bad-config"
    /// Checkout v1.4.2's instances fail readiness, half the fleet is old; rolling back heals.
    case badRollout = "bad-rollout"
    /// Every version has leaked for days; a restart heals for hours.
    case slowLeak = "slow-leak"
    /// Three times the load; enough replicas heal.
    case trafficSurge = "traffic-surge"
    /// Connections leaked after a network blip; restarting the pool heals.
    case poolExhausted = "pool-exhausted"
    /// A provider outside times out; nothing here heals.
    case thirdPartyDown = "third-party-down"
    /// As `leakyRelease`, and Payments was released 3 minutes ago, harmless.
    case decoy
    /// The shop is fine.
    case none

    /// One line for a person: what is wrong.
    public var title: String {
        switch self {
        case .leakyRelease: "Checkout v1.4.2 leaks memory since its release"
        case .badConfig: "Checkout v1.4.2 lacks a configuration key and crashes in a loop"
        case .badRollout: "Checkout v1.4.2 never becomes ready and its rollout stands at half"
        case .slowLeak: "Checkout has leaked memory for days, whatever its version"
        case .trafficSurge: "Three times the usual load saturates Checkout"
        case .poolExhausted: "Checkout's database pool is full of leaked connections"
        case .thirdPartyDown: "A provider outside the shop times out"
        case .decoy: "Checkout v1.4.2 leaks memory, and Payments was released after it, harmless"
        case .none: "Nothing is wrong"
        }
    }

    /// The incident type that monitoring would raise; `none` raises nothing, so any type may stand for it.
    public var alert: String {
        switch self {
        case .badConfig: "crash_loop"
        case .badRollout: "deployment_failure"
        case .slowLeak: "memory_leak"
        case .leakyRelease, .trafficSurge, .poolExhausted, .thirdPartyDown, .decoy, .none: "latency_spike"
        }
    }

    /// Whether Checkout's running release is as young as the fault: 12 minutes at start.
    var isRecentRelease: Bool {
        switch self {
        case .leakyRelease, .badConfig, .badRollout, .decoy: true
        case .slowLeak, .trafficSurge, .poolExhausted, .thirdPartyDown, .none: false
        }
    }
}

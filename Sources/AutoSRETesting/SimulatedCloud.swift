public import AutoSRECore
import Synchronization

/// One seeded world that outlives the simulated processes: a service with a hidden trouble, a store, a clock, a chat
/// room. Same seed, same run, byte for byte.
public final class SimulatedCloud: Sendable {
    /// What is really wrong; only the world knows.
    public enum Trouble: CaseIterable, Sendable {
        /// Gone once v1 runs.
        case release
        /// Gone once there are at least six instances.
        case capacity
        /// Gone once the instances are fresh.
        case leak
        /// Nothing that the agent can do helps.
        case outside
        /// Gone by itself after a while.
        case passing
    }

    /// Everything that changes.
    struct State {
        var random: SplitMix64
        /// A stream of its own, because readings happen beside other work.
        var healthRandom: SplitMix64
        var now = Instant(seconds: 1_800_000_000)
        var faults: Int
        var dead: Set<Int> = []
        var version = "v2"
        var replicas = 3
        var startedAt = Instant(seconds: 1_799_000_000)
        var poolSince = Instant(seconds: 1_799_000_000)
        var effects: [String: Int] = [:]
        /// Changes that were taken and show later.
        var coming: [(at: Instant, state: ResourceState)] = []
        var deliveries: [String: Int] = [:]
        var faultsHit: Set<String> = []
        var paths: Set<RarePath> = []
        var passesAt: Instant
        var isSilentUntil: Instant
        var journals: [RunID: [JournalEntry]] = [:]
        var leases: [RunID: Lease] = [:]
        var incidents: [RunID: Incident] = [:]
        var book = TargetBook()
        var bodies: [EvidenceID: EvidenceBody] = [:]
    }

    /// What is really wrong.
    public let trouble: Trouble
    /// When the simulation begins.
    public let start: Instant
    /// How many readings per hundred get no answer.
    public let silencePercent: UInt64
    let state: Mutex<State>

    /// Makes the world of `seed`, in which up to `faults` things go wrong.
    public init(seed: UInt64, faults: Int) {
        var random = SplitMix64(seed)
        trouble = Trouble.allCases[Int(random.next() % 5)]
        silencePercent = random.chance(1, in: 4) ? 60 : 5
        let passes = Double(random.next() % 3000) / 1000
        let silence = random.chance(1, in: 20) ? 1e6 : 0
        let state = State(
            random: random, healthRandom: SplitMix64(seed ^ 0xFFFF), faults: faults,
            passesAt: Instant(seconds: 1_800_000_000).advanced(bySeconds: passes),
            isSilentUntil: Instant(seconds: 1_800_000_000).advanced(bySeconds: silence))
        start = state.now
        self.state = Mutex(state)
    }

    /// How often each intent's effect reached the world.
    public var effects: [String: Int] { state.withLock { $0.effects } }
    /// How often each reporter delivered.
    public var deliveries: [String: Int] { state.withLock { $0.deliveries } }
    /// The faults that really happened.
    public var faultsHit: Set<String> { state.withLock { $0.faultsHit } }
    /// The rare paths that production code marked.
    public var paths: Set<RarePath> { state.withLock { $0.paths } }
    /// The time now.
    public var now: Instant { state.withLock { $0.now } }
    /// The journal of a run, as stored.
    public func stored(_ run: RunID) -> [JournalEntry] { state.withLock { $0.journals[run] ?? [] } }
    /// Whether the service is well.
    public var isHealthy: Bool { state.withLock { isHealthy($0) } }
    /// Whether everything that can be taken back is as it was at the start.
    public var isReverted: Bool { state.withLock { $0.version == "v2" && $0.replicas == 3 } }
    /// Lets time pass, as an operator who waits before restarting a process.
    public func advance(seconds: Double) { state.withLock { $0.now = $0.now.advanced(bySeconds: seconds) } }

    func isHealthy(_ state: State) -> Bool {
        switch trouble {
        case .release: state.version == "v1"
        case .capacity: state.replicas >= 6
        case .leak: state.startedAt >= start
        case .outside: false
        case .passing: state.now >= state.passesAt
        }
    }
}

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
        /// How far the machine's clock is from the true time, in seconds.
        var skew = 0.0
        /// How often a process may still be stopped.
        var pauses = 3
        /// Seconds that passed by the machine's clock and in which nobody could do anything.
        var lostSeconds = 0.0
        /// When something was last changed, and whether the service was well until then.
        var changedAt = Instant(seconds: 0)
        var wasHealthy = false
        /// Whether the service was given fresh instances.
        var isFresh = false
        /// Whether the policy in force forbids everything.
        var isForbidden = false
        /// Another run that has the target, until when by the true time, and whether it changes it then.
        var rival: Rival?
        /// The runs of which a later program has spoken.
        var leftByLater: [RunID: LeftByLater] = [:]
        /// What happens once in the middle of somebody's work.
        var intruder: (@Sendable () async -> Void)?
        /// The version that ran before this run changed anything.
        var original = "v2"
        /// What must never happen and did.
        var violations: [String] = []
        var passesAt: Instant
        var isSilentUntil: Instant
        var journals: [RunID: [JournalEntry]] = [:]
        var leases: [RunID: Lease] = [:]
        var incidents: [RunID: Incident] = [:]
        var book = TargetBook()
        /// What was sent and not taken.
        var inbox: [Message] = []
        /// Whether somebody writes to a run after every step, and how often that was; the last may be a cancel.
        var writes = false
        var written: [RunID: Int] = [:]
        var cancelsAt: Int?
        var bodies: [EvidenceID: [UInt8]] = [:]
    }

    /// What is really wrong.
    public let trouble: Trouble
    /// When the simulation begins.
    public let start: Instant
    /// How many readings per hundred get no answer.
    public let silencePercent: UInt64
    /// What else is hard about this world.
    public let hardship: Hardship
    /// Seconds before the health signal can show a change.
    public let latencySeconds: Double
    /// Seconds from a change that helps to its effect.
    let warmUpSeconds: Double
    let state: Mutex<State>

    /// Makes the world of `seed`, in which up to `faults` things go wrong.
    /// - Parameter isHeard: whether the health signal always answers, which in most worlds it now and then does not.
    public init(seed: UInt64, faults: Int, hardship: Hardship = .none, isHeard: Bool = false) {
        var random = SplitMix64(seed)
        trouble = Trouble.allCases[Int(random.next() % 5)]
        let silent: UInt64 = random.chance(1, in: 4) ? 60 : 5
        silencePercent = isHeard ? 0 : silent
        let passes = Double(random.next() % 3000) / 1000
        let silence = random.chance(1, in: 20) && !isHeard ? 1e6 : 0
        self.hardship = hardship
        latencySeconds = hardship == .lateSignal ? 1.2 : 0
        warmUpSeconds = [.pause, .clockForward, .clockBack].contains(hardship) ? 0.7 : 0
        let state = State(
            random: random, healthRandom: SplitMix64(seed ^ 0xFFFF), faults: faults,
            passesAt: Instant(seconds: 1_800_000_000).advanced(bySeconds: passes),
            isSilentUntil: Instant(seconds: 1_800_000_000).advanced(bySeconds: silence))
        start = state.now
        self.state = Mutex(state)
    }

    /// How often each intent's effect reached the world.
    public var effects: [String: Int] { state.withLock { $0.effects } }
    /// How often each notifier delivered.
    public var deliveries: [String: Int] { state.withLock { $0.deliveries } }
    /// The faults that really happened.
    public var faultsHit: Set<String> { state.withLock { $0.faultsHit } }
    /// The rare paths that production code marked.
    public var paths: Set<RarePath> { state.withLock { $0.paths } }
    /// The time now, by the machine's clock.
    public var now: Instant { state.withLock(\.wall) }
    /// Seconds that nobody could use.
    var lostSeconds: Double { state.withLock(\.lostSeconds) }
    /// What must never happen and did, noted where the world saw it.
    public var violations: [String] { state.withLock(\.violations) }
    /// The journal of a run, as stored.
    public func stored(_ run: RunID) -> [JournalEntry] { state.withLock { $0.journals[run] ?? [] } }
    /// Whether the service is well.
    public var isHealthy: Bool { state.withLock { isHealthy($0) } }
    /// Whether everything that can be taken back is as it was at the start.
    public var isReverted: Bool { state.withLock { $0.version == $0.original && $0.replicas == 3 } }
    /// Lets time pass, as an operator who waits before restarting a process.
    public func advance(seconds: Double) { state.withLock { $0.now = $0.now.advanced(bySeconds: seconds) } }

    func isHealthy(_ state: State) -> Bool {
        let isWarm = state.now.seconds(since: state.changedAt) >= warmUpSeconds
        return switch trouble {
        case .release: state.version == "v1" && isWarm
        case .capacity: state.replicas >= 6 && isWarm
        case .leak: state.isFresh && isWarm
        case .outside: false
        case .passing: state.now >= state.passesAt
        }
    }
}

extension SimulatedCloud.State {
    /// The time by the machine's clock, which the agent and the service share.
    var wall: Instant { now.advanced(bySeconds: skew) }
}

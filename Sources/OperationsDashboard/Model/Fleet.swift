import AutoSRECore
import ServiceSimulation

/// What a service consists of from `since` until the next change: between two changes everything that can be seen is a
/// function of time, so nothing has to tick.
struct Fleet: Sendable {
    let since: Instant
    let cause: Cause
    /// The version that is wanted; a stalled rollout's instances may be older.
    var version: String
    var desired: Int
    var instances: [Instance]
    /// Restarts of instances that are gone.
    var retiredRestarts = 0
    /// When caches were last emptied by a restart.
    var restartedAt: Instant?
    var pool: Pool
    /// Names the instances of one deployment.
    var generation = 0
    /// What the curves still show of the time before this change; it decays.
    var residue = Vitals.zero

    struct Pool: Sendable {
        var restartedAt: Instant
        /// Since when connections leak; `nil` while none does.
        var leaksSince: Instant?
    }

    enum Cause: Sendable {
        case beginning
        case rollout(String)
        case change(ShopChange)
    }
}

/// A change that an operator can make to a service.
public enum ShopChange: Sendable, Hashable {
    /// Replace every instance by one of an earlier version.
    case rollback(to: String)
    /// Restart every instance in its version.
    case restart
    /// Run this many instances.
    case scale(replicas: Int)
    /// Close and reopen every database connection.
    case restartPool
}

/// Why a change was not made.
public enum ChangeRefusal: Error, Equatable {
    /// The shop has no such service.
    case unknownService
    /// The version was never deployed.
    case unknownVersion(String)
    /// The version runs already.
    case alreadyRunning(String)
    /// Another version runs than was shown to the person who decided.
    case differentVersion(running: String, seen: String)
    /// Replicas are a whole number from 1 to `maximum`.
    case replicasOutOfRange(maximum: Int)
}

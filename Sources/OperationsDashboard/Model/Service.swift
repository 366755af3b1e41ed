public import AutoSRECore
import ServiceSimulation

/// One service of the shop: its fleets over time, its deployments, and what ails it.
struct Service: Sendable {
    let profile: ServiceProfile
    let ailment: any FaultModel
    let seed: UInt64
    /// Oldest first and never empty; only the last can still change.
    private(set) var fleets: [Fleet]
    /// Newest first.
    private(set) var deployments: [Deployment]
    /// Every version that was ever deployed, even where `deployments` no longer names it.
    let versions: Set<String>

    /// Seconds of past that are kept.
    static let memory = 5400.0
    private static let fleetLimit = 512
    private static let deploymentLimit = 50

    init(
        profile: ServiceProfile, ailment: any FaultModel, seed: UInt64, fleets: [Fleet], deployments: [Deployment]
    ) {
        self.profile = profile
        self.ailment = ailment
        self.seed = seed
        self.fleets = fleets
        self.deployments = deployments
        versions = Set(deployments.map(\.version))
    }

    var current: Fleet { fleets[fleets.count - 1] }

    /// The fleet that ran at `now`; the oldest known one for times before it.
    func fleet(at now: Instant) -> Fleet {
        var (low, high) = (0, fleets.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if fleets[middle].since <= now { low = middle } else { high = middle }
        }
        return fleets[low]
    }

    /// The truth, which health is judged by.
    func vitals(at now: Instant) -> Vitals {
        Vitals(of: fleet(at: now), profile, ailment, at: now)
    }

    /// What the curves show: the truth, reached with some delay after a change.
    func shown(at now: Instant) -> Vitals { shown(fleet(at: now), at: now) }

    private func shown(_ fleet: Fleet, at now: Instant) -> Vitals {
        let rest = 1 - settled(now.seconds(since: fleet.since), over: 20)
        return Vitals(of: fleet, profile, ailment, at: now).lagging(fleet.residue, rest: rest)
    }

    func isHealthy(at now: Instant) -> Bool {
        vitals(at: now).isHealthy(desired: fleet(at: now).desired)
    }

    /// Appends what the service is from `fleet.since` on, and forgets what is too old to be asked for.
    mutating func append(_ fleet: Fleet) {
        var fleet = fleet
        let before = shown(current, at: fleet.since)
        fleet.residue = before.residue(over: Vitals(of: fleet, profile, ailment, at: fleet.since))
        fleets.append(fleet)
        let horizon = fleet.since.advanced(bySeconds: -Self.memory)
        let old = fleets.lastIndex { $0.since <= horizon } ?? 0
        fleets.removeFirst(max(old, fleets.count - Self.fleetLimit))
    }

    /// Puts `version` on top of the deployments.
    mutating func deploy(_ version: String, at now: Instant) {
        for index in deployments.indices where deployments[index].status == .running {
            deployments[index].status = .rolledBack
        }
        deployments.insert(Deployment(version: version, timestamp: now, status: .running), at: 0)
        deployments.removeLast(max(deployments.count - Self.deploymentLimit, 0))
    }
}

/// One release of a service.
public struct Deployment: Sendable, Codable, Equatable {
    /// What was released, such as `v1.4.2`.
    public let version: String
    /// When.
    public let timestamp: Instant
    /// Whether it runs.
    public internal(set) var status: Status

    /// What became of a release.
    public enum Status: String, Sendable, Codable {
        /// It is what should run now.
        case running
        /// A later release took its place.
        case superseded
        /// A rollback took it away.
        case rolledBack = "rolled_back"
    }
}

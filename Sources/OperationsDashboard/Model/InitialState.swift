import AutoSRECore
import ServiceSimulation

/// How a shop stands when it opens: the deployments and fleets that lead up to `start`.
struct InitialState {
    let fault: Fault
    let seed: UInt64
    let start: Instant

    private var release: Instant { start.advanced(bySeconds: -12 * 60) }
    private var onset: Instant { start.advanced(bySeconds: -10 * 60) }
    private static let day = 86_400.0
    private static let guilty = "v1.4.2"

    func checkout() -> Service {
        let profile = ServiceProfile.checkout
        let released = fault.isRecentRelease ? release : past(days: 6, 1)
        let deployments = history(
            [Self.guilty, "v1.4.1", "v1.4.0", "v1.3.9"], newest: released, days: [9, 11, 15], stream: 10)
        let seconds: [Double] = fault == .badRollout ? [0, 120] : [0, 90, 105, 120]
        let plan = Rollout(from: "v1.4.1", to: Self.guilty, at: released, seconds: seconds)
        return open(profile, ailment(profile), plan, deployments)
    }

    func payments() -> Service {
        let released = fault == .decoy ? start.advanced(bySeconds: -180) : past(days: 8, 2)
        let deployments = history(["v2.3.1", "v2.3.0", "v2.2.4"], newest: released, days: [14, 21], stream: 20)
        let plan = Rollout(from: "v2.3.0", to: "v2.3.1", at: released, seconds: [0, 20, 40])
        let load = fault == .none ? 0.35 : 1
        return open(.payments, Healthy(load: load), plan, deployments)
    }

    private func ailment(_ profile: ServiceProfile) -> any FaultModel {
        switch fault {
        case .leakyRelease, .decoy:
            ReleaseLeak(
                version: Self.guilty, release: release, limitMB: profile.memoryLimitMB,
                usualReplicas: profile.replicas)
        case .badConfig: CrashLoop(version: Self.guilty)
        case .badRollout: Unready(version: Self.guilty)
        case .slowLeak: SlowLeak(limitMB: profile.memoryLimitMB)
        case .trafficSurge: Surge(onset: onset, factor: 2.95 + 0.1 * chance(30))
        case .poolExhausted: PoolLeak(onset: onset)
        case .thirdPartyDown: ProviderDown(onset: onset, usual: profile.providerLatency)
        // A quiet hour, so that even a single replica is enough.
        case .none: Healthy(load: 0.35)
        }
    }

    private func chance(_ stream: UInt64) -> Double {
        var random = SeededRandom(seed: seed, stream: stream, index: 0)
        return random.unit()
    }

    /// About `days` before the start, at an hour that the seed decides.
    private func past(days: Double, _ stream: UInt64) -> Instant {
        let extra = chance(stream) * 20 * 3600
        return start.advanced(bySeconds: -(days * Self.day + extra).rounded())
    }

    private func history(_ versions: [String], newest: Instant, days: [Double], stream: UInt64) -> [Deployment] {
        var deployments = [Deployment(version: versions[0], timestamp: newest, status: .running)]
        var random = SeededRandom(seed: seed, stream: stream, index: 0)
        var at = newest
        for (version, gap) in zip(versions.dropFirst(), days) {
            at = at.advanced(bySeconds: -((gap + random.unit() * 2) * Self.day).rounded())
            deployments.append(Deployment(version: version, timestamp: at, status: .superseded))
        }
        return deployments
    }
}

extension InitialState {
    private struct Rollout {
        let from: String
        let to: String
        let at: Instant
        /// When each instance in turn is replaced, after `at`; those beyond the list are not.
        let seconds: [Double]
    }

    private var beginning: Instant { start.advanced(bySeconds: -Service.memory) }

    private func open(
        _ profile: ServiceProfile, _ ailment: any FaultModel, _ rollout: Rollout, _ deployments: [Deployment]
    ) -> Service {
        let isRecent = rollout.at > beginning
        let version = isRecent ? rollout.from : rollout.to
        var fleet = Fleet(
            since: beginning, cause: .beginning, version: version, desired: profile.replicas, instances: [],
            pool: Fleet.Pool(restartedAt: past(days: 16, profile.stream + 3)))
        let began = isRecent ? deployments[1].timestamp : deployments[0].timestamp
        for index in 1...profile.replicas {
            fleet.instances.append(instance(index, version, profile, began))
        }
        var service = Service(
            profile: profile, ailment: ailment, seed: seed, fleets: [fleet], deployments: deployments)
        if isRecent { service.roll(out: rollout.to, at: rollout.at, seconds: rollout.seconds) }
        if fault == .poolExhausted, profile.id == ServiceProfile.checkout.id { service.breakPool(at: onset) }
        return service
    }

    /// An instance that has run since `began`; with a slow leak since a maintenance some days ago, and nearly full.
    private func instance(_ index: Int, _ version: String, _ profile: ServiceProfile, _ began: Instant) -> Instance {
        let id = profile.instanceID(index, generation: 0, seed: seed)
        var started = began.advanced(bySeconds: Double(index) * 25)
        var heap = profile.heapMB
        if fault == .slowLeak, profile.id == ServiceProfile.checkout.id {
            started = past(days: 2.2, 40).advanced(bySeconds: Double(index) * 420)
            // At the onset the fullest heap is where pauses begin to hurt.
            heap = 3042 - 80 * SlowLeak.megabytesPerMinute - Double(index - 1) * 6
        }
        return Instance(id: id, version: version, startedAt: started, heapMB: heap, heapAt: beginning)
    }
}

extension Service {
    /// Replaces the instances one after the other by ones of `version`.
    fileprivate mutating func roll(out version: String, at release: Instant, seconds: [Double]) {
        for (index, offset) in seconds.enumerated() {
            let at = release.advanced(bySeconds: offset)
            var fleet = Fleet(
                since: at, cause: .rollout(version), version: version, desired: current.desired,
                instances: current.instances, pool: current.pool, generation: 1)
            let id = profile.instanceID(index + 1, generation: 1, seed: seed)
            fleet.instances[index] = Instance(
                id: id, version: version, startedAt: at, heapMB: profile.heapMB, heapAt: at)
            append(fleet)
        }
    }

    /// Connections leak from `onset` on.
    fileprivate mutating func breakPool(at onset: Instant) {
        var fleet = Fleet(
            since: onset, cause: .beginning, version: current.version, desired: current.desired,
            instances: current.instances, pool: current.pool)
        fleet.pool.leaksSince = onset
        append(fleet)
    }
}

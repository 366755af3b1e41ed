import AutoSRECore
import ServiceSimulation

extension Service {
    /// Carries out `change`; a refused one leaves everything as it was.
    mutating func apply(_ change: ShopChange, at now: Instant) throws(ChangeRefusal) {
        switch change {
        case .rollback(let version): try rollBack(to: version, at: now)
        case .restart: restart(at: now)
        case .scale(let replicas): try scale(to: replicas, at: now)
        case .restartPool: restartPool(at: now)
        }
    }

    private func next(_ change: ShopChange, at now: Instant) -> Fleet {
        let old = current
        return Fleet(
            since: now, cause: .change(change), version: old.version, desired: old.desired, instances: old.instances,
            retiredRestarts: old.retiredRestarts, restartedAt: old.restartedAt, pool: old.pool,
            generation: old.generation)
    }

    private mutating func rollBack(to version: String, at now: Instant) throws(ChangeRefusal) {
        guard versions.contains(version) else { throw .unknownVersion(version) }
        guard version != current.version else { throw .alreadyRunning(version) }
        let old = current
        var fleet = next(.rollback(to: version), at: now)
        fleet.version = version
        fleet.generation += 1
        for instance in old.instances {
            fleet.retiredRestarts += ailment.phase(of: instance, at: now).restarts
        }
        fleet.instances = old.instances.enumerated().map { index, instance in
            let heap = ailment.handsHeapOver ? ailment.heap(of: instance, in: old, at: now) : profile.heapMB
            return newInstance(index + 1, version, fleet.generation, at: now, heapMB: heap)
        }
        append(fleet)
        deploy(version, at: now)
    }

    private mutating func restart(at now: Instant) {
        var fleet = next(.restart, at: now)
        fleet.instances = fleet.instances.map { instance in
            let restarts = ailment.phase(of: instance, at: now).restarts
            return instance.restarted(at: now, restarts: restarts, heapMB: profile.heapMB)
        }
        fleet.restartedAt = now
        if fleet.pool.leaksSince != nil { fleet.pool.leaksSince = now }
        append(fleet)
    }

    private mutating func scale(to replicas: Int, at now: Instant) throws(ChangeRefusal) {
        guard (1...profile.maximumReplicas).contains(replicas) else {
            throw .replicasOutOfRange(maximum: profile.maximumReplicas)
        }
        var fleet = next(.scale(replicas: replicas), at: now)
        fleet.desired = replicas
        // The newest go first, as a scaled-down fleet keeps its warm instances.
        fleet.instances.sort { $0.startedAt < $1.startedAt }
        while fleet.instances.count > replicas, let gone = fleet.instances.popLast() {
            fleet.retiredRestarts += ailment.phase(of: gone, at: now).restarts
        }
        if fleet.instances.count < replicas { fleet.generation += 1 }
        while fleet.instances.count < replicas {
            let index = fleet.instances.count + 1
            fleet.instances.append(
                newInstance(index, fleet.version, fleet.generation, at: now, heapMB: profile.heapMB))
        }
        append(fleet)
    }

    private mutating func restartPool(at now: Instant) {
        var fleet = next(.restartPool, at: now)
        fleet.pool = Fleet.Pool(restartedAt: now, leaksSince: nil)
        append(fleet)
    }

    private func newInstance(
        _ index: Int, _ version: String, _ generation: Int, at now: Instant, heapMB: Double
    ) -> Instance {
        let id = profile.instanceID(index, generation: generation, seed: seed)
        return Instance(id: id, version: version, startedAt: now, heapMB: heapMB, heapAt: now)
    }
}

extension ServiceProfile {
    /// Names an instance: all of one deployment share four digits.
    func instanceID(_ index: Int, generation: Int, seed: UInt64) -> String {
        var random = SeededRandom(seed: seed, stream: stream + 1, index: Int64(generation))
        return "\(id)-\(random.hex(4))-\(index)"
    }
}

import AutoSRECore

extension Performer {
    /// Claims `targets` for the run before anything is done to them. Returns nil where they are its own and as
    /// it knew them; otherwise the fact that is in the way. A rehearsal changes nothing, so it claims nothing.
    func others(on targets: [Target], of run: Run, token: Int64) async throws -> Event? {
        guard !registry.isSimulated(run.round.plan) else { return nil }
        if let claim = try await claim(targets, for: run, token: token) {
            return busy(claim.target, with: claim.run, for: run)
        }
        for target in targets where run.others.changed == nil {
            guard let change = try await store.lastChange(of: target, besides: run.id) else { continue }
            guard change.at > run.knowsTargetsSince else { continue }
            world.mark(.changedByAnother)
            return .targetChanged(change)
        }
        return nil
    }

    /// What another run does, or has just done, to what the incident is about, where this run has no plan of its own.
    /// It is only looked at: nothing is claimed.
    func others(about run: Run, within limits: Limits) async throws -> Event? {
        guard !registry.isSimulated(nil) else { return nil }
        let targets = planner.targets(of: run.incident)
        for target in targets {
            guard let other = try await store.holder(of: target), other != run.id,
                let lease = try await store.lease(of: other), world.holds(lease)
            else { continue }
            return busy(target, with: other, for: run)
        }
        // Whoever had it when this run began may have come to its end since.
        let since = run.openedAt.advanced(bySeconds: -limits.holdingSeconds)
        for target in targets where run.others.changed == nil {
            guard let change = try await store.lastChange(of: target, besides: run.id), change.at > since else {
                continue
            }
            world.mark(.changedByAnother)
            return .targetChanged(change)
        }
        return nil
    }

    private func busy(_ target: Target, with other: RunID, for run: Run) -> Event {
        world.mark(.waitedForTarget)
        let wait = min(Self.longestWait, Self.shortestWait + (run.others.busySince.map { waited(since: $0) / 4 } ?? 0))
        return .targetBusy(TargetBusy(target: target, run: other, retryAt: world.now().advanced(bySeconds: wait)))
    }

    /// Seconds from finding a target claimed to asking again: at first, and at the most.
    private static let (shortestWait, longestWait) = (0.25, 5.0)

    private func waited(since: Instant) -> Double { max(0, world.now().seconds(since: since)) }

    /// The claim that is in the way and held, if there is one. One that nobody holds is taken over.
    private func claim(_ targets: [Target], for run: Run, token: Int64) async throws -> TargetClaim? {
        var dead: TargetClaim?
        while true {
            let found = try await store.claim(
                targets, for: run.id, at: world.now(), fencingToken: token, displacing: dead)
            guard let found else { return nil }
            if let lease = found.lease, world.holds(lease) { return found }
            guard found != dead else { return found }
            world.mark(.claimTakenOver)
            dead = found
        }
    }

    /// Asked at the last moment before an effect: a process that slept may have lost its claim to another run.
    func ensureOwn(_ target: Target, of run: Run) async throws {
        guard !registry.isSimulated(run.round.plan), try await store.holder(of: target) != run.id else { return }
        throw StoreError.stale
    }
}

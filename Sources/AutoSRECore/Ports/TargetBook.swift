/// Claims and changes of targets as a value: what a store without tables keeps them in.
public struct TargetBook: Sendable {
    private var claims: [Target: (run: RunID, since: Instant)] = [:]
    private var changes: [Target: [Change]] = [:]

    private struct Change {
        let run: RunID
        let key: String
        var at: Instant
    }

    /// Nothing is claimed, and nothing was changed.
    public init() {}

    /// Whose a target is.
    public func holder(of target: Target) -> RunID? { claims[target]?.run }

    /// Claims all or none. See `TargetClaims.claim`; the caller has checked the token.
    /// - Parameter leases: of all runs; that of a displaced run is fenced.
    public mutating func claim(
        _ targets: [Target], for run: RunID, at now: Instant, displacing dead: TargetClaim?,
        leases: inout [RunID: Lease]
    ) -> TargetClaim? {
        for target in targets {
            guard let (holder, since) = claims[target], holder != run else { continue }
            let claim = TargetClaim(run: holder, target: target, since: since, lease: leases[holder])
            guard let dead, dead.run == holder, dead.lease == claim.lease else { return claim }
            leases[holder] = claim.lease?.fenced
            release(holder)
        }
        for target in targets where claims[target] == nil { claims[target] = (run, now) }
        return nil
    }

    /// Releases all claims of a run.
    public mutating func release(_ run: RunID) { claims = claims.filter { $0.value.run != run } }

    /// The last change of a target by another run than `run`.
    public func lastChange(of target: Target, besides run: RunID) -> TargetChange? {
        let others = changes[target]?.filter { $0.run != run } ?? []
        return others.max { $0.at < $1.at }.map { TargetChange(target: target, run: $0.run, at: $0.at) }
    }

    /// Every change of a target after `since`, newest first.
    public func changes(of target: Target, since: Instant) -> [TargetChange] {
        let newer = (changes[target] ?? []).filter { $0.at > since }.sorted { $0.at > $1.at }
        return newer.map { TargetChange(target: target, run: $0.run, at: $0.at) }
    }

    /// Notes what an entry says.
    public mutating func follow(_ entry: JournalEntry) {
        switch entry.event.mark {
        case .begins(let intent):
            guard claims[intent.action.target]?.run == entry.run else { return }
            let change = Change(run: entry.run, key: intent.key, at: entry.at)
            changes[intent.action.target, default: []].append(change)
        case .happened(let key):
            update(key) { $0.at = entry.at }
        case .nothing(let key):
            for target in changes.keys { changes[target]?.removeAll { $0.key == key } }
        case .ends: release(entry.run)
        case nil: break
        }
    }

    private mutating func update(_ key: String, _ change: (inout Change) -> Void) {
        for (target, all) in changes {
            guard let index = all.firstIndex(where: { $0.key == key }) else { continue }
            change(&changes[target, default: []][index])
        }
    }
}

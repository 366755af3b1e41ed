import AutoSRECore

extension DashboardService {
    /// What the service's own state shows of `wanted`, in words; nil where it does not show it.
    func confirmation(of wanted: ResourceState) -> String? {
        switch wanted {
        case .version(let version):
            return runningVersion == version ? "\(id) runs \(version)" : nil
        case .replicas(let count):
            return replicas?.desired == count ? "\(id) wants \(wanted)" : nil
        case .instancesSince(let instant):
            guard !isPart, let instances, let oldest = instances.map(\.startedAt).min(), oldest >= instant else {
                return nil
            }
            return "all \(instances.count.counted("instance")) of \(id) started at \(oldest) or later"
        case .poolSince(let instant):
            guard let pool, pool.restartedAt >= instant else { return nil }
            return "the pool of \(id) was restarted at \(pool.restartedAt)"
        case .other: return nil
        }
    }

    /// What stands in the way of `action`: the target is in neither the state the plan expects nor the one it wants, or
    /// has no such thing at all; nil where nothing does.
    func objection(to action: Action) -> String? {
        switch action.after {
        case .version:
            guard let running = runningVersion else { return isDeclared ? unread : nil }
            guard let before = action.before else { return nil }
            return before == .version(running) ? nil : "\(id) runs \(running), the plan expects \(before)"
        case .replicas:
            guard let replicas else { return "the dashboard does not scale \(id)" }
            guard let before = action.before, before != .replicas(replicas.desired) else { return nil }
            return "\(id) wants \(ResourceState.replicas(replicas.desired)), the plan expects \(before)"
        case .instancesSince:
            if instances == nil { return "the dashboard does not show instances of \(id)" }
            return isDeclared && replicas == nil
                ? "the pages do not show how many instances \(id) has, and so not whether all are new" + reasons : nil
        case .poolSince: return pool == nil ? "\(id) has no database pool" : nil
        case .other: return "the dashboard has no such state as \(action.after)"
        }
    }

    /// Whether pages show a part of the instances, or nobody can tell: nothing is proven by a part. An API gives all.
    var isPart: Bool { isDeclared && (instances?.count ?? 0) < (replicas?.desired ?? .max) }

    /// That pages do not show what runs, with what is known of why.
    private var unread: String { "the pages do not show which version of \(id) runs" + reasons }

    private var reasons: String { faults.isEmpty ? "" : ": " + PlainText.heard(faults.joined(separator: "; ")) }
}

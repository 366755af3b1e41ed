import AutoSRECore

// The state of a service is a moment and no history: what it says of trouble are events of that moment.
extension CaseContents {
    /// What orchestrators said, and what stands in a service's state, source by source.
    public var events: [Event] {
        pieces.flatMap { piece -> [Event] in
            let component = component(of: piece)
            if let state = piece.body.as(ServiceState.self) {
                return Self.events(of: state, component, at: piece.reference.provenance.readAt)
            }
            return (piece.body.as(PlatformEvents.self)?.list ?? []).map { event in
                let isInstance = event.entity.kind == .instance
                return Event(
                    at: event.last, component: isInstance ? component : self.component(named: event.entity.name),
                    instance: isInstance ? event.entity.name : "", reason: event.reason, message: event.message,
                    count: event.count)
            }
        }
    }

    /// Instances that stand badly, and a pool that is used up while requests wait for it.
    private static func events(of state: ServiceState, _ component: String, at: Instant) -> [Event] {
        var events = state.failingInstances.map { instance in
            Event(
                at: at, component: component, instance: instance.id, reason: reason(instance.status),
                message: "\(instance.id) of \(instance.version) is \(instance.status)", count: 1)
        }
        if let pool = state.pool, pool.isStarved {
            events.append(
                Event(
                    at: at, component: component, instance: "", reason: "PoolExhausted",
                    message: "connection pool: \(pool.inUse) of \(pool.size) in use, \(pool.waiting) waiting",
                    count: pool.waiting))
        }
        return events
    }

    /// An orchestrator's own word is a reason; a dashboard's says no more than that an instance is not well.
    private static func reason(_ status: String) -> String {
        status.first?.isUppercase == true ? status : "Unhealthy"
    }

    /// The instances that run the version of a rollout, where it is the last that brought it.
    func instances(of component: String, _ change: Change) -> [String] {
        for piece in pieces where self.component(of: piece) == component {
            guard let state = piece.body.as(ServiceState.self), !change.version.isEmpty else { continue }
            return state.instances.filter { $0.version == change.version && $0.startedAt >= change.at }.map(\.id)
        }
        return []
    }
}

extension ServiceState {
    /// Instances whose status is a failure.
    var failingInstances: [Instance] {
        instances.filter { Self.failures.contains($0.status.lowercased().filter { $0.isLetter || $0.isNumber }) }
    }

    /// Without what joins their words.
    private static let failures: Set<String> = [
        "crashed", "crashing", "crashloop", "crashlooping", "crashloopbackoff", "backoff", "notready", "unready",
        "failed", "failing", "failure", "unhealthy", "nothealthy", "error", "exited", "terminated", "killed",
        "oomkilled", "outofmemory", "degraded", "restarting", "imagepullbackoff", "errimagepull",
        "createcontainererror", "createcontainerconfigerror", "runcontainererror", "containercannotrun", "notrunning",
        "dead", "critical",
    ]
}

extension ServiceState.Pool {
    /// Whether it lacks connections: a pool of a fixed size is full by design, what it lacks is told by who waits.
    var isStarved: Bool { isFull && waiting > 0 }

    /// Whether nearly all connections are in use.
    var isFull: Bool { size > 0 && Double(inUse) >= 0.95 * Double(size) }
}

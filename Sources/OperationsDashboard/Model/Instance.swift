import AutoSRECore

/// One running copy of a service.
struct Instance: Sendable {
    let id: String
    let version: String
    let startedAt: Instant
    /// Restarts up to `startedAt`; what a crash loop adds is in its `Phase`.
    var restarts = 0
    /// What was on the heap at `heapAt`, in MB; a deployment may hand a heap over.
    var heapMB: Double
    var heapAt: Instant

    enum Status: String, Sendable {
        case running, starting, crashed
        case notReady = "not_ready"
    }

    /// What an instance shows at one moment.
    struct Phase {
        var status: Status
        var startedAt: Instant
        var restarts: Int
    }

    func restarted(at now: Instant, restarts: Int, heapMB: Double) -> Instance {
        Instance(id: id, version: version, startedAt: now, restarts: restarts + 1, heapMB: heapMB, heapAt: now)
    }
}

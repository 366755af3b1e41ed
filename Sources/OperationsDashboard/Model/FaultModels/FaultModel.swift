import AutoSRECore

/// How one fault bends a service: each method says what holds at one moment, and the defaults are those of health.
protocol FaultModel: Sendable {
    /// The load as a multiple of the usual one.
    func loadFactor(at now: Instant) -> Double
    /// The heap of one instance in MB.
    func heap(of instance: Instance, in fleet: Fleet, at now: Instant) -> Double
    /// Status, start and restarts of one instance.
    func phase(of instance: Instance, at now: Instant) -> Instance.Phase
    /// Connections that are taken and never given back.
    func leakedConnections(in fleet: Fleet, at now: Instant) -> Double
    /// Milliseconds the outside provider takes; `nil` for the usual.
    func providerLatency(at now: Instant) -> Double?
    /// Whether a deployment hands the sessions on the heap to the next version, which can then read them.
    var handsHeapOver: Bool { get }
    /// Lines that only this fault writes, within `[from, until)`.
    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine]
}

extension FaultModel {
    func loadFactor(at now: Instant) -> Double { 1 }

    func heap(of instance: Instance, in fleet: Fleet, at now: Instant) -> Double { instance.heapMB }

    func phase(of instance: Instance, at now: Instant) -> Instance.Phase {
        Instance.Phase(status: .running, startedAt: instance.startedAt, restarts: instance.restarts)
    }

    func leakedConnections(in fleet: Fleet, at now: Instant) -> Double { 0 }
    func providerLatency(at now: Instant) -> Double? { nil }
    var handsHeapOver: Bool { false }

    func lines(from: Instant, until: Instant, fleet: Fleet, random: inout SeededRandom) -> [ShopLogLine] { [] }
}

/// A service that is fine, at a fraction of its usual load where the hour is quiet.
struct Healthy: FaultModel {
    var load = 1.0

    func loadFactor(at now: Instant) -> Double { load }
}

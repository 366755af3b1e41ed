public import AutoSRECore
import Synchronization

/// A driver in a simulated world. It can die, fail in passing, and lose the answer to an effect that arrived.
public struct SimulatedActuator: Actuator {
    /// The process it runs in.
    let process: SimulatedProcess
    /// The driver's name.
    public let name: String
    /// Whether it asks without making that durable first, so that the invariants have something to notice.
    let leavesNoMark: Bool

    /// Makes one for a process.
    public init(_ process: SimulatedProcess, name: String = "first", leavesNoMark: Bool = false) {
        (self.process, self.name, self.leavesNoMark) = (process, name, leavesNoMark)
    }

    /// All kinds on services.
    public var capabilities: [Capability] { ActionKinds.standard.all.map { Capability($0, .service) } }

    /// It acts.
    public var isSimulated: Bool { false }

    /// Compares the service with the wanted state; may fail.
    public func status(of intent: Intent) async throws -> ActuationStatus {
        try process.cloud.state.withLock { state in
            try process.maybeFlake("status timed out", &state)
            guard Self.shows(intent.action.after, state) else { return .absent }
            return .applied(receipt(for: intent, .found))
        }
    }

    /// Changes the service; may die before or after, may refuse, may lose the answer.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        let mark = try process.cloud.state.withLock { state in
            if state.faults > 0, state.random.chance(1, in: 40) {
                state.faults -= 1
                throw Refusal("the page differs")
            }
            do { try process.maybeFlake("not sent", &state) } catch {
                // A person may be faster.
                if state.random.chance(1, in: 2) {
                    process.cloud.change(&state) { Self.apply(intent.action.after, &$0) }
                }
                throw error
            }
            return pending(intent, "the process ended", state)
        }
        if !leavesNoMark { try await sending(mark) }
        return try process.cloud.state.withLock { state in
            try process.maybeCrash("crash before effect", &state)
            try answered("request lost", intent, &state)
            process.cloud.witness(intent, &state)
            state.effects[intent.key, default: 0] += 1
            // Some changes show only after a while.
            if state.random.chance(1, in: 3) {
                state.coming.append((state.now.advanced(bySeconds: 1.5), intent.action.after))
            } else {
                process.cloud.change(&state) { Self.apply(intent.action.after, &$0) }
            }
            state.now = state.now.advanced(bySeconds: 0.2)
            try process.maybeCrash("crash after effect, before receipt", &state)
            try answered("answer lost after effect", intent, &state)
            guard Self.shows(intent.action.after, state) else { throw pending(intent, "taken", state) }
            return receipt(for: intent, .applied)
        }
    }

    /// Whoever is on the way may answer in the service's place: then nobody knows.
    private func answered(_ place: String, _ intent: Intent, _ state: inout SimulatedCloud.State) throws {
        do { try process.maybeFlake(place, &state) } catch let flake as Flake {
            throw pending(intent, flake.place, state)
        }
    }

    private func pending(_ intent: Intent, _ reason: String, _ state: SimulatedCloud.State) -> Pending {
        Pending(intent: intent.key, driver: name, reason: reason, until: state.wall.advanced(bySeconds: 5))
    }

    private func receipt(for intent: Intent, _ effect: Receipt.Effect) -> Receipt {
        Receipt(
            intent: intent.key, effect: effect, driver: name, confirmation: "\(intent.action.after)")
    }

    private static func shows(_ wanted: ResourceState, _ state: SimulatedCloud.State) -> Bool {
        switch wanted {
        case .version(let version): state.version == version
        case .replicas(let count): state.replicas == count
        case .instancesSince(let instant): state.startedAt >= instant
        case .poolSince(let instant): state.poolSince >= instant
        case .other: false
        }
    }

    static func apply(_ wanted: ResourceState, _ state: inout SimulatedCloud.State) {
        switch wanted {
        case .version(let version): state.version = version
        case .replicas(let count): state.replicas = count
        case .instancesSince: (state.startedAt, state.isFresh) = (state.wall, true)
        case .poolSince: state.poolSince = state.wall
        case .other: break
        }
    }
}

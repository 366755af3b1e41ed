import AutoSRECore
import Synchronization

extension SimulatedCloud {
    /// Changes the service, and remembers how it was until then.
    func change(_ state: inout State, _ change: (inout State) -> Void) {
        state.wasHealthy = isHealthy(state)
        change(&state)
        state.changedAt = state.now
    }

    /// What the health signal shows: how things are, or were until a moment ago.
    func shows(_ state: inout State) -> Bool {
        guard state.now.seconds(since: state.changedAt) < latencySeconds else { return isHealthy(state) }
        state.faultsHit.insert(hardship.rawValue)
        return state.wasHealthy
    }

    /// Notes what is wrong about an effect that is about to happen.
    func witness(_ intent: Intent, _ state: inout State) {
        let after = intent.action.after
        let isUndo = after == .version("v2") || after == .replicas(3)
        let wellFor = state.now.seconds(since: trouble == .passing ? state.passesAt : state.changedAt) - warmUpSeconds
        if isUndo, isHealthy(state), wellFor > Self.longEnoughToSee {
            state.violations.append("took back what had healed for \(wellFor) s")
        }
        if !isUndo, state.isForbidden { state.violations.append("acted under a policy that forbids it") }
    }

    /// Seconds after which nobody may overlook that the service is well.
    private static let longEnoughToSee = 8.0

    /// A process takes over: what is hard about that in this world begins.
    func restart() {
        state.withLock { state in
            switch hardship {
            case .clockForward:
                guard !state.effects.isEmpty, state.faultsHit.insert(hardship.rawValue).inserted else { return }
                state.skew += 3600
                state.lostSeconds += 3600
            case .stricterPolicy:
                state.isForbidden = true
                state.faultsHit.insert(hardship.rawValue)
            default: break
            }
        }
    }

    /// Whether the policy in force forbids everything.
    var isForbidden: Bool { state.withLock { $0.isForbidden } }

    /// Stops a process for minutes, now and then.
    func maybePause(_ state: inout State) {
        guard hardship == .pause, !state.effects.isEmpty, state.healthRandom.chance(1, in: 4) else { return }
        let seconds = Double(30 + state.healthRandom.next() % 600)
        state.now = state.now.advanced(bySeconds: seconds)
        // After it there is time again to see the service stand.
        state.lostSeconds += seconds + 20
        state.faultsHit.insert(hardship.rawValue)
    }
}

import AutoSRECore

/// What an action of one kind would aim at, and where that comes from. One for each kind.
protocol Aim: Sendable {
    associatedtype Parameters: ActionParameters
    /// Finds it; throws where the ground lacks what the kind needs.
    init(_ ground: Ground) throws(Refusal)
    /// From which state to which.
    var parameters: Parameters { get }
    /// Where the state to be reached comes from, in words.
    var source: String { get }
}

extension Aim {
    /// The kind of action.
    static var kind: ActionKind { Parameters.kind }

    /// The plan, with the words that people read before they approve of it.
    func plan(for hypothesis: Hypothesis, on kind: TargetKind) -> Plan? {
        let reason = [source, hypothesis.claims.first?.statement].compactMap(\.self).joined(separator: "; ")
        let target = Target(kind: kind, name: hypothesis.service)
        let back = "\(parameters.expectation(of: hypothesis.service)) and the health signal comes back"
        return Plan(
            actions: [Action(parameters, on: target, reason: reason)], hypothesis: hypothesis.key,
            expectation: hypothesis.isMitigation ? "\(back), until the trouble recurs" : back)
    }
}

/// Every instance is replaced, whatever it is.
struct RestartAim: Aim {
    let parameters: Restart
    let source = "every instance is replaced"

    init(_ ground: Ground) {
        parameters = Restart(since: ground.after((ground.state?.instances ?? []).map(\.startedAt).max()))
    }
}

/// Every connection is replaced, whatever it is.
struct DatabasePoolAim: Aim {
    let parameters: RestartDatabasePool
    let source = "every connection is replaced"

    init(_ ground: Ground) {
        parameters = RestartDatabasePool(since: ground.after(ground.state?.pool?.restartedAt))
    }
}

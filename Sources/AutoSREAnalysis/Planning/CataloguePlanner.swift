public import AutoSRECore

/// Turns a hypothesis into one catalogued action with an absolute target state. Code only: what it aims at comes from
/// the deployment history and the observed state, never from a diagnosis' words alone.
public struct CataloguePlanner: Planner {
    /// The kind of the things it plans for.
    public let targetKind: TargetKind

    /// Makes a planner.
    /// - Parameter targetKind: what the actuators on the board change.
    public init(targetKind: TargetKind = .service) { self.targetKind = targetKind }

    /// The service itself.
    public func targets(of incident: Incident) -> [Target] { [Target(kind: targetKind, name: incident.service)] }

    /// Plans; throws `Refusal` where the history or the state lacks what the action needs.
    public func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        guard let kind = hypothesis.recommendation.actionKind else {
            throw Refusal("nothing to plan: \(hypothesis.cause), which a person has to decide on")
        }
        let ground = Ground(hypothesis, evidence)
        let (before, after, source): (ResourceState?, ResourceState, String)
        switch kind {
        case .rollback: (before, after, source) = try ground.rollback()
        case .scaleUp: (before, after, source) = try ground.scaleUp()
        case .restart: (before, after, source) = (nil, .instancesSince(now), "every instance is replaced")
        case .restartDatabasePool: (before, after, source) = (nil, .poolSince(now), "every connection is replaced")
        }
        let reason = [source, hypothesis.claims.first?.statement].compactMap(\.self).joined(separator: "; ")
        let action = Action(
            kind: kind, target: Target(kind: targetKind, name: hypothesis.service), before: before, after: after,
            reason: reason)
        let expectation = Self.expectation(of: kind, hypothesis, after)
        guard let plan = Plan(actions: [action], hypothesis: hypothesis.key, expectation: expectation) else {
            throw Refusal("there is no action for \(hypothesis.cause)")
        }
        return plan
    }

    private static func expectation(of kind: ActionKind, _ hypothesis: Hypothesis, _ after: ResourceState) -> String {
        let back = "the health signal comes back"
        return switch kind {
        case .rollback: "\(hypothesis.service) runs \(after) on every instance and \(back)"
        case .restart where hypothesis.isMitigation:
            "every instance of \(hypothesis.service) is fresh and \(back), until the trouble recurs"
        case .restart: "every instance of \(hypothesis.service) is fresh and \(back)"
        case .scaleUp: "\(hypothesis.service) runs \(after), CPU comes down to 70 % or less and \(back)"
        case .restartDatabasePool: "\(hypothesis.service) has free connections again and \(back)"
        }
    }
}

public import AutoSRECore

/// Turns a hypothesis into one action with an absolute target state. Code only: what it aims at comes from the
/// deployment history and the observed state, never from a diagnosis' words alone.
public struct CataloguePlanner: Planner {
    /// The kind of the things it plans for.
    public let targetKind: TargetKind

    /// Makes a planner.
    /// - Parameter targetKind: what the actuators on the board change.
    public init(targetKind: TargetKind = .service) { self.targetKind = targetKind }

    /// How each kind of action is aimed: a new one is one file and one line here.
    private static let aims: [any Aim.Type] = [
        RollbackAim.self, RestartAim.self, ScaleUpAim.self, DatabasePoolAim.self,
    ]

    /// The service itself.
    public func targets(of incident: Incident) -> [Target] { [Target(kind: targetKind, name: incident.service)] }

    /// Plans; throws `Refusal` where the history or the state lacks what the action needs.
    public func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        guard let kind = hypothesis.recommendation.actionKind else {
            throw Refusal("nothing to plan: \(hypothesis.cause), which a person has to decide on")
        }
        guard let type = Self.aims.first(where: { $0.kind == kind }) else {
            throw Refusal("nobody here can plan a \(kind) of a \(targetKind)")
        }
        let aim = try type.init(Ground(hypothesis, evidence, at: now))
        guard let plan = aim.plan(for: hypothesis, on: targetKind) else {
            throw Refusal("there is no action for \(hypothesis.cause)")
        }
        return plan
    }
}

/// What is to be done about one hypothesis. Immutable; everything after it refers to its digest.
public struct Plan: Sendable, Hashable, Codable {
    /// The actions in order; never empty.
    public let actions: [Action]
    /// The hypothesis it answers.
    public let hypothesis: HypothesisKey
    /// What should be seen afterwards, in words.
    public let expectation: String
    /// Whether it takes back an earlier plan.
    public let isUndo: Bool

    /// Makes a plan; `nil` without an action, for a plan that does nothing is not a plan.
    public init?(actions: [Action], hypothesis: HypothesisKey, expectation: String) {
        guard !actions.isEmpty else { return nil }
        (self.actions, self.hypothesis, self.expectation, isUndo) = (actions, hypothesis, expectation, false)
    }

    /// The same for things in the system at `place`.
    public func located(at place: String) -> Plan { Plan(self, actions.map { $0.located(at: place) }) }

    private init(_ plan: Plan, _ actions: [Action]) {
        (hypothesis, expectation, isUndo) = (plan.hypothesis, plan.expectation, plan.isUndo)
        self.actions = actions
    }

    /// Takes back what was applied, last thing first; `nil` where nothing can be taken back.
    public init?(undoing receipts: [Receipt], of plan: Plan) {
        actions = receipts.reversed().compactMap(\.inverse)
        guard !actions.isEmpty else { return nil }
        hypothesis = plan.hypothesis
        expectation = "the state before the action"
        isUndo = true
    }

    /// Binds clearances and intents to exactly what is to be done: over canonical JSON, never over words for people.
    public var digest: Digest {
        let changes = actions.map { Change(kind: $0.kind, target: $0.target, before: $0.before, after: $0.after) }
        return Digest(of: "plan/1", Binding(actions: changes, hypothesis: hypothesis, isUndo: isUndo))
    }

    /// What a digest binds.
    private struct Binding: Encodable {
        let actions: [Change]
        let hypothesis: HypothesisKey
        let isUndo: Bool
    }

    /// An action without its reason.
    private struct Change: Encodable {
        let kind: ActionKind
        let target: Target
        let before: ResourceState?
        let after: ResourceState
    }

    /// What it changes, each target once, in the order of the actions.
    public var targets: [Target] {
        actions.map(\.target).reduce(into: []) { known, target in
            if !known.contains(target) { known.append(target) }
        }
    }

    enum CodingKeys: String, CodingKey {
        case actions, hypothesis, expectation
        case isUndo = "is_undo"
    }
}

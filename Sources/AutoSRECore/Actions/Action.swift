/// One typed change to one target, from a state that must be found to a state that is left.
public struct Action: Sendable, Hashable, Codable {
    /// What is done.
    public let kind: ActionKind
    /// To what.
    public let target: Target
    /// The state that must be found; nil where nobody could see it.
    public let before: ResourceState?
    /// The state that is left.
    public let after: ResourceState
    /// Where the target state comes from, for example `deployment history of the dashboard`.
    public let reason: String

    /// Makes an action.
    public init(kind: ActionKind, target: Target, before: ResourceState?, after: ResourceState, reason: String) {
        (self.kind, self.target, self.before, self.after, self.reason) = (kind, target, before, after, reason)
    }

    /// The same to the thing of that name in the system at `place`.
    public func located(at place: String) -> Action {
        Action(kind: kind, target: target.located(at: place), before: before, after: after, reason: reason)
    }

    /// What `parameters` say, done to `target`.
    public init(_ parameters: some ActionParameters, on target: Target, reason: String) {
        self.init(
            kind: type(of: parameters).kind, target: target, before: parameters.before, after: parameters.after,
            reason: reason)
    }

    /// `rollback service/checkout: v1.4.2 → v1.4.1`.
    public var summary: String {
        "\(kind) \(target): \(before.map { "\($0) → " } ?? "")\(after)"
    }
}

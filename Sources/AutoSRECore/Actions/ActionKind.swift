/// What the agent can do to something. An open word: each kind is one type of parameters (`ActionParameters`), and a
/// word that nobody here knows is kept and shown, and never acted on.
public struct ActionKind: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The word in journals, policies and reports, such as `rollback`.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue.visible }

    /// Run another version.
    public static let rollback = ActionKind(rawValue: "rollback")
    /// Replace every running instance.
    public static let restart = ActionKind(rawValue: "restart")
    /// Run another number of instances.
    public static let scaleUp = ActionKind(rawValue: "scale_up")
    /// Drop and reopen the database connections.
    public static let restartDatabasePool = ActionKind(rawValue: "restart_db_pool")
}

/// Every kind of action that this program can plan, judge and carry out. Integrations add theirs; what is not here is
/// never carried out.
public struct ActionKinds: Sendable {
    private var types: [any ActionParameters.Type]

    /// The kinds that the specification names.
    public static let standard = ActionKinds([
        Rollback.self, Restart.self, ScaleUp.self, RestartDatabasePool.self,
    ])

    private init(_ types: [any ActionParameters.Type]) { self.types = types }

    /// These and others; a kind that is there already stays as it is.
    public func adding(_ more: [any ActionParameters.Type]) -> ActionKinds {
        var known = Set(all)
        return ActionKinds(types + more.filter { known.insert($0.kind).inserted })
    }

    /// The kinds.
    public var all: [ActionKind] { types.map { $0.kind } }

    /// What is known of a kind; nil for one that nobody here knows.
    public subscript(kind: ActionKind) -> (any ActionParameters.Type)? { types.first { $0.kind == kind } }

    /// What `action` says, read strictly; nil where its kind is not known, or its states are none of that kind.
    public func parameters(of action: Action) -> (any ActionParameters)? {
        self[action.kind]?.init(before: action.before, after: action.after)
    }

    /// The action that takes `action` back, where its kind knows one and the state before was seen.
    public func inverse(of action: Action) -> Action? {
        guard let inverse = parameters(of: action)?.inverse else { return nil }
        return Action(
            kind: action.kind, target: action.target, before: inverse.before, after: inverse.after,
            reason: "takes back \(action.summary)")
    }

    /// The dearest of a plan's actions; one that nobody here knows is as dear as any.
    public func risk(of plan: Plan) -> Risk { plan.actions.map { self[$0.kind]?.risk ?? .high }.max() ?? .high }

    /// Whether two actions are the same once more.
    public func isSame(_ action: Action, as other: Action) -> Bool {
        guard action.kind == other.kind, action.target == other.target else { return false }
        guard let type = self[action.kind] else { return action.after == other.after }
        return type.isAnew || action.after == other.after
    }
}

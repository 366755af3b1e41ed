/// What the agent can do. Every kind has an entry in `Catalogue`.
public enum ActionKind: String, Sendable, Codable, CaseIterable {
    /// Run another version.
    case rollback
    /// Replace every running instance.
    case restart
    /// Run another number of instances.
    case scaleUp = "scale_up"
    /// Drop and reopen the database connections.
    case restartDatabasePool = "restart_db_pool"
}

/// The kind of thing an action changes; with `ActionKind` it selects the actuators. Adapters may add kinds.
public struct TargetKind: Sendable, Hashable, Codable, RawRepresentable {
    /// The name in journals.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A service of the operations dashboard.
    public static let service = TargetKind(rawValue: "service")
}

/// The thing an action changes.
public struct Target: Sendable, Hashable, Codable, CustomStringConvertible {
    /// What kind of thing it is.
    public let kind: TargetKind
    /// Its name among things of that kind.
    public let name: String

    /// Makes a target.
    public init(kind: TargetKind, name: String) { (self.kind, self.name) = (kind, name) }

    /// `service/checkout`.
    public var description: String { "\(kind.rawValue)/\(name.visible)" }
}

extension Target {
    /// What claims and changes are kept under: the same in upper and lower case, for the services and functions behind
    /// two such names are one more often than not, and waiting in vain is the safe mistake.
    public var identity: String { description.lowercased() }

    /// Whether both are the same thing; a driver still asks by the name as it was given.
    public static func == (one: Target, other: Target) -> Bool { one.identity == other.identity }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// A state that an action leaves behind or expects to find. Absolute: reaching it twice is the same as once.
public enum ResourceState: Sendable, Hashable, CustomStringConvertible {
    /// This version runs.
    case version(String)
    /// This many instances are wanted.
    case replicas(Int)
    /// No instance is older than this.
    case instancesSince(Instant)
    /// The connection pool is not older than this.
    case poolSince(Instant)

    /// The state in words, for people: two states that differ do so here too.
    public var description: String {
        switch self {
        case .version(let version): version.visible
        case .replicas(let count): count.counted("replica")
        case .instancesSince(let instant): "no instance older than \(instant)"
        case .poolSince(let instant): "no pooled connection older than \(instant)"
        }
    }
}

/// How dear a mistake would be.
public enum Risk: String, Sendable, Codable, CaseIterable, Comparable {
    /// Undone at once, touches little.
    case low
    /// Undone at once, touches every user of a service.
    case medium
    /// Hard to undo.
    case high

    /// Compares by how dear a mistake would be.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        allCases.firstIndex(of: lhs) ?? 0 < allCases.firstIndex(of: rhs) ?? 0
    }
}

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

    /// `rollback service/checkout: v1.4.2 → v1.4.1`.
    public var summary: String {
        "\(kind.rawValue) \(target): \(before.map { "\($0) → " } ?? "")\(after)"
    }
}

/// Something about an entity became different: a new version, a setting, the number of instances.
public struct Change: Sendable, Hashable, Codable {
    /// What was changed.
    public let entity: Entity
    /// In what way.
    public let kind: ChangeKind
    /// What was there before, in the source's words; nil where it does not say.
    public let from: String?
    /// What came: of a rollout the version. Nil where nobody says.
    public let to: String?
    /// When.
    public let at: Instant
    /// How it stands.
    public let status: ChangeStatus
    /// The instances that it started, where they are known.
    public let started: [String]
    /// The instances that it removed, where they are known.
    public let removed: [String]

    /// Makes a change.
    public init(
        _ kind: ChangeKind, of entity: Entity, from: String? = nil, to: String?, at: Instant, status: ChangeStatus,
        started: [String] = [], removed: [String] = []
    ) {
        (self.entity, self.kind, self.from, self.to, self.at) = (entity, kind, from, to, at)
        (self.status, self.started, self.removed) = (status, started, removed)
    }

    /// Makes a rollout, of which a history says version, time and status.
    public init(rollout version: String, of entity: Entity, at: Instant, status: String) {
        self.init(.rollout, of: entity, to: version, at: at, status: ChangeStatus(rawValue: status))
    }

    /// Of a rollout the version that came; empty where nobody says.
    public var version: String { kind == .rollout ? to ?? "" : "" }
}

/// In what way something was changed. An open word: integrations add theirs.
public struct ChangeKind: Sendable, Hashable, Codable, RawRepresentable {
    /// The word in journals, lower case, such as `rollout`.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Another version was brought to run.
    public static let rollout = ChangeKind(rawValue: "rollout")
    /// A setting was changed.
    public static let configuration = ChangeKind(rawValue: "configuration")
    /// The number or size of instances was changed.
    public static let scaling = ChangeKind(rawValue: "scaling")
    /// A feature was switched on or off.
    public static let flag = ChangeKind(rawValue: "flag")
    /// Something that runs at set times was changed, or ran.
    public static let schedule = ChangeKind(rawValue: "schedule")
}

extension Sequence<Change> {
    /// Those that brought another version than ran before, newest first: to deploy what runs once more changes none,
    /// and what failed in between did not run. Of several in a row the first one counts.
    public var changesOfVersion: [Change] {
        var (kept, running): ([Change], String?) = ([], nil)
        for change in sorted(by: { $0.at < $1.at }) {
            if change.version == running, running?.isEmpty == false { continue }
            kept.append(change)
            if !change.status.isBad { running = change.version }
        }
        return kept.reversed()
    }
}

/// What kind of thing an entity is. An open word: integrations add theirs.
public struct EntityKind: Sendable, Hashable, Codable, RawRepresentable {
    /// The word in journals, lower case, such as `service`.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Something that answers requests under one name.
    public static let service = EntityKind(rawValue: "service")
    /// What a scheduler keeps running for a service: a deployment, a stateful set.
    public static let workload = EntityKind(rawValue: "workload")
    /// One running copy of a workload.
    public static let instance = EntityKind(rawValue: "instance")
    /// A machine that instances run on.
    public static let node = EntityKind(rawValue: "node")
    /// A function that a cloud runs on demand.
    public static let function = EntityKind(rawValue: "function")
    /// A store of data that services ask.
    public static let database = EntityKind(rawValue: "database")
    /// A queue or topic.
    public static let queue = EntityKind(rawValue: "queue")
    /// Something that somebody else runs.
    public static let external = EntityKind(rawValue: "external")
}

/// What alerts, evidence, claims and actions are about.
///
/// Compared by value and never by its text form: two entities are one where kind, scope and name are, in upper and
/// lower case alike.
public struct Entity: Sendable, Codable, CustomStringConvertible {
    /// What it is.
    public let kind: EntityKind
    /// Where it is, from the widest to the narrowest: the integration, then cluster and namespace, or account and
    /// region. Empty where there is only one place.
    public let scope: [String]
    /// Its name there.
    public let name: String

    /// Makes an entity.
    public init(_ kind: EntityKind, _ name: String, in scope: [String] = []) {
        (self.kind, self.scope, self.name) = (kind, scope, name)
    }

    /// A service known by its name alone.
    public static func service(_ name: String) -> Entity { Entity(.service, name) }

    /// The same thing where `system`, by its name in the settings, is one of several; itself where there is only one.
    public func inside(_ system: String?) -> Entity {
        guard let system, scope.first?.lowercased() != system.lowercased() else { return self }
        return Entity(kind, name, in: [system] + scope)
    }

    /// `service/checkout`, `kubernetes:prod/shop/deployment/checkout`: for people, and never parsed.
    public var description: String {
        let path = (scope.dropFirst() + [kind.rawValue, name]).map(\.visible).joined(separator: "/")
        return scope.first.map { "\($0.visible):\(path)" } ?? path
    }

    /// The same without the secrets that names can hold.
    public func cleaned(by texts: inout some TextCleaner) -> Entity {
        Entity(EntityKind(rawValue: texts.name(kind.rawValue)), texts.name(name), in: scope.map { texts.name($0) })
    }

    enum CodingKeys: String, CodingKey { case kind, scope, name }

    /// Decodes; no scope is an empty one.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        kind = try members.decode(EntityKind.self, forKey: .kind)
        scope = try members.decodeIfPresent([String].self, forKey: .scope) ?? []
        name = try members.decode(String.self, forKey: .name)
    }

    /// Encodes; an empty scope is left out.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(kind, forKey: .kind)
        if !scope.isEmpty { try members.encode(scope, forKey: .scope) }
        try members.encode(name, forKey: .name)
    }
}

extension Entity: Hashable {
    private var identity: [String] { ([kind.rawValue, name] + scope).map { $0.lowercased() } }

    /// Whether both are the same thing.
    public static func == (one: Entity, other: Entity) -> Bool { one.identity == other.identity }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

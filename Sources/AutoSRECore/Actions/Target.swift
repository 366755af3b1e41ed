/// The kind of thing an action changes; with `ActionKind` it selects the actuators. An open word: integrations add
/// theirs.
public struct TargetKind: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The name in journals and policies.
    public let rawValue: String
    /// Makes a kind.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue.visible }

    /// A service of the operations dashboard.
    public static let service = TargetKind(rawValue: "service")
    /// An alias of a function on AWS Lambda.
    public static let lambdaAlias = TargetKind(rawValue: "lambda-alias")
}

/// The thing an action changes.
public struct Target: Sendable, Codable, CustomStringConvertible {
    /// What kind of thing it is.
    public let kind: TargetKind
    /// Its name among things of that kind, in its system.
    public let name: String
    /// Which system that is, by where it is, such as a dashboard's address: two systems may have things of one name,
    /// and what is done to the one says nothing of the other. Nil where nobody says.
    public let place: String?

    /// Makes a target.
    public init(kind: TargetKind, name: String, place: String? = nil) {
        (self.kind, self.name, self.place) = (kind, name, place)
    }

    /// The thing of that name in the system at `place`.
    public func located(at place: String?) -> Target { Target(kind: kind, name: name, place: place ?? self.place) }

    /// Whether both are called the same, wherever they are.
    public func isNamesake(of other: Target) -> Bool {
        kind.rawValue.lowercased() == other.kind.rawValue.lowercased() && name.lowercased() == other.name.lowercased()
    }

    /// `service/checkout`: for people, and never parsed.
    public var description: String { "\(kind)/\(name.visible)" }
}

extension Target: Hashable {
    private var key: [String] { [kind.rawValue.lowercased(), name.lowercased()] + [place].compactMap(\.self) }

    /// What a store of texts keeps claims and changes under: one text for one target, and never parsed. The same in
    /// upper and lower case, for the services and functions behind two such names are one more often than not, and
    /// waiting in vain is the safe mistake.
    public var identity: String {
        key.map { $0.replacing("%", with: "%25").replacing("/", with: "%2F") }.joined(separator: "/")
    }

    /// Whether both are the same thing; a driver still asks by the name as it was given.
    public static func == (one: Target, other: Target) -> Bool { one.key == other.key }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

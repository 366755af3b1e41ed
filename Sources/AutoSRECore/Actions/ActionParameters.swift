/// What one kind of action is, its parameters as a value: from which state of the target to which. One file for each
/// kind.
public protocol ActionParameters: Sendable, Hashable {
    /// The kind's word.
    static var kind: ActionKind { get }
    /// What it does, in a sentence.
    static var title: String { get }
    /// Who notices it while it is done, as the object of "touches".
    static var blastRadius: String { get }
    /// How dear a mistake would be.
    static var risk: Risk { get }
    /// Whether each time is one of its own, as a restart is; otherwise two that leave the same state are the same.
    static var isAnew: Bool { get }

    /// Reads the states of an action strictly; nil where they are none of this kind.
    /// - Parameters:
    ///   - before: the state that must be found; nil where nobody could see it.
    ///   - after: the state that is left.
    init?(before: ResourceState?, after: ResourceState)
    /// The state that must be found; nil where nobody could see it.
    var before: ResourceState? { get }
    /// The state that is left, and how the effect shows on the target itself.
    var after: ResourceState { get }
    /// What takes it back; nil where nothing does, or the state before was not seen.
    var inverse: Self? { get }
    /// The version that is to run, for a kind that brings one back.
    var version: String? { get }
    /// What the target should be like afterwards: `checkout runs v1.4.1 on every instance`.
    func expectation(of target: String) -> String
}

extension ActionParameters {
    /// The same state twice is the same action twice.
    public static var isAnew: Bool { false }
    /// No version.
    public var version: String? { nil }
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

/// Runs the version that ran before the guilty one.
public struct Rollback: ActionParameters {
    /// The kind's word.
    public static let kind = ActionKind.rollback
    /// What it does.
    public static let title = "Run the version that ran before the guilty one."
    /// Who notices it.
    public static let blastRadius = "every request to the service as it changes versions"
    /// Every user is served by another version, and the way back is the same.
    public static let risk = Risk.medium

    /// The version that has to run; nil where nobody could see it.
    public let from: String?
    /// The version that is to run.
    public let to: String

    /// Rolls back.
    public init(from: String?, to: String) { (self.from, self.to) = (from, to) }

    /// Versions, none of them empty.
    public init?(before: ResourceState?, after: ResourceState) {
        guard case .version(let to) = after, !to.isEmpty else { return nil }
        switch before {
        case nil: self.init(from: nil, to: to)
        case .version(let from)? where !from.isEmpty: self.init(from: from, to: to)
        default: return nil
        }
    }

    /// The version that has to run.
    public var before: ResourceState? { from.map { .version($0) } }
    /// The version that is to run.
    public var after: ResourceState { .version(to) }
    /// Back to where it came from.
    public var inverse: Rollback? { from.map { Rollback(from: to, to: $0) } }
    /// What is to run.
    public var version: String? { to }
    /// It runs everywhere.
    public func expectation(of target: String) -> String { "\(target) runs \(after) on every instance" }
}

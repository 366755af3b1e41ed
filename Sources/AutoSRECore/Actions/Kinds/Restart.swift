/// Replaces every running instance by a fresh one of the same version.
public struct Restart: ActionParameters {
    /// The kind's word.
    public static let kind = ActionKind.restart
    /// What it does.
    public static let title = "Replace every running instance by a fresh one of the same version."
    /// Who notices it.
    public static let blastRadius = "requests in flight on each instance as it is replaced"
    /// What the instances held is gone.
    public static let risk = Risk.medium
    /// Each restart is one of its own.
    public static let isAnew = true

    /// No instance may be older than this.
    public let since: Instant

    /// Replaces what was started before `since`.
    public init(since: Instant) { self.since = since }

    /// An instant; what ran before does not matter and cannot come back.
    public init?(before: ResourceState?, after: ResourceState) {
        guard before == nil, case .instancesSince(let since) = after else { return nil }
        self.init(since: since)
    }

    /// Whatever runs.
    public var before: ResourceState? { nil }
    /// No instance is older.
    public var after: ResourceState { .instancesSince(since) }
    /// Nothing brings instances back that have ended.
    public var inverse: Restart? { nil }
    /// They are fresh.
    public func expectation(of target: String) -> String { "every instance of \(target) is fresh" }
}

/// Drops the service's database connections and opens new ones.
public struct RestartDatabasePool: ActionParameters {
    /// The kind's word.
    public static let kind = ActionKind.restartDatabasePool
    /// What it does.
    public static let title = "Drop the service's database connections and open new ones."
    /// Who notices it.
    public static let blastRadius = "queries in flight on the dropped connections"
    /// Over at once.
    public static let risk = Risk.low
    /// Each restart is one of its own.
    public static let isAnew = true

    /// The pool may not be older than this.
    public let since: Instant

    /// Replaces a pool that was started before `since`.
    public init(since: Instant) { self.since = since }

    /// An instant; the connections of before do not matter and cannot come back.
    public init?(before: ResourceState?, after: ResourceState) {
        guard before == nil, case .poolSince(let since) = after else { return nil }
        self.init(since: since)
    }

    /// Whatever is connected.
    public var before: ResourceState? { nil }
    /// The pool is not older.
    public var after: ResourceState { .poolSince(since) }
    /// Nothing brings dropped connections back.
    public var inverse: RestartDatabasePool? { nil }
    /// There are free ones.
    public func expectation(of target: String) -> String { "\(target) has free connections again" }
}

/// Which runs are asked for. The answer is always newest first, and reads no run that is not asked for.
public struct RunQuery: Sendable, Hashable {
    /// What they have in common.
    public enum Scope: Sendable, Hashable {
        /// Nothing.
        case all
        /// They are not closed.
        case open
        /// They are open, and there is something to do in them at this time: they were not parked, or until then.
        case due(Instant)
        /// They are open and concluded: somebody is still to be told.
        case untold
        /// They are called so, or their incident is.
        case named(String)
        /// Their name, or their incident's, begins so.
        case prefixed(String)
        /// They are about this service.
        case service(String)
        /// They are open, and were opened by an alert with this fingerprint.
        case fingerprint(String)
        /// They are open, and have this deduplication key: one at the most.
        case deduplicationKey(String)
    }

    /// What they have in common.
    public let scope: Scope
    /// How many at the most.
    public let limit: Int

    /// More runs than anybody has.
    public static let noLimit = Int(Int32.max)

    /// Asks for the newest `limit` of `scope`.
    public init(_ scope: Scope, limit: Int = RunQuery.noLimit) { (self.scope, self.limit) = (scope, max(0, limit)) }
}

extension RunStore {
    /// The newest of all runs.
    public func runs(limit: Int) async throws -> [RunSummary] { try await runs(RunQuery(.all, limit: limit)) }

    /// The runs that are not closed, newest first.
    public func unfinished() async throws -> [RunSummary] { try await runs(RunQuery(.open)) }
}

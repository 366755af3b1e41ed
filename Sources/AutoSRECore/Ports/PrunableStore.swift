/// A store of which old runs can be taken away.
public protocol PrunableStore: Sendable {
    /// What it holds now.
    func holdings(at now: Instant) async throws -> Holdings
    /// Takes away what `pruning` names, evidence first; interrupted in between, the rest is there as before. Throws
    /// `.stale`, and takes nothing away, where one of the runs is open by now, or evidence that has just been put may
    /// be named in a moment by a run that is.
    func prune(_ pruning: Pruning, at now: Instant) async throws
    /// Gives the room that was freed back to the disk, as far as nobody else is in the way, and returns the bytes that
    /// the store takes then.
    func compact() async throws -> Int
    /// What is still known of the run, or of the newest run of the incident, of this id, whose journal was taken away.
    func pruned(_ id: String) async throws -> PrunedRun?
}

/// All that is left of a run whose journal was taken away.
public struct PrunedRun: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// Its incident's id.
    public let incident: String
    /// How it ended; nil where that could not be read.
    public let outcome: Outcome?
    /// When it was taken away.
    public let at: Instant

    /// Makes one.
    public init(run: RunID, incident: String, outcome: Outcome?, at: Instant) {
        (self.run, self.incident, self.outcome, self.at) = (run, incident, outcome, at)
    }
}

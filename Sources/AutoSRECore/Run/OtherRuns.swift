/// What a run has found of other runs on the same target since it read its evidence. Forgotten whole when that is read
/// anew: of others nothing newer is known then.
public struct OtherRuns: Sendable, Hashable {
    /// The run that last had the target when this one wanted it.
    public internal(set) var busy: TargetBusy?
    /// Since when the target was found taken.
    public internal(set) var busySince: Instant?
    /// When it was found so last.
    var busyAt: Instant?
    /// What another run did to the target meanwhile.
    public internal(set) var changed: TargetChange?

    /// Whose work there was last; nil where nobody was found.
    var run: RunID? { changed?.run ?? busy?.run }

    /// That somebody was found, in words; nil where nobody was.
    var words: String? {
        if let changed { return "\(changed.run) has changed \(changed.target)" }
        return busy.map { "\($0.run) has worked on \($0.target)" }
    }

    /// That one has had it for as long as a run may have it; nil where none has.
    func delay(_ limits: Limits) -> String? {
        guard let busySince, let busyAt, let busy else { return nil }
        // As of when it was found busy last: by now it may be free, and asking again tells.
        let waited = busyAt.seconds(since: busySince)
        guard waited >= limits.holdingSeconds else { return nil }
        return "\(busy.run) has been working on \(busy.target) for \(PostMortem.seconds(waited))"
    }

    mutating func note(_ found: TargetBusy, at: Instant) {
        (busy, busySince, busyAt) = (found, busySince ?? at, at)
    }
}

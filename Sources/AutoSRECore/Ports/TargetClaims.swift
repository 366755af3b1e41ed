/// Who may change a target now: one run at a time among those of one store, from intent to outcome.
///
/// A claim is good as long as its run's lease is held (`World.holds`). The store releases the claims of a run with its
/// `concluded` entry, and notes a change with each `intended` entry on a target that the run has claimed.
public protocol TargetClaims: Sendable {
    /// Claims all of `targets` for `run`, or none: returns the claim that is in the way, nil where all are the run's.
    /// Throws `.stale` where the fencing token is no longer the newest.
    /// - Parameter displacing: the claim of a run that nobody holds. Where it is as it was, that run is fenced and
    ///   loses all its claims in the same write.
    func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) async throws -> TargetClaim?
    /// Who claims a target, if anybody does.
    func holder(of target: Target) async throws -> RunID?
    /// The last time that another run than `run` changed a target, or may have: an intent under way counts; a
    /// rehearsal, what was found done already and what the target clearly refused do not.
    func lastChange(of target: Target, besides run: RunID) async throws -> TargetChange?
    /// Every change of a target after `since`, by whichever run, newest first. Throws where its journals tell of one
    /// that it does not know.
    func changes(of target: Target, since: Instant) async throws -> [TargetChange]
}

/// A run's claim on a target.
public struct TargetClaim: Sendable, Hashable {
    /// Whose it is.
    public let run: RunID
    /// On what.
    public let target: Target
    /// Since when.
    public let since: Instant
    /// The run's lease; a claim without one is nobody's.
    public let lease: Lease?

    /// Makes a claim.
    public init(run: RunID, target: Target, since: Instant, lease: Lease?) {
        (self.run, self.target, self.since, self.lease) = (run, target, since, lease)
    }
}

/// A change of a target by a run.
public struct TargetChange: Sendable, Hashable, Codable {
    /// What was changed, or may have been.
    public let target: Target
    /// By which run.
    public let run: RunID
    /// When that was decided, or when it was seen.
    public let at: Instant

    /// Makes a change.
    public init(target: Target, run: RunID, at: Instant) { (self.target, self.run, self.at) = (target, run, at) }
}

/// Another run has the target: nothing is done to it before `retryAt`.
public struct TargetBusy: Sendable, Hashable, Codable {
    /// What is claimed.
    public let target: Target
    /// By which run.
    public let run: RunID
    /// When to ask again.
    public let retryAt: Instant

    /// Makes one.
    public init(target: Target, run: RunID, retryAt: Instant) {
        (self.target, self.run, self.retryAt) = (target, run, retryAt)
    }

    enum CodingKeys: String, CodingKey {
        case target, run
        case retryAt = "retry_at"
    }
}

extension Event {
    /// What an entry says of the changes of targets; the same for every store.
    public enum Mark: Sendable, Hashable {
        /// A target may be changed from now on, under this intent's key.
        case begins(Intent)
        /// The intent of this key had an effect.
        case happened(key: String)
        /// The intent of this key had none.
        case nothing(key: String)
        /// The run changes nothing more.
        case ends
    }

    /// What this event says of them; nil for most. What an earlier try of the same run may have done is its change.
    public var mark: Mark? {
        switch self {
        case .intended(let intent): .begins(intent)
        case .acted(let receipt):
            [.applied, .unconfirmed].contains(receipt.effect) || receipt.inverse != nil
                ? .happened(key: receipt.intent) : .nothing(key: receipt.intent)
        case .refused(_, _, let intent?): .nothing(key: intent)
        case .concluded: .ends
        default: nil
        }
    }
}

/// The right to move one run forward.
public struct Lease: Sendable, Hashable {
    /// Who holds it.
    public let owner: Owner
    /// When the holder last said that it lives.
    public var heartbeat: Instant
    /// After this, without a heartbeat, anybody may claim the run of whose holder nobody knows whether it lives.
    public var expires: Instant
    /// Grows with every claim; the store refuses writes with an older one.
    public let token: Int64

    /// How long a lease lasts without a heartbeat, in seconds.
    public static let seconds = 15.0

    /// Makes a lease that starts now.
    public init(owner: Owner, at now: Instant, token: Int64) {
        (self.owner, self.token, heartbeat) = (owner, token, now)
        expires = now.advanced(bySeconds: Self.seconds)
    }

    /// The same lease after a heartbeat at `now`.
    public func renewed(at now: Instant) -> Lease { Lease(owner: owner, at: now, token: token) }

    /// The lease after its holder gave it up: over for ever, its token kept so that the next is greater.
    public var released: Lease {
        Lease(owner: owner, heartbeat: heartbeat, expires: Instant(milliseconds: 0), token: token)
    }

    /// Whether its holder gave it up.
    public var isReleased: Bool { expires.milliseconds == 0 }

    /// The lease of a holder that is shut out: given up, with a token that its own writes no longer have.
    public var fenced: Lease {
        Lease(owner: owner, heartbeat: heartbeat, expires: Instant(milliseconds: 0), token: token + 1)
    }

    /// Makes a lease as it was stored.
    public init(owner: Owner, heartbeat: Instant, expires: Instant, token: Int64) {
        (self.owner, self.heartbeat, self.expires, self.token) = (owner, heartbeat, expires, token)
    }
}

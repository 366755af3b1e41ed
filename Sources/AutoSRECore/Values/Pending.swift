/// A change that was asked for, of which nobody knows whether it happened: the request may have reached the target, the
/// target itself has not clearly refused it, and its state does not show the effect yet.
///
/// A driver throws it, and it is kept as a fact: from then on the change is never asked for again, in this process or
/// another. The target is watched until it shows the effect or `until` is over.
public struct Pending: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The intent's key.
    public let intent: String
    /// The driver that asked, for example `http`.
    public let driver: String
    /// What came in place of a clear answer, in words: `HTTP 504: Gateway Time-out`.
    public let reason: String
    /// Until then such a change may take its time.
    public let until: Instant
    /// What the driver left to look at.
    public let artifacts: [Artifact]

    /// Notes what was asked for.
    public init(intent: String, driver: String, reason: String, until: Instant, artifacts: [Artifact] = []) {
        (self.intent, self.driver, self.reason) = (intent, driver, reason)
        (self.until, self.artifacts) = (until, artifacts)
    }

    /// The same in other words.
    public func saying(_ reason: String) -> Pending {
        Pending(intent: intent, driver: driver, reason: reason, until: until, artifacts: artifacts)
    }

    /// The reason.
    public var description: String { reason }

    /// The receipt of what the target shows after all: it was asked for here, so it is ours to take back.
    public func receipt(for intent: Intent, shown: Receipt) -> Receipt {
        Receipt(
            intent: intent.key, effect: .applied, driver: driver, confirmation: shown.confirmation,
            artifacts: artifacts + shown.artifacts)
    }

    /// The receipt where it does not show and its time is over. What may not have happened is not taken back.
    public func receipt(for intent: Intent) -> Receipt {
        let words =
            "asked for at \(intent.at) (\(reason)); the target does not show it, and nobody knows whether it happened"
        return Receipt(
            intent: intent.key, effect: .unconfirmed, driver: driver, confirmation: words, artifacts: artifacts)
    }
}

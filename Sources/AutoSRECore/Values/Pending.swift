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
    /// Whether it has to show in the end for the run to have succeeded: the health signal alone does not make up for a
    /// target that nothing but its own pages tells about.
    public let mustShow: Bool

    /// Notes what was asked for.
    public init(
        intent: String, driver: String, reason: String, until: Instant, artifacts: [Artifact] = [],
        mustShow: Bool = false
    ) {
        (self.intent, self.driver, self.reason) = (intent, driver, reason)
        (self.until, self.artifacts, self.mustShow) = (until, artifacts, mustShow)
    }

    /// The same in other words.
    public func saying(_ reason: String) -> Pending {
        Pending(
            intent: intent, driver: driver, reason: reason, until: until, artifacts: artifacts, mustShow: mustShow)
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
            intent: intent.key, effect: .unconfirmed, driver: driver, confirmation: words,
            artifacts: artifacts, mustShow: mustShow)
    }

    enum CodingKeys: String, CodingKey {
        case intent, driver, reason, until, artifacts
        case mustShow = "must_show"
    }

    /// Decodes; a journal of before health was not enough has no such word.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            intent: try members.decode(String.self, forKey: .intent),
            driver: try members.decode(String.self, forKey: .driver),
            reason: try members.decode(String.self, forKey: .reason),
            until: try members.decode(Instant.self, forKey: .until),
            artifacts: try members.decode([Artifact].self, forKey: .artifacts),
            mustShow: try members.decodeIfPresent(Bool.self, forKey: .mustShow) ?? false)
    }

    /// Encodes; without the word where it says nothing, so that the digests of old journals hold.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(intent, forKey: .intent)
        try members.encode(driver, forKey: .driver)
        try members.encode(reason, forKey: .reason)
        try members.encode(until, forKey: .until)
        try members.encode(artifacts, forKey: .artifacts)
        if mustShow { try members.encode(mustShow, forKey: .mustShow) }
    }
}

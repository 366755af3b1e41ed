/// How a run ended: one word in journal, JSON, reports and exit codes.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// The health signal stands healthy after the agent acted.
    case recovered
    /// The health signal stood healthy before the agent touched anything.
    case selfRecovered = "self_recovered"
    /// There was no incident.
    case nothingToDo = "nothing_to_do"
    /// Acted, and the health signal did not come back.
    case notRecovered = "not_recovered"
    /// Acted, and nobody can tell yet whether it helped; or nothing at all could be looked at.
    case unverified
    /// Nothing was tried; a person has to decide, and something was seen to decide by.
    case escalated
    /// The action could not be carried out, or the run broke.
    case failed
    /// Stopped from outside before its end.
    case interrupted

    /// Whether the process exits 0.
    public var isSuccess: Bool { self == .recovered || self == .selfRecovered || self == .nothingToDo }
}

/// The end of a run and why.
public struct Conclusion: Sendable, Hashable, Codable {
    /// How it ended.
    public let outcome: Outcome
    /// Why, in a sentence that a person can act on.
    public let reason: String
    /// The notifiers that are to be told, in order.
    public let receivers: [String]

    /// Makes a conclusion.
    public init(_ outcome: Outcome, reason: String, receivers: [String]) {
        (self.outcome, self.reason, self.receivers) = (outcome, reason, receivers)
    }
}

/// What came of a round's verification.
public enum Verification: String, Sendable, Codable {
    /// The signal stands healthy.
    case recovered
    /// The signal answered, and it is not healthy.
    case notRecovered = "not_recovered"
    /// The signal could not be seen, or cannot have changed yet.
    case unverified
    /// An undo was carried out and the target shows the state before.
    case undone
}

/// One attempt to tell people through one notifier.
public struct Notification: Sendable, Hashable, Codable {
    /// What came of it.
    public enum Status: String, Sendable, Codable {
        /// Delivered.
        case delivered
        /// Not configured, so not tried.
        case skipped
        /// Tried, and it failed.
        case failed
    }

    /// The notifier's name.
    public let notifier: String
    /// What came of it.
    public let status: Status
    /// Where it is, or why not: a path, a channel, an error.
    public let detail: String
    /// Whether an earlier attempt may have arrived too.
    public let isRepeat: Bool

    /// Makes a notification.
    public init(notifier: String, status: Status, detail: String, isRepeat: Bool) {
        (self.notifier, self.status, self.detail, self.isRepeat) = (notifier, status, detail, isRepeat)
    }

    enum CodingKeys: String, CodingKey {
        case notifier, status, detail
        case isRepeat = "repeat"
    }
}

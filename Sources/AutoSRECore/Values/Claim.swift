/// A statement that anyone can check again: it cites evidence by content and says what must hold of it.
public struct Claim: Sendable, Hashable, Codable {
    /// The statement in plain words, made from the predicate's own figures.
    public let statement: String
    /// What must hold.
    public let predicate: Predicate
    /// The evidence it is about.
    public let evidence: [EvidenceID]

    /// Makes a claim.
    public init(_ statement: String, _ predicate: Predicate, evidence: [EvidenceID]) {
        (self.statement, self.predicate, self.evidence) = (statement, predicate, evidence)
    }
}

/// A stretch of time, its end excluded.
public struct TimeWindow: Sendable, Hashable, Codable {
    /// The first instant.
    public let from: Instant
    /// The first instant after it.
    public let until: Instant

    /// Makes a window.
    public init(from: Instant, until: Instant) { (self.from, self.until) = (from, until) }

    /// Whether `instant` lies inside.
    public func contains(_ instant: Instant) -> Bool { from <= instant && instant < until }
}

/// The closed set of things a claim may say. Code evaluates each again from the cited evidence alone
/// (`Predicate.holds(over:)`), offline and without whoever made the claim.
public enum Predicate: Sendable, Hashable {
    /// At least `atLeast` log lines inside `window` match `pattern`: literal text in which `<*>` stands for anything.
    case logsMatch(pattern: String, window: TimeWindow, atLeast: Int)
    /// At most `atMost` log lines inside `window` match `pattern`; the lines are whole over it.
    case logsLack(pattern: String, window: TimeWindow, atMost: Int)
    /// The mean of a metric over `after` is at least (`ratio` > 1) or at most (`ratio` < 1) `ratio` × its mean over
    /// `before`.
    case metricShifted(name: String, before: TimeWindow, after: TimeWindow, ratio: Double)
    /// The mean of a metric over `window` is at least `value`.
    case metricAtLeast(name: String, window: TimeWindow, value: Double)
    /// The mean of a metric over `window` is at most `value`, and its samples go on through it.
    case metricAtMost(name: String, window: TimeWindow, value: Double)
    /// `version` was deployed inside `window`.
    case deployed(version: String, window: TimeWindow)
    /// Nothing was deployed inside `window`; the history is whole over it.
    case nothingDeployed(window: TimeWindow)
    /// At least `atLeast` instances run `version`, or any version where it is nil, with one of the `statuses`.
    case instances(version: String?, statuses: [String], atLeast: Int)
    /// At least `atLeast` connections of the pool are in use.
    case poolInUse(atLeast: Int)
    /// The health signal said `status`.
    case health(HealthReading.Status)

    /// Whether it says that something is not there: true of what nobody saw too, and so never a ground to act.
    public var isAbsence: Bool {
        switch self {
        case .logsLack, .nothingDeployed: true
        default: false
        }
    }
}

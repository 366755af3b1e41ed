/// Everything known about one run: the replay of its journal.
public struct Run: Sendable, Hashable {
    /// The run.
    public let id: RunID
    /// What it is about.
    public let incident: Incident
    /// Who reported it.
    public let source: String
    /// When the run began.
    public let openedAt: Instant
    /// What it is judged by; nil before a process has begun to work on it.
    public internal(set) var conditions: Conditions?
    /// Where it stands.
    public internal(set) var phase = Phase.opened
    /// The attempts, the last one current. An undo is a round of its own.
    public internal(set) var rounds: [Round] = [Round()]
    /// Failed tries at the present step.
    public internal(set) var transientFailures: [String] = []
    /// Before this the present step is not tried again.
    public internal(set) var retryAt: Instant?
    /// How the run ended, and why, once that is decided.
    public internal(set) var conclusion: Conclusion?
    /// When that was decided.
    public internal(set) var concludedAt: Instant?
    /// When the policy asked a person.
    var askedAt: Instant?
    /// Who has been told, and how that went.
    public internal(set) var notifications: [Notification] = []
    /// A notifier that was about to tell people when the journal ends.
    public internal(set) var notifying: String?
    /// Whether that notifier may have told people already, in a process that died.
    var isNotifiedBefore = false
    /// How often another process took the run over.
    public internal(set) var resumptions = 0
    /// When the last of them did: what was read and judged before is no reading and no verdict of now.
    var resumedAt: Instant?
    /// Signals that joined this run.
    public internal(set) var joined: [Alert] = []
    /// That somebody wants nothing more to be begun, in words; nil while nobody does.
    public internal(set) var cancellation: String?
    /// What was found of other runs on the target of this round's plan, or on what the incident is about.
    public internal(set) var others = OtherRuns()
    /// The number of entries replayed; the next has this plus one.
    public internal(set) var seq = 1
    /// The digest of the last entry replayed.
    public internal(set) var lastDigest: Digest
    /// When the last entry was noted.
    public internal(set) var lastAt: Instant

    /// Opens a run from a journal's first entry.
    public init(opening entry: JournalEntry) throws(JournalError) {
        guard case .opened(let alert) = entry.event, entry.seq == 1 else { throw .notOpened }
        guard entry.previousDigest == JournalEntry.genesis else { throw .broken(entry.run, seq: 1) }
        (id, incident, source) = (entry.run, alert.incident, alert.source)
        (openedAt, lastAt, lastDigest) = (entry.at, entry.at, entry.digest)
    }

    /// Rebuilds a run from its whole journal, checking every link of the chain.
    public init(replaying journal: [JournalEntry]) throws(JournalError) {
        guard let first = journal.first else { throw .notOpened }
        try self.init(opening: first)
        for entry in journal.dropFirst() { try apply(entry) }
    }

    /// The current round.
    public var round: Round { rounds[rounds.count - 1] }

    /// The rounds that tried something new, undos left out.
    public var attempts: [Round] { rounds.filter { $0.plan?.isUndo != true } }

    /// Whether anything was done, be it only logged.
    public var hasActed: Bool { rounds.contains { !$0.intents.isEmpty } }

    /// Whether something was done for real, or may have been, in any of its rounds.
    public var isReal: Bool { rounds.contains(where: \.isReal) }

    /// Whether something was done, and all of it only logged.
    public var isRehearsal: Bool { !isReal && rounds.contains(where: \.isSimulated) }

    /// When the action phase began.
    var actionStartedAt: Instant? {
        for round in rounds { if let intent = round.intents.first { return intent.at } }
        return nil
    }

    /// Seconds from the start of the action phase to the recovery; nil unless it recovered after an action.
    public var recoverySeconds: Double? {
        guard conclusion?.outcome == .recovered, let start = actionStartedAt,
            let end = round.verifiedAt ?? concludedAt
        else { return nil }
        return max(0, end.seconds(since: start))
    }

    /// Keys of the hypotheses that were acted on.
    public var tried: [HypothesisKey] { attempts.filter { !$0.intents.isEmpty }.compactMap { $0.plan?.hypothesis } }

    /// The hypothesis to work on in this round: the best one, unless it was tried already.
    public var hypothesis: Hypothesis? { round.diagnosis?.hypotheses.first { !tried.contains($0.key) } }
}

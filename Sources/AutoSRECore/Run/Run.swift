/// Everything known about one run: the replay of its journal.
public struct Run: Sendable, Hashable {
    /// The run.
    public let id: RunID
    /// What it is about.
    public let incident: Incident
    /// The thing that this is: what evidence and health are asked about.
    public let entity: Entity
    /// Who reported it.
    public let source: String
    /// Whether what was reported is made up.
    public let isAlertSimulated: Bool
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
    /// The newest schema of the facts that a later version wrote; nil where there are none. What is known of the run is
    /// then only as much as this version can read: enough to be shown, and never to be acted on.
    public internal(set) var laterSchema: Int?
    /// The number of entries replayed; the next has this plus one.
    public internal(set) var seq = 1
    /// The digest of the last entry replayed.
    public internal(set) var lastDigest: Digest
    /// When the last entry was noted.
    public internal(set) var lastAt: Instant

    /// Opens a run from a journal's first entry.
    /// - Parameter known: what the list of runs says that it is about, for an opening that a later version wrote.
    public init(opening entry: JournalEntry, about known: Incident? = nil) throws(JournalError) {
        guard entry.seq == 1 else { throw .notOpened }
        guard entry.previousDigest == JournalEntry.genesis else { throw .broken(entry.run, seq: 1) }
        if case .opened(let alert) = entry.event {
            (incident, entity, source) = (alert.incident, alert.entity, alert.source)
            isAlertSimulated = alert.isSimulated
        } else if entry.isLater, let known {
            (incident, entity, source) = (known, .service(known.service), Self.unreadSource)
            isAlertSimulated = false
        } else {
            throw .notOpened
        }
        id = entry.run
        (openedAt, lastAt, lastDigest) = (entry.at, entry.at, entry.digest)
        laterSchema = entry.isLater ? entry.schema : nil
    }

    /// Who reported what only a later version can read.
    private static let unreadSource = "an unknown source"

    /// Rebuilds a run from its whole journal, checking every link of the chain.
    /// - Parameter row: the run in the list of runs, which says what it is about and how it ended where a later version
    ///   wrote that.
    public init(replaying journal: [JournalEntry], listedAs row: RunSummary? = nil) throws(JournalError) {
        guard let first = journal.first else { throw .notOpened }
        try self.init(opening: first, about: row?.incident)
        for entry in journal.dropFirst() { try apply(entry) }
        if laterSchema != nil, phase == .closed, conclusion == nil, let outcome = row?.outcome {
            conclusion = Conclusion(outcome, reason: PostMortem.unreadEnd, receivers: [])
        }
    }

    /// The current round.
    public var round: Round { rounds[rounds.count - 1] }

    /// The rounds that tried something new, undos left out.
    public var attempts: [Round] { rounds.filter { $0.plan?.isUndo != true } }

    /// Whether anything was done, be it only logged. An intent of which nothing has left is nothing done.
    public var hasActed: Bool { rounds.contains { !$0.intents.isEmpty && !$0.isUnbegun } }

    /// Whether all that this run wanted was there before it asked for anything: somebody else's work.
    var hasFoundAllDone: Bool { !round.receipts.isEmpty && rounds.allSatisfy { !$0.isOurs } }

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

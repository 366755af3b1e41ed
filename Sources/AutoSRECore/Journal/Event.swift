/// A fact that happened. Facts are the only thing ever stored; a run is their replay.
public enum Event: Sendable, Hashable {
    /// A run began.
    case opened(Alert)
    /// What the run is judged by from here on.
    case conditions(Conditions)
    /// Another alert about the same trouble arrived.
    case alertJoined(Alert)
    /// Somebody wants nothing more to be begun.
    case cancelled(by: String, reason: String)
    /// The trouble came back after it had gone.
    case recurred(HealthReading)
    /// A round's evidence was read.
    case gathered(EvidenceSet)
    /// Somebody concluded something, and the claims were re-checked.
    case diagnosed(Diagnosis)
    /// A plan was made.
    case planned(Plan)
    /// The policy spoke.
    case judged(Verdict)
    /// A person said yes.
    case approved(Clearance)
    /// A person said no.
    case rejected(by: String, reason: String)
    /// An answer that counts for nothing: the plan, the evidence or the question is another one by now.
    case answerVoid(by: String, reason: String)
    /// The health signal was read once more, before anything is touched.
    case prechecked(HealthReading)
    /// Written *before* the world is touched, so that a crash leaves a trace.
    case intended(Intent)
    /// Written *before* the request that counts leaves; what comes of it is the next fact. Where a process ends in
    /// between, it is what `pending` says, and never asked for again.
    case sending(Pending)
    /// It was asked for, and nobody knows yet whether it happens; it is never asked for again.
    case pending(Pending)
    /// The world shows the effect.
    case acted(Receipt)
    /// A door stays closed; the reason is for a person, and so is what was left to look at. `intent` is the key of the
    /// intent that the target clearly refused, so that it certainly had no effect; nil for everything else.
    case refused(reason: String, artifacts: [Artifact] = [], intent: String? = nil)
    /// The health signal was read after acting.
    case checked(HealthReading)
    /// The round's verification has ended.
    case verified(Verification)
    /// Another run has the target of the plan.
    case targetBusy(TargetBusy)
    /// Another run has changed the target of the plan, or may have, since this one last knew of it.
    case targetChanged(TargetChange)
    /// A step failed and may be tried again.
    case transientFailure(reason: String, retryAt: Instant)
    /// The process was told to stop; the run can be resumed.
    case interrupted(signal: String)
    /// Another process took the run over.
    case resumed(Owner)
    /// The run's end is decided.
    case concluded(Conclusion)
    /// A notifier is about to tell people. Written before, so that a repeat after a crash can be marked.
    case notifying(notifier: String)
    /// A notifier has told people, or could not.
    case notified(Notification)
    /// Nothing more happens in this run.
    case closed
    /// A message that nobody here understands: kept, and without effect.
    case messageUnknown(kind: String, payload: JSONValue)
    /// A fact of a later version, or with a word of one: kept, shown by name, and without effect on the replay. Nothing
    /// here makes one, and nobody here works on an open run that holds one (`JournalEntry.isLater`).
    case unknown(kind: String, payload: JSONValue)
}

extension Event {
    /// The name in the journal. Never changed once released.
    public var kind: String {
        switch self {
        case .opened: "opened"
        case .conditions: "conditions"
        case .alertJoined: "alert_joined"
        case .cancelled: "cancelled"
        case .recurred: "recurred"
        case .gathered: "gathered"
        case .diagnosed: "diagnosed"
        case .planned: "planned"
        case .judged: "judged"
        case .approved: "approved"
        case .rejected: "rejected"
        case .answerVoid: "answer_void"
        case .prechecked: "prechecked"
        case .intended: "intended"
        case .sending: "sending"
        case .pending: "pending"
        case .acted: "acted"
        case .refused: "refused"
        case .checked: "checked"
        case .verified: "verified"
        case .targetBusy: "target_busy"
        case .targetChanged: "target_changed"
        case .transientFailure: "transient_failure"
        case .interrupted: "interrupted"
        case .resumed: "resumed"
        case .concluded: "concluded"
        case .notifying: "notifying"
        case .notified: "notified"
        case .closed: "closed"
        case .messageUnknown: "message_unknown"
        case .unknown(let kind, _): kind
        }
    }
}

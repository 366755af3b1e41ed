import AutoSRECore

extension Event {
    /// Whether the engine decided on it, or on asking for it; what others said, and what merely went wrong, is a fact.
    var isDecided: Bool {
        switch self {
        case .gathered, .diagnosed, .planned, .judged, .prechecked, .intended, .acted, .refused, .checked, .verified,
            .concluded, .notifying, .notified, .closed:
            true
        case .opened, .conditions, .alertJoined, .cancelled, .recurred, .approved, .rejected, .answerVoid, .sending,
            .pending, .targetBusy, .targetChanged, .transientFailure, .interrupted, .resumed, .messageUnknown, .unknown:
            false
        }
    }

    /// Moments that the fact itself names: it was decided on at one of them, or about then.
    var moments: [Instant] {
        switch self {
        case .prechecked(let reading), .checked(let reading): [reading.at]
        case .intended(let intent): [intent.at]
        case .gathered(let gathering): [gathering.health?.at].compactMap(\.self)
        default: []
        }
    }
}

extension Step {
    /// Whether this fact can come of it.
    func leads(to event: Event) -> Bool {
        switch (self, event) {
        case (.gather, .gathered), (.diagnose, .diagnosed), (.fallBack, .diagnosed), (.judge, .judged),
            (.precheck, .prechecked), (.check, .checked), (.settle, .verified), (.conclude, .concluded),
            (.standDown, .concluded), (.announce, .notifying), (.notify, .notified), (.close, .closed),
            (.act, .acted), (.watch, .acted), (.presume, .acted), (.intend, .intended):
            true
        // What was allowed before a pause is judged again in the act; what is looked for once more may be there by now.
        case (.act, .judged), (.precheck, .acted): true
        case (.plan, .planned(let plan)): !plan.isUndo
        case (.undo, .planned(let plan)): plan.isUndo
        case (.refuse, .refused), (.plan, .refused), (.diagnose, .refused), (.act, .refused), (.watch, .refused): true
        default: false
        }
    }

    /// The step in words, for a person.
    var words: String {
        switch self {
        case .gather: "read evidence"
        case .diagnose: "diagnose"
        case .fallBack(let reason): "fall back: \(reason)"
        case .plan(let hypothesis): "plan for \(hypothesis.key)"
        case .judge: "judge the plan"
        case .precheck: "read the health signal before acting"
        case .intend(let action): "decide to \(action.summary)"
        case .act(let intent, _): "carry out \(intent.action.summary)"
        case .watch(let intent, _): "watch for \(intent.action.summary)"
        case .presume: "note that nobody knows whether it happened"
        case .refuse(let reason): "give the plan up: \(reason)"
        case .check: "read the health signal after acting"
        case .settle(let verification): "verification: \(verification.rawValue)"
        case .undo: "take back what was done"
        case .standDown(let reason): "\(Outcome.escalated.rawValue): \(reason)"
        case .conclude(let outcome, let reason): "\(outcome.rawValue): \(reason)"
        case .announce(let notifier): "tell \(notifier)"
        case .notify(let notifier, _): "let \(notifier) tell"
        case .close: "close the run"
        case .wait(let until): "wait until \(until)"
        case .awaitApproval(let question, _): "wait for an answer: \(question)"
        case .rest: "nothing"
        }
    }
}

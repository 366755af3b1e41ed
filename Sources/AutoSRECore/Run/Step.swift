/// What the engine should do now.
public enum Step: Sendable, Hashable {
    /// Read evidence for a round.
    case gather
    /// Conclude something from it.
    case diagnose
    /// Give reasoning up and let a person decide.
    case fallBack(reason: String)
    /// Plan for the run's hypothesis.
    case plan(Hypothesis)
    /// Judge the plan.
    case judge(Plan)
    /// Read the health signal once before anything is touched; where it is intended already, unless the target shows
    /// that it is done.
    case precheck(within: Double)
    /// Decide to carry out the next action.
    case intend(Action)
    /// Carry it out, unless the target shows that it is done.
    case act(Intent, Clearance)
    /// Watch the target for what was asked for, until it shows.
    case watch(Intent, Pending)
    /// Write down that nobody knows whether it happened.
    case presume(Pending)
    /// Give the plan up.
    case refuse(reason: String)
    /// Read the health signal once after acting.
    case check(within: Double)
    /// Write down what verification came to.
    case settle(Verification)
    /// Plan to take back what this round did.
    case undo(Plan)
    /// There is nothing that this run can do: the reason is its end, unless another run is at work on the same thing.
    case standDown(reason: String)
    /// Decide the run's end.
    case conclude(Outcome, reason: String)
    /// Write down that a notifier is about to tell people.
    case announce(notifier: String)
    /// Let it tell.
    case notify(notifier: String, isRepeat: Bool)
    /// Close the run.
    case close
    /// Nothing before this instant: the engine hands it to its dispatcher.
    case wait(until: Instant)
    /// A person has to answer the question, at the latest by then.
    case awaitApproval(question: String, until: Instant)
    /// The run is closed.
    case rest
}

extension Step {
    /// Whether it touches the world.
    public var isAct: Bool { if case .act = self { true } else { false } }

    /// How long performing the step may take at the most, in seconds; the engine ends it then. Steps that only think
    /// or write get what a busy machine needs.
    public func boundSeconds(within limits: Limits) -> Double {
        switch self {
        // Three times for reading on a busy machine, and the rest for making it safe and keeping it.
        case .gather: limits.gatheringSeconds * 6
        case .diagnose, .fallBack: limits.reasoningSeconds
        // Drivers keep bounds of their own; this is for one that does not.
        case .act: limits.actionSeconds * 3
        case .watch: limits.watchSeconds + 5
        // What is intended is looked for first.
        case .precheck(let seconds): seconds + max(limits.actionSeconds, 5)
        case .check(let seconds): seconds + 5
        case .notify: 60
        default: 30
        }
    }
}

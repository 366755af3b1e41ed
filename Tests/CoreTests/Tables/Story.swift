import AutoSRECore
import AutoSRETesting

/// A run told in short words, so that a row of a table can be read. Each fact comes a tenth of a second after the one
/// before, unless `.pause` says otherwise.
struct Story {
    private(set) var journal: [JournalEntry]
    private(set) var run: Run
    /// What the clock says.
    private(set) var now: Instant

    /// Tells the opening, and then these facts.
    init(_ facts: [Fact] = []) throws {
        journal = [try Sample.opening("run-1")]
        run = try Run(opening: journal[0])
        now = journal[0].at
        for fact in facts { try tell(fact) }
    }

    /// Goes on with one fact.
    mutating func tell(_ fact: Fact) throws { try fact.tell(&self) }

    /// Lets time pass.
    mutating func pass(_ seconds: Double) { now = now.advanced(bySeconds: seconds) }

    /// Appends an event, now.
    mutating func add(_ event: Event) throws {
        let entry = try JournalEntry(
            run: run.id, seq: run.seq + 1, at: now, event: event, previousDigest: run.lastDigest)
        try run.apply(entry)
        journal.append(entry)
        pass(0.1)
    }

    /// What comes next, in a word or a few.
    func step(_ limits: Limits = Limits()) -> String { run.nextStep(within: limits, at: now).word }
}

/// One fact of a story.
struct Fact: Sendable {
    let name: String
    let tell: @Sendable (inout Story) throws -> Void

    private init(_ name: String, _ tell: @escaping @Sendable (inout Story) throws -> Void) {
        (self.name, self.tell) = (name, tell)
    }

    private static func event(_ name: String, _ make: @escaping @Sendable (Story) throws -> Event) -> Fact {
        Fact(name) { story in try story.add(try make(story)) }
    }

    /// What a story lacks for a fact.
    struct Missing: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }
}

// Thinking.
extension Fact {
    static func pause(_ seconds: Double) -> Fact { Fact("pause") { $0.pass(seconds) } }

    static func gathered(_ status: HealthReading.Status? = nil) -> Fact {
        event("gathered") { story in
            let health = status.map { HealthReading($0, at: story.now, detail: $0.rawValue) }
            return .gathered(EvidenceSet(evidence: [], gaps: [], health: health))
        }
    }

    /// Causes that recommend these, best first, the first with this confidence.
    static func found(_ order: Recommendation..., sure: Double = 0.9) -> Fact {
        event("diagnosed") { _ in
            let hypotheses = order.enumerated().map { index, recommendation in
                Hypothesis(
                    cause: "for \(recommendation.rawValue)", category: recommendation.rawValue, service: "checkout",
                    version: "v2", confidence: sure - Double(index) * 0.01, claims: [],
                    recommendation: recommendation, prevention: "none")
            }
            return .diagnosed(
                Diagnosis(
                    finding: .cause, summary: "so", reasoning: "", confidence: sure, hypotheses: hypotheses,
                    author: "local"))
        }
    }

    static func nothing(_ finding: Diagnosis.Finding) -> Fact {
        event("diagnosed") { _ in
            .diagnosed(
                Diagnosis(
                    finding: finding, summary: "so", reasoning: "", confidence: 0, hypotheses: [], author: "local"))
        }
    }

    /// A plan for the run's idea, with so many actions.
    static func planned(_ count: Int = 1) -> Fact {
        event("planned") { story in
            guard let idea = story.run.hypothesis else { throw Missing("idea") }
            let target = Target(kind: .service, name: "checkout")
            let first =
                idea.recommendation == .rollback
                ? Action(Rollback(from: "v2", to: "v1"), on: target, reason: "")
                : Action(Restart(since: story.now), on: target, reason: "")
            let second = Action(RestartDatabasePool(since: story.now), on: target, reason: "")
            guard let plan = Plan(actions: Array([first, second].prefix(count)), hypothesis: idea.key, expectation: "")
            else { throw Missing("action") }
            return .planned(plan)
        }
    }

    /// The plan that takes this round back.
    static let undo = event("planned") { story in
        guard let plan = story.run.round.plan, let undo = Plan(undoing: story.run.round.reversible, of: plan) else {
            throw Missing("anything to take back")
        }
        return .planned(undo)
    }

    static func allowed(for seconds: Double = 600) -> Fact {
        event("judged") { try Sample.granted(try $0.plan, kind: "judged", until: $0.now.advanced(bySeconds: seconds)) }
    }
    static let asked = event("judged") { _ in .judged(.ask(rule: "mode", question: "may I?")) }
    static let denied = event("judged") { _ in .judged(.deny(rule: "mode", reason: "no")) }
    static let approved = event("approved") {
        try Sample.granted(try $0.plan, kind: "approved", until: $0.now.advanced(bySeconds: 600))
    }
    static let rejected = event("rejected") { _ in .rejected(by: "ann", reason: "no") }
}

// Acting.
extension Fact {
    static func looked(_ status: HealthReading.Status, _ parts: [HealthReading.Status] = []) -> Fact {
        event("prechecked") { .prechecked(reading(status, parts, at: $0.now)) }
    }
    static func read(_ status: HealthReading.Status, _ parts: [HealthReading.Status] = []) -> Fact {
        event("checked") { .checked(reading(status, parts, at: $0.now)) }
    }
    private static func reading(
        _ status: HealthReading.Status, _ parts: [HealthReading.Status], at now: Instant
    ) -> HealthReading {
        let named = parts.enumerated().map { HealthReading.Part("part \($0)", $1) }
        return HealthReading(status, at: now, detail: status.rawValue, parts: named.isEmpty ? nil : named)
    }
    static let intended = event("intended") { story in
        let plan = try story.plan
        guard let action = plan.actions.dropFirst(story.run.round.intents.count).first ?? plan.actions.last else {
            throw Missing("action")
        }
        return .intended(
            Intent(run: story.run.id, number: story.run.seq + 1, action: action, plan: plan.digest, at: story.now))
    }
    static let sending = event("sending") { .sending(try $0.pending) }
    static let pending = event("pending") { .pending(try $0.pending) }
    static func acted(_ effect: Receipt.Effect = .applied) -> Fact {
        event("acted") { story in
            let intent = try story.intent
            let inverse = effect == .applied ? ActionKinds.standard.inverse(of: intent.action) : nil
            return .acted(
                Receipt(intent: intent.key, effect: effect, driver: "http", confirmation: "so", inverse: inverse))
        }
    }
    static let refused = event("refused") { _ in .refused(reason: "no") }
    static func verified(_ verification: Verification) -> Fact { event("verified") { _ in .verified(verification) } }
}

// What comes from beside, and ends.
extension Fact {
    static func failed(again seconds: Double = 0) -> Fact {
        event("transient_failure") {
            .transientFailure(reason: "timeout", retryAt: $0.now.advanced(bySeconds: seconds))
        }
    }
    static let busy = event("target_busy") { story in
        let target = Target(kind: .service, name: "checkout")
        return .targetBusy(
            TargetBusy(target: target, run: RunID("run-2"), retryAt: story.now.advanced(bySeconds: 0.2)))
    }
    static let changed = event("target_changed") { story in
        .targetChanged(
            TargetChange(target: Target(kind: .service, name: "checkout"), run: RunID("run-2"), at: story.now))
    }
    static let cancelled = event("cancelled") { _ in .cancelled(by: "ann", reason: "a rehearsal") }
    static let interrupted = event("interrupted") { _ in .interrupted(signal: "SIGTERM") }
    static let resumed = event("resumed") { _ in .resumed(Sample.lease(2).owner) }
    static let joined = event("alert_joined") { _ in
        .alertJoined(Alert(incident: Sample.incident, source: "cloudwatch"))
    }
    static let recurred = event("recurred") { .recurred(HealthReading(.bad, at: $0.now, detail: "bad")) }
    static let conditions = event("conditions") { _ in
        .conditions(Conditions(program: "autosre", limits: Limits(), policy: Policy()))
    }
    static let unknown = event("teleported") { _ in .unknown(kind: "teleported", payload: ["to": "moon"]) }
    static func concluded(_ outcome: Outcome = .escalated, telling receivers: [String] = ["slack"]) -> Fact {
        event("concluded") { _ in .concluded(Conclusion(outcome, reason: "so", receivers: receivers)) }
    }
    static func notifying(_ name: String = "slack") -> Fact { event("notifying") { _ in .notifying(notifier: name) } }
    static func notified(_ name: String = "slack") -> Fact {
        event("notified") { _ in
            .notified(Notification(notifier: name, status: .delivered, detail: "", isRepeat: false))
        }
    }
    static let closed = event("closed") { _ in .closed }
}

extension Story {
    fileprivate var plan: Plan {
        get throws {
            guard let plan = run.round.plan else { throw Fact.Missing("plan") }
            return plan
        }
    }

    fileprivate var intent: Intent {
        get throws {
            guard let intent = run.round.intents.last else { throw Fact.Missing("intent") }
            return intent
        }
    }

    fileprivate var pending: Pending {
        get throws {
            let until = now.advanced(bySeconds: 10)
            return Pending(intent: try intent.key, driver: "http", reason: "HTTP 504", until: until)
        }
    }
}

extension Step {
    /// The step without what it carries.
    var word: String {
        switch self {
        case .gather: "gather"
        case .diagnose: "diagnose"
        case .fallBack: "fall back"
        case .plan(let hypothesis): "plan \(hypothesis.recommendation.rawValue)"
        case .judge(let plan): plan.isUndo ? "judge the undo" : "judge"
        case .precheck: "precheck"
        case .intend(let action): "intend \(action.kind)"
        case .act: "act"
        case .watch: "watch"
        case .presume: "presume"
        case .refuse: "refuse"
        case .check: "check"
        case .settle(let verification): "settle \(verification.rawValue)"
        case .undo: "undo"
        case .standDown: "stand down"
        case .conclude(let outcome, _): "conclude \(outcome.rawValue)"
        case .announce(let notifier): "announce \(notifier)"
        case .notify(let notifier, let isRepeat): "notify \(notifier)\(isRepeat ? " again" : "")"
        case .close: "close"
        case .wait: "wait"
        case .awaitApproval: "await approval"
        case .rest: "rest"
        }
    }
}

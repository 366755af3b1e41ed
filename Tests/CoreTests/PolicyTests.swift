import AutoSRECore
import AutoSRETesting
import Testing

/// Judging: every key of the policy has a test that fails when the key is ignored.
@Suite(.timeLimit(.minutes(1)))
struct PolicyTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private static let checkout = Target(kind: .service, name: "checkout")

    private func action(
        _ kind: ActionKind = .rollback, of target: Target = checkout, to state: ResourceState = .version("v1.4.1")
    ) -> Action {
        Action(
            kind: kind, target: target, before: kind == .rollback ? .version("v1.4.2") : nil, after: state,
            reason: "history")
    }

    private func plan(_ actions: Action...) throws -> Plan {
        try #require(Plan(actions: actions, hypothesis: Sample.idea, expectation: "health"))
    }

    private func context(
        confidence: Double = 0.9, symptom: Bool = true, known: Set<String> = ["v1.4.1", "v1.4.2"], attempts: Int = 0,
        lastChanges: [Target: Instant] = [:], missingRealEvidence: String? = nil, unknownHistory: String? = nil,
        displayNames: Set<String>? = [], vain: [VainAttempt] = [], unknownAttempts: String? = nil
    ) -> PolicyContext {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: Self.now, payload: .object([:]))
        return PolicyContext(
            run: RunID("run-1"), incident: incident, evidence: Digest(of: "evidence"), confidence: confidence,
            hasObservedSymptom: symptom, knownVersions: known, attempts: attempts, lastChanges: lastChanges,
            now: Self.now, missingRealEvidence: missingRealEvidence, unknownHistory: unknownHistory,
            displayNames: displayNames,
            vainAttempts: vain, unknownAttempts: unknownAttempts)
    }

    @Test("What rests on nothing real is denied, whatever else the policy leaves off")
    func missingRealEvidence() throws {
        let verdict = judge(try plan(action()), in: context(missingRealEvidence: "only simulated evidence")) { policy in
            policy.requiresObservedSymptom = false
            policy.requiresTargetInHistory = false
        }
        #expect(verdict == "deny real_evidence")
        #expect(judge(try undo(), in: context(missingRealEvidence: "only simulated evidence")) == "allow")
    }

    /// The undo of a rollback: from the receipts, as the loop makes it.
    private func undo() throws -> Plan {
        let done = try plan(action())
        let receipt = Receipt(
            intent: "i", effect: .applied, driver: "http", confirmation: "",
            inverse: ActionKinds.standard.inverse(of: done.actions[0]))
        return try #require(Plan(undoing: [receipt], of: done))
    }

    private func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .allow: "allow"
        case .ask(let rule, _): "ask " + rule
        case .deny(let rule, _): "deny " + rule
        }
    }

    private func judge(
        _ plan: Plan, in context: PolicyContext, _ change: (inout Policy) -> Void = { _ in }
    ) -> String {
        var policy = Policy()
        change(&policy)
        return word(policy.judge(plan, in: context))
    }

    @Test("The defaults allow a rollback to a known version, and the verdict names what allowed it")
    func defaults() throws {
        let plan = try plan(action())
        let verdict = Policy().judge(plan, in: context())
        #expect(verdict.rule == "policy: mode auto")
        guard case .allow(let clearance) = verdict else {
            Issue.record("not allowed: \(verdict)")
            return
        }
        #expect(clearance.run == RunID("run-1") && clearance.evidence == Digest(of: "evidence"))
        #expect(clearance.plan == plan.digest)
    }

    @Test("mode: off denies, suggest asks, auto allows")
    func mode() throws {
        let plan = try plan(action())
        #expect(judge(plan, in: context()) { $0.mode = .off } == "deny mode")
        #expect(judge(plan, in: context()) { $0.mode = .suggest } == "ask mode")
        #expect(judge(plan, in: context()) { $0.mode = .auto } == "allow")
    }

    /// A fitting state for each kind that the specification names.
    static let states: [ActionKind: ResourceState] = [
        .rollback: .version("v1.4.1"), .restart: .instancesSince(now), .scaleUp: .replicas(4),
        .restartDatabasePool: .poolSince(now),
    ]

    @Test("allowed_actions: one foreign action among several denies the plan", arguments: ActionKinds.standard.all)
    func allowedActions(kind: ActionKind) throws {
        let state = try #require(Self.states[kind])
        let mixed = try plan(action(.scaleUp, to: .replicas(4)), action(kind, to: state))
        #expect(judge(mixed, in: context()) == "allow")
        let others = ActionRule.standard.filter { $0.action != kind }
        #expect(judge(mixed, in: context()) { $0.allowedActions = others } == "deny allowed_actions")
        #expect(judge(mixed, in: context()) { $0.allowedActions = [] } == "deny allowed_actions")
    }

    @Test("allowed_actions: without a list the four on a service, a rollback of an alias, and nothing else")
    func standardActions() throws {
        let places: [TargetKind] = [.service, .lambdaAlias, TargetKind(rawValue: "deployment")]
        for (kind, state) in Self.states {
            for place in places {
                let plan = try plan(action(kind, of: Target(kind: place, name: "checkout"), to: state))
                let isListed = place == .service || place == .lambdaAlias && kind == .rollback
                #expect(judge(plan, in: context()) == (isListed ? "allow" : "deny allowed_actions"), "\(kind) \(place)")
            }
        }
    }

    @Test("allowed_actions: what cannot be taken back asks, unless a rule names its kind")
    func withoutInverse() throws {
        let any = ActionRule(nil, on: .service)
        let restart = try plan(action(.restart, to: .instancesSince(Self.now)))
        #expect(judge(restart, in: context()) { $0.allowedActions = [any] } == "ask allowed_actions")
        let named: Set = [any, ActionRule(.restart, on: .service)]
        #expect(judge(restart, in: context()) { $0.allowedActions = named } == "allow")
        let elsewhere: Set = [any, ActionRule(.restart, on: .lambdaAlias)]
        #expect(judge(restart, in: context()) { $0.allowedActions = elsewhere } == "ask allowed_actions")
        #expect(judge(try plan(action()), in: context()) { $0.allowedActions = [any] } == "allow")
        let unseen = Action(Rollback(from: nil, to: "v1.4.1"), on: Self.checkout, reason: "the state was not seen")
        #expect(judge(try plan(unseen), in: context()) { $0.allowedActions = [any] } == "ask allowed_actions")
    }

    @Test("What this program does not know is denied, even where the policy lists it")
    func unknownKinds() throws {
        let teleport = ActionKind(rawValue: "teleport")
        let unknown = try plan(action(teleport, to: .other(kind: "place", value: "moon")))
        for rule in [ActionRule(teleport, on: .service), ActionRule(nil, on: .service)] {
            #expect(judge(unknown, in: context()) { $0.allowedActions = [rule] } == "deny allowed_actions")
        }
        #expect(judge(try plan(action(to: .replicas(3))), in: context()) == "deny allowed_actions")
        #expect(judge(try plan(action(.scaleUp, to: .replicas(0))), in: context()) == "deny allowed_actions")
    }

    @Test("protected_services: a protected target denies, however it is spelt")
    func protectedServices() throws {
        let loud = Target(kind: .service, name: "CHECKOUT")
        let alias = Target(kind: TargetKind(rawValue: "lambda-alias"), name: "arn:aws:lambda:::function:Checkout:live")
        for target in [Self.checkout, loud, alias] {
            let plan = try plan(action(of: target))
            #expect(judge(plan, in: context()) { $0.protectedServices = ["checkout"] } == "deny protected_services")
            #expect(judge(plan, in: context()) { $0.protectedServices = ["payments"] } == "allow")
        }
    }

    @Test("protected_services: what people call a service protects it, and where nobody read that, a person says")
    func protectedDisplayNames() throws {
        let plan = try plan(action())
        let shown = context(displayNames: ["Kasse  Nord"])
        #expect(judge(plan, in: shown) { $0.protectedServices = ["kasse nord"] } == "deny protected_services")
        #expect(judge(plan, in: shown) { $0.protectedServices = ["kasse"] } == "allow")
        let unread = context(displayNames: nil)
        #expect(judge(plan, in: unread) { $0.protectedServices = ["kasse nord"] } == "ask protected_services")
        #expect(judge(plan, in: unread) { $0.protectedServices = ["checkout"] } == "deny protected_services")
        #expect(judge(plan, in: unread) == "allow")
    }

    @Test("repeat_seconds: what did not help is not done again by another run without a person")
    func repeats() throws {
        func vain(_ action: Action, _ seconds: Double) -> PolicyContext {
            context(vain: [
                VainAttempt(run: RunID("run-0"), action: action, at: Self.now.advanced(bySeconds: -seconds))
            ])
        }
        let plan = try plan(action())
        #expect(judge(plan, in: vain(action(), 86_399)) == "ask repeat_seconds")
        #expect(judge(plan, in: vain(action(), 86_400)) == "allow")
        #expect(judge(plan, in: vain(action(), 59)) { $0.repeatSeconds = 60 } == "ask repeat_seconds")
        #expect(judge(plan, in: vain(action(), 60)) { $0.repeatSeconds = 60 } == "allow")
        #expect(judge(plan, in: vain(action(), 1)) { $0.repeatSeconds = 0 } == "allow")
        #expect(judge(plan, in: vain(action(to: .version("v1.4.0")), 1)) == "allow", "another version")
        let payments = Target(kind: .service, name: "payments")
        #expect(judge(plan, in: vain(action(of: payments), 1)) == "allow", "another service")
        let unknown = context(unknownAttempts: "the file is damaged")
        #expect(judge(plan, in: unknown) == "ask repeat_seconds")
        #expect(judge(plan, in: unknown) { $0.repeatSeconds = 0 } == "allow")
        #expect(judge(try undo(), in: vain(action(), 1)) == "allow")
    }

    @Test("confidence_floor: below it denies, at it allows, and no number at all denies")
    func confidenceFloor() throws {
        let plan = try plan(action())
        #expect(judge(plan, in: context(confidence: 0.49)) == "deny confidence_floor")
        #expect(judge(plan, in: context(confidence: 0.5)) == "allow")
        #expect(judge(plan, in: context(confidence: .nan)) == "deny confidence_floor")
        #expect(judge(plan, in: context()) { $0.confidenceFloor = 0.95 } == "deny confidence_floor")
        #expect(judge(plan, in: context(confidence: 0)) { $0.confidenceFloor = 0 } == "allow")
    }

    @Test("risk_ceiling: above it a person is asked")
    func riskCeiling() throws {
        let rollback = try plan(action())
        let scale = try plan(action(.scaleUp, to: .replicas(4)))
        let kinds = ActionKinds.standard
        #expect(kinds.risk(of: rollback) == .medium && kinds.risk(of: scale) == .low)
        #expect(judge(rollback, in: context()) { $0.riskCeiling = .low } == "ask risk_ceiling")
        #expect(judge(scale, in: context()) { $0.riskCeiling = .low } == "allow")
        #expect(judge(rollback, in: context()) { $0.riskCeiling = .high } == "allow")
    }

    @Test("cooldown_seconds: a target that another run changed within it is left alone")
    func cooldown() throws {
        let plan = try plan(action())
        let recent = context(lastChanges: [Self.checkout: Self.now.advanced(bySeconds: -59)])
        let past = context(lastChanges: [Self.checkout: Self.now.advanced(bySeconds: -60)])
        let payments = Target(kind: .service, name: "payments")
        let other = context(lastChanges: [payments: Self.now])
        #expect(judge(plan, in: recent) == "allow")
        #expect(judge(plan, in: recent) { $0.cooldownSeconds = 60 } == "deny cooldown_seconds")
        #expect(judge(plan, in: past) { $0.cooldownSeconds = 60 } == "allow")
        #expect(judge(plan, in: other) { $0.cooldownSeconds = 60 } == "allow")
        let now = context(lastChanges: [Self.checkout: Self.now.advanced(bySeconds: 1)])
        #expect(judge(plan, in: now) { $0.cooldownSeconds = 60 } == "deny cooldown_seconds")
    }

    @Test("cooldown_seconds: where the journal cannot say when that was, it denies")
    func cooldownWithoutHistory() throws {
        let plan = try plan(action())
        let unknown = context(unknownHistory: "the journal is in memory only")
        #expect(judge(plan, in: unknown) == "allow")
        #expect(judge(plan, in: unknown) { $0.cooldownSeconds = 60 } == "deny cooldown_seconds")
    }

    @Test("protected_services: a target matches by its own name, its function's, and as it is printed")
    func protectedNames() {
        let alias = Target(kind: TargetKind(rawValue: "lambda-alias"), name: "Shop-fn:live")
        #expect(alias.protectedNames.isSuperset(of: ["shop-fn", "shop-fn:live", "lambda-alias/shop-fn:live"]))
    }

    @Test("attempts_per_incident: no plan after the last attempt")
    func attempts() throws {
        let plan = try plan(action())
        #expect(judge(plan, in: context(attempts: 2)) == "allow")
        #expect(judge(plan, in: context(attempts: 3)) == "deny attempts_per_incident")
        #expect(judge(plan, in: context(attempts: 1)) { $0.attemptsPerIncident = 1 } == "deny attempts_per_incident")
        #expect(judge(plan, in: context()) { $0.attemptsPerIncident = 0 } == "deny attempts_per_incident")
    }

    @Test("require_symptom: an alert alone is not enough, unless the policy says so")
    func requireSymptom() throws {
        let plan = try plan(action())
        #expect(judge(plan, in: context(symptom: false)) == "deny require_symptom")
        #expect(judge(plan, in: context(symptom: false)) { $0.requiresObservedSymptom = false } == "allow")
    }

    @Test("require_target_in_history: a rollback to an unknown version is denied")
    func requireTargetInHistory() throws {
        let unknown = context(known: ["v1.4.2"])
        let rollback = try plan(action())
        #expect(judge(rollback, in: unknown) == "deny require_target_in_history")
        #expect(judge(rollback, in: unknown) { $0.requiresTargetInHistory = false } == "allow")
        #expect(judge(try plan(action(.scaleUp, to: .replicas(4))), in: unknown) == "allow")
    }

    @Test("clearance_seconds: how long a permission lasts")
    func clearanceSeconds() throws {
        var policy = Policy()
        policy.clearanceSeconds = 42
        let plan = try plan(action())
        guard case .allow(let clearance) = policy.judge(plan, in: context()) else {
            Issue.record("not allowed")
            return
        }
        let expires = Self.now.advanced(bySeconds: 42)
        #expect(clearance.expires == expires)
        let intent = Intent(run: RunID("run-1"), number: 1, action: plan.actions[0], plan: plan.digest, at: Self.now)
        let last = expires.advanced(bySeconds: -0.001)
        #expect(clearance.covers(intent, of: RunID("run-1"), at: last))
        #expect(!clearance.covers(intent, of: RunID("run-1"), at: expires))
        #expect(!clearance.covers(intent, of: RunID("run-2"), at: last))
        let other = Intent(
            run: RunID("run-1"), number: 1, action: plan.actions[0], plan: Digest(of: "another plan"), at: Self.now)
        #expect(!clearance.covers(other, of: RunID("run-1"), at: last))
    }

    @Test("The strictest opinion wins over the order of the rules")
    func strictest() throws {
        let plan = try plan(action())
        #expect(judge(plan, in: context(symptom: false)) { $0.mode = .suggest } == "deny require_symptom")
        let cautious = judge(plan, in: context()) { ($0.mode, $0.riskCeiling) = (.suggest, .low) }
        #expect(cautious == "ask mode")
    }

    @Test("An undo is bound by mode, kinds and protection, not by what limits new ideas")
    func undoing() throws {
        let undo = try undo()
        let late = context(
            confidence: 0, symptom: false, known: [], attempts: 9, lastChanges: [Self.checkout: Self.now])
        #expect(judge(undo, in: late) { ($0.cooldownSeconds, $0.riskCeiling) = (60, .low) } == "allow")
        #expect(judge(undo, in: context()) { $0.mode = .off } == "deny mode")
        #expect(judge(undo, in: context()) { $0.mode = .suggest } == "ask mode")
        #expect(
            judge(undo, in: context()) { $0.allowedActions = [ActionRule(.restart, on: .service)] }
                == "deny allowed_actions")
        #expect(judge(undo, in: context()) { $0.protectedServices = ["checkout"] } == "deny protected_services")
    }
}

extension Policy {
    /// What one rule thinks of a plan.
    enum Opinion: Sendable {
        case fine
        case ask(String)
        case deny(String)
    }

    /// A named rule. The name is what a verdict and a report show.
    struct Rule: Sendable {
        let name: String
        let opinion: @Sendable (Policy, Plan, PolicyContext) -> Opinion
    }

    /// Judges a plan: the strictest opinion wins, and the first of equals names the verdict. Pure and total.
    ///
    /// The only maker of clearances, so nothing outside this package can call it.
    package func judge(_ plan: Plan, in context: PolicyContext) -> Verdict {
        var question: Verdict?
        for rule in plan.isUndo ? Self.undoRules : Self.rules {
            switch rule.opinion(self, plan, context) {
            case .fine: continue
            case .ask(let text): question = question ?? .ask(rule: rule.name, question: text)
            case .deny(let reason): return .deny(rule: rule.name, reason: reason)
            }
        }
        return question ?? .allow(clearance(for: plan, in: context, grantedBy: "policy: mode \(mode.rawValue)"))
    }

    private func clearance(for plan: Plan, in context: PolicyContext, grantedBy: String) -> Clearance {
        Clearance(
            run: context.run, plan: plan.digest, evidence: context.evidence, grantedBy: grantedBy,
            expires: context.now.advanced(bySeconds: clearanceSeconds), isRehearsal: context.isRehearsal)
    }

    /// The rules for a new plan.
    static let rules = [
        modeRule, actionRule, protectedRule, groundRule, confidenceRule, symptomRule, historyRule, attemptsRule,
        cooldownRule, repeatRule, riskRule,
    ]

    /// The rules for taking back what this run itself did: what only limits new ideas does not apply.
    static let undoRules = [modeRule, actionRule, protectedRule]
}

extension Policy {
    private static let modeRule = Rule(name: "mode") { policy, _, _ in
        switch policy.mode {
        case .off: .deny("the policy's mode is off: nothing is carried out")
        case .suggest: .ask("the policy's mode is suggest: a person approves every plan")
        case .auto: .fine
        }
    }

    /// What nobody lists is denied, and so is what nobody here knows: it can be neither judged nor taken back. What
    /// cannot be taken back has to be listed by name.
    private static let actionRule = Rule(name: "allowed_actions") { policy, plan, context in
        var unnamed: Action?
        for action in plan.actions {
            let rules = policy.allowedActions.filter { $0.covers(action) }
            guard !rules.isEmpty else {
                return .deny("\(action.kind) of a \(action.target.kind) is not among the allowed actions")
            }
            guard let parameters = context.actions.parameters(of: action) else {
                return .deny("\(action.summary) is no action that this program knows")
            }
            let isNamed = rules.contains { $0.action == action.kind }
            if parameters.inverse == nil, !isNamed { unnamed = unnamed ?? action }
        }
        return unnamed.map { .ask("\($0.summary) cannot be taken back, and no rule names \($0.kind)") } ?? .fine
    }

    /// What people call a target protects it as well; where nobody could read that, a person has to say.
    private static let protectedRule = Rule(name: "protected_services") { policy, plan, context in
        guard !policy.protectedServices.isEmpty else { return .fine }
        let names = Set((context.displayNames ?? []).map(\.protectedForm))
        let hit = plan.actions.first {
            !policy.protectedServices.isDisjoint(with: $0.target.protectedNames.union(names))
        }
        if let hit { return .deny("\(hit.target.name.visible) is a protected service") }
        guard context.displayNames == nil else { return .fine }
        return .ask("the state of \(plan.actions[0].target) was not read, so it may go by a protected name")
    }

    /// No setting turns it off: what is made up is good for a rehearsal, and never for a real change.
    private static let groundRule = Rule(name: "real_evidence") { _, _, context in
        context.missingRealEvidence.map { .deny($0) } ?? .fine
    }

    private static let confidenceRule = Rule(name: "confidence_floor") { policy, _, context in
        context.confidence >= policy.confidenceFloor
            ? .fine : .deny("confidence \(context.confidence) is below the floor \(policy.confidenceFloor)")
    }

    private static let symptomRule = Rule(name: "require_symptom") { policy, _, context in
        !policy.requiresObservedSymptom || context.hasObservedSymptom
            ? .fine : .deny("no symptom was observed: the alert alone is not enough to act on")
    }

    private static let historyRule = Rule(name: "require_target_in_history") { policy, plan, context in
        guard policy.requiresTargetInHistory else { return .fine }
        for action in plan.actions {
            guard let version = context.actions.parameters(of: action)?.version else { continue }
            guard context.knownVersions.contains(version) else {
                return .deny("\(version.visible) is not in the deployment history")
            }
        }
        return .fine
    }

    private static let attemptsRule = Rule(name: "attempts_per_incident") { policy, _, context in
        context.attempts < policy.attemptsPerIncident
            ? .fine
            : .deny("\(context.attempts.counted("plan was", "plans were")) carried out already, which is the limit")
    }

    private static let cooldownRule = Rule(name: "cooldown_seconds") { policy, plan, context in
        guard policy.cooldownSeconds > 0 else { return .fine }
        if let reason = context.unknownHistory {
            return .deny("nobody can tell when another run last changed this: \(reason)")
        }
        for action in plan.actions {
            guard let last = context.lastChanges[action.target] else { continue }
            let passed = context.now.seconds(since: last)
            if passed < policy.cooldownSeconds {
                let ago = passed < 1 ? "just now" : "\(Int(min(passed, 1e9))) s ago"
                return .deny("\(action.target) was changed \(ago) by another run, within the cooldown")
            }
        }
        return .fine
    }

    private static let repeatRule = Rule(name: "repeat_seconds") { policy, plan, context in
        guard policy.repeatSeconds > 0 else { return .fine }
        if let reason = context.unknownAttempts {
            return .ask("nobody can tell whether another run tried this in vain: \(reason)")
        }
        for action in plan.actions {
            let same = context.vainAttempts.filter { context.actions.isSame($0.action, as: action) }
            let recent = same.filter { context.now.seconds(since: $0.at) < policy.repeatSeconds }
            guard let last = recent.max(by: { $0.at < $1.at }) else { continue }
            return .ask("\(last.run) did the same at \(last.at), and it did not help: \(action.summary)")
        }
        return .fine
    }

    private static let riskRule = Rule(name: "risk_ceiling") { policy, plan, context in
        let risk = context.actions.risk(of: plan)
        return risk > policy.riskCeiling
            ? .ask("risk \(risk.rawValue) is above the ceiling \(policy.riskCeiling.rawValue)") : .fine
    }
}

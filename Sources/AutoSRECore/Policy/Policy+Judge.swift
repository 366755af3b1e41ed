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
        modeRule, kindRule, protectedRule, groundRule, confidenceRule, symptomRule, historyRule, attemptsRule,
        cooldownRule, riskRule,
    ]

    /// The rules for taking back what this run itself did: what only limits new ideas does not apply.
    static let undoRules = [modeRule, kindRule, protectedRule]
}

extension Policy {
    private static let modeRule = Rule(name: "mode") { policy, _, _ in
        switch policy.mode {
        case .off: .deny("the policy's mode is off: nothing is carried out")
        case .suggest: .ask("the policy's mode is suggest: a person approves every plan")
        case .auto: .fine
        }
    }

    private static let kindRule = Rule(name: "allowed_kinds") { policy, plan, _ in
        let foreign = plan.actions.first { !policy.allowedKinds.contains($0.kind) }
        return foreign.map { .deny("\($0.kind.rawValue) is not among the allowed kinds") } ?? .fine
    }

    private static let protectedRule = Rule(name: "protected_services") { policy, plan, _ in
        let hit = plan.actions.first { !policy.protectedServices.isDisjoint(with: $0.target.protectedNames) }
        return hit.map { .deny("\($0.target.name) is a protected service") } ?? .fine
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
        for action in plan.actions where action.kind == .rollback {
            guard case .version(let version) = action.after, context.knownVersions.contains(version) else {
                return .deny("\(action.after) is not in the deployment history")
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

    private static let riskRule = Rule(name: "risk_ceiling") { policy, plan, _ in
        plan.risk > policy.riskCeiling
            ? .ask("risk \(plan.risk.rawValue) is above the ceiling \(policy.riskCeiling.rawValue)") : .fine
    }
}

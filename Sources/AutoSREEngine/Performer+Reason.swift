import AutoSRECore

extension Performer {
    /// Lets the diagnoser conclude, then checks every claim again: what does not hold is not published.
    func diagnose(_ run: Run) async throws -> Diagnosis {
        try await diagnose(run, by: diagnoser)
    }

    /// After reasoning was given up: the diagnosis of whoever stands in, with the reason beside it, or a person.
    func fallBack(_ reason: String, _ run: Run) async throws -> Diagnosis {
        guard let fallback else { return .fallback(reason) }
        return try await diagnose(run, by: fallback).missing(reason)
    }

    private func diagnose(_ run: Run, by diagnoser: any Diagnoser) async throws -> Diagnosis {
        let gathering = run.round.gathering ?? EvidenceSet(evidence: [], gaps: [])
        let all = try await bodies(of: gathering)
        let request = DiagnosisRequest(
            run: run.id, incident: run.incident, evidence: all, gaps: gathering.gaps, tried: run.tried)
        let diagnosis = try await diagnoser.diagnose(request)
        return diagnosis.rechecked(against: all)
    }

    /// Plans in code for the hypothesis; a planner's `Refusal` closes the door.
    func plan(_ hypothesis: Hypothesis, for run: Run) async throws -> Plan {
        let gathering = run.round.gathering ?? EvidenceSet(evidence: [], gaps: [])
        let all = try await bodies(of: gathering)
        return try planner.plan(for: hypothesis, incident: run.incident, evidence: all, at: world.now())
    }

    /// Judges the plan by the policy that is in force now; where nobody can tell what it says, nothing is allowed.
    func judge(_ plan: Plan, for run: Run, _ notes: StepNotes) async throws -> Verdict {
        let policy: Policy
        do { policy = try await policyNow() } catch {
            return .deny(rule: "policy_file", reason: "what is allowed now cannot be read: \(describe(error))")
        }
        if let known = run.conditions, known.policy != policy {
            try await notes.judged(by: Conditions(program: known.program, limits: known.limits, policy: policy))
        }
        let verdict = policy.judge(plan, in: try await context(of: run, by: policy))
        if case .ask = verdict { world.mark(.asked) }
        return verdict
    }

    /// What the policy has to know about the present plan.
    func context(of run: Run, by policy: Policy) async throws -> PolicyContext {
        let all = try await bodies(of: run.round.gathering ?? EvidenceSet(evidence: [], gaps: []))
        let others = try await history.known(to: run, by: policy, at: world.now(), asking: describe)
        return PolicyContext(
            of: run, over: all, others: others, names: registry.serviceNames, actions: registry.actions,
            isRehearsal: isRehearsal(run), at: world.now())
    }

    /// Whether the present plan would only be logged.
    func isRehearsal(_ run: Run) -> Bool { registry.isSimulated(run.round.plan) }

    private func bodies(of gathering: EvidenceSet) async throws -> [Evidence] {
        try await evidence.evidence(gathering.evidence)
    }
}

import AutoSRECore

extension Performer {
    /// Lets the diagnoser conclude, then checks every claim again: what does not hold is not published.
    func diagnose(_ run: Run) async throws -> Diagnosis {
        try await diagnose(run, by: diagnoser)
    }

    /// After reasoning was given up: the diagnosis of whoever stands in, with the reason beside it, or a person.
    func fallBack(_ reason: String, _ run: Run) async throws -> Diagnosis {
        guard let fallback else { return .fallback(reason) }
        let found = try await diagnose(run, by: fallback)
        return Diagnosis(
            finding: found.finding, summary: found.summary, reasoning: found.reasoning, confidence: found.confidence,
            hypotheses: found.hypotheses, missing: found.missing + [reason], author: found.author)
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
        let gathering = run.round.gathering ?? EvidenceSet(evidence: [], gaps: [])
        let all = try await bodies(of: gathering)
        let hypothesis = run.round.diagnosis?.hypotheses.first { $0.key == run.round.plan?.hypothesis }
        let changes = try await lastChanges(for: run, by: policy)
        let vain = try await vainAttempts(for: run, by: policy)
        let isRehearsal = registry.isSimulated(run.round.plan)
        return PolicyContext(
            run: run.id, incident: run.incident, evidence: gathering.digest,
            confidence: hypothesis?.confidence ?? 0,
            hasObservedSymptom: symptom(in: all, for: hypothesis, of: run.round.diagnosis, isReal: !isRehearsal),
            knownVersions: Self.versions(in: all), attempts: run.attempts.count { !$0.intents.isEmpty },
            lastChanges: changes.known, now: world.now(),
            missingRealEvidence: isRehearsal
                ? nil : Self.missingRealEvidence(hypothesis, all, gathering.gaps, run.round.diagnosis),
            unknownHistory: changes.unknown, isRehearsal: isRehearsal, actions: registry.actions,
            displayNames: displayNames(in: all), vainAttempts: vain.known, unknownAttempts: vain.unknown)
    }

    /// What shows trouble by itself: logs, metrics and state; for a real change only what was really read. The alert
    /// and the health signal say that there is trouble, and not what it is; the changes say what came before it.
    private static func speaking(_ all: [Evidence], isReal: Bool) -> Set<EvidenceID> {
        let kinds: Set<EvidenceKind> = [.logs, .metrics, .state]
        let pieces = all.filter { kinds.contains($0.reference.kind) && !(isReal && $0.reference.isSimulated) }
        return Set(pieces.map(\.reference.id))
    }

    /// Why no claim rests on logs, metrics or state that were really read; nil where one does.
    private static func missingRealEvidence(
        _ hypothesis: Hypothesis?, _ all: [Evidence], _ gaps: [EvidenceGap], _ diagnosis: Diagnosis?
    ) -> String? {
        guard !isProven(hypothesis, by: speaking(all, isReal: true), of: diagnosis) else { return nil }
        let missing = Set(gaps.map(\.kind.rawValue)).sorted().joined(separator: ", ")
        let isMadeUp = all.contains { $0.reference.isSimulated && $0.reference.kind != .alert }
        let what = isMadeUp ? "only simulated evidence speaks" : "no log, metric or state that was read speaks"
        let advice = missing.isEmpty ? "" : " (missing: \(missing); see autosre doctor)"
        return "\(what) for this, and a real change needs one that was really read: a history of changes, an absence "
            + "or the health signal alone is no ground\(advice)"
    }

    private func bodies(of gathering: EvidenceSet) async throws -> [Evidence] {
        try await evidence.evidence(gathering.evidence)
    }

    /// A symptom is observed where the health signal says bad, or where a re-checked claim rests on more than the alert
    /// and the deployment history. A model's words are none: beside its idea, what the local engine proved counts.
    private func symptom(
        in all: [Evidence], for hypothesis: Hypothesis?, of diagnosis: Diagnosis?, isReal: Bool
    ) -> Bool {
        let isBad = all.contains { $0.body.health?.status == .bad }
        let ids = Self.speaking(all, isReal: isReal)
        return isBad || Self.isProven(hypothesis, by: ids, of: diagnosis)
    }

    /// Whether a claim that code proved shows something in one of `ids`: the hypothesis's own, beside a model's idea
    /// any. An absence shows nothing, and log lines speak for a rollback only where code found that they came with the
    /// release.
    private static func isProven(
        _ hypothesis: Hypothesis?, by ids: Set<EvidenceID>, of diagnosis: Diagnosis?
    ) -> Bool {
        guard let hypothesis else { return false }
        let all = hypothesis.author == nil ? [hypothesis] : diagnosis?.hypotheses ?? []
        return all.contains { other in
            let mayCiteLogs = hypothesis.recommendation != .rollback || other.recommendation == .rollback
            return other.claims.contains { claim in
                if case .logsMatch = claim.predicate, !mayCiteLogs { return false }
                return !claim.predicate.isAbsence && !ids.isDisjoint(with: claim.evidence)
            }
        }
    }

    /// What people call the service, where its state was read; nil where it was not, and could say another name.
    private func displayNames(in all: [Evidence]) -> Set<String>? {
        let states = all.compactMap(\.body.state)
        return states.isEmpty ? nil : registry.serviceNames.union(states.compactMap(\.name))
    }

    /// A version of which a part had to be redacted names nothing that could be rolled back to.
    private static func versions(in all: [Evidence]) -> Set<String> {
        var versions: Set<String> = []
        for evidence in all {
            guard let history = evidence.body.rollouts else { continue }
            versions.formUnion(history.map(\.version).filter { !$0.contains(Redactor.marker) })
        }
        return versions
    }
}

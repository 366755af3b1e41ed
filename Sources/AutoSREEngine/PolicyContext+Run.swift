public import AutoSRECore

/// What other runs did to the targets of a plan, as far as their journals tell.
public struct KnownOthers: Sendable {
    /// When one of them last changed each target.
    var lastChanges: [Target: Instant] = [:]
    /// Why nobody can tell when that was.
    var unknownHistory: String?
    /// What they did in vain.
    var vainAttempts: [VainAttempt] = []
    /// Why nobody can tell what they did.
    var unknownAttempts: String?
}

extension PolicyContext {
    /// What the policy has to know about the present plan of a run. Pure: the same facts give the same context.
    /// - Parameters:
    ///   - all: the round's evidence.
    ///   - names: what people call the incident's service beside its own name.
    ///   - isRehearsal: whether everything would only be logged.
    public init(
        of run: Run, over all: [Evidence], others: KnownOthers, names: Set<String>, actions: ActionKinds,
        isRehearsal: Bool, at now: Instant
    ) {
        let gathering = run.round.gathering ?? EvidenceSet(evidence: [], gaps: [])
        let diagnosis = run.round.diagnosis
        let hypothesis = diagnosis?.hypotheses.first { $0.key == run.round.plan?.hypothesis }
        self.init(
            run: run.id, incident: run.incident, evidence: gathering.digest,
            confidence: hypothesis?.confidence ?? 0,
            hasObservedSymptom: Self.symptom(in: all, for: hypothesis, of: diagnosis, isReal: !isRehearsal),
            knownVersions: Self.versions(in: all), attempts: run.attempts.count { !$0.intents.isEmpty },
            lastChanges: others.lastChanges, now: now,
            missingRealEvidence: isRehearsal
                ? nil : Self.missingRealEvidence(hypothesis, all, gathering.gaps, diagnosis),
            unknownHistory: others.unknownHistory, isRehearsal: isRehearsal, actions: actions,
            displayNames: Self.displayNames(in: all, and: names), vainAttempts: others.vainAttempts,
            unknownAttempts: others.unknownAttempts)
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

    /// A symptom is observed where the health signal says bad, or where a re-checked claim rests on more than the alert
    /// and the deployment history. A model's words are none: beside its idea, what the local engine proved counts.
    private static func symptom(
        in all: [Evidence], for hypothesis: Hypothesis?, of diagnosis: Diagnosis?, isReal: Bool
    ) -> Bool {
        let isBad = all.contains { $0.body.health?.status == .bad }
        return isBad || isProven(hypothesis, by: speaking(all, isReal: isReal), of: diagnosis)
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
    private static func displayNames(in all: [Evidence], and names: Set<String>) -> Set<String>? {
        let states = all.compactMap(\.body.state)
        return states.isEmpty ? nil : names.union(states.compactMap(\.name))
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

import AutoSRECore

extension Performer {
    /// Lets the diagnoser conclude, then checks every claim again: what does not hold is not published.
    func diagnose(_ file: Case) async throws -> Diagnosis {
        try await diagnose(file, by: diagnoser)
    }

    /// After reasoning was given up: the diagnosis of whoever stands in, with the reason beside it, or a person.
    func fallBack(_ reason: String, _ file: Case) async throws -> Diagnosis {
        guard let standIn else { return .fallback(reason) }
        let found = try await diagnose(file, by: standIn)
        return Diagnosis(
            finding: found.finding, summary: found.summary, reasoning: found.reasoning, confidence: found.confidence,
            hypotheses: found.hypotheses, missing: found.missing + [reason], author: found.author)
    }

    private func diagnose(_ file: Case, by diagnoser: any Diagnoser) async throws -> Diagnosis {
        let gathering = file.round.gathering ?? Gathering(evidence: [], gaps: [])
        let all = try await bodies(of: gathering)
        let request = DiagnosisRequest(
            run: file.run, incident: file.incident, evidence: all, gaps: gathering.gaps, tried: file.tried)
        let diagnosis = try await diagnoser.diagnose(request)
        let known = Dictionary(all.map { ($0.reference.id, $0.body) }) { first, _ in first }
        return diagnosis.rechecked(against: known)
    }

    /// Plans in code for the hypothesis; a planner's `Refusal` closes the door.
    func plan(_ hypothesis: Hypothesis, for file: Case) async throws -> Plan {
        let gathering = file.round.gathering ?? Gathering(evidence: [], gaps: [])
        let all = try await bodies(of: gathering)
        return try planner.plan(for: hypothesis, incident: file.incident, evidence: all, at: world.now())
    }

    /// Judges the plan.
    func judge(_ plan: Plan, for file: Case) async throws -> Verdict {
        let verdict = policy.judge(plan, in: try await context(of: file))
        if case .ask = verdict { world.mark(.asked) }
        return verdict
    }

    /// What the policy has to know about the present plan.
    func context(of file: Case) async throws -> PolicyContext {
        let gathering = file.round.gathering ?? Gathering(evidence: [], gaps: [])
        let known = try await bodies(of: gathering)
        let all = trusted(known)
        let hypothesis = file.round.diagnosis?.hypotheses.first { $0.key == file.round.plan?.hypothesis }
        return PolicyContext(
            run: file.run, incident: file.incident, evidence: gathering.digest,
            confidence: hypothesis?.confidence ?? 0,
            hasObservedSymptom: Self.symptom(in: all, for: hypothesis, of: file.round.diagnosis),
            knownVersions: Self.versions(in: all), attempts: file.attempts.count { !$0.intents.isEmpty },
            lastChanges: try await lastChanges(besides: file.run), now: world.now(),
            groundless: all.count < known.count ? groundless(hypothesis, all, of: file.round.diagnosis) : nil)
    }

    /// What a plan may rest on: where something real would be changed, nothing that is made up.
    private func trusted(_ all: [Evidence]) -> [Evidence] {
        guard !board.isSimulated else { return all }
        let simulated = board.simulatedSources
        return all.filter { !simulated.contains($0.reference.source) }
    }

    /// Why no claim rests on anything that was really read; nil where one does. The alert and the health signal say
    /// that there is trouble, and not what it is.
    private func groundless(
        _ hypothesis: Hypothesis?, _ trusted: [Evidence], of diagnosis: Diagnosis?
    ) -> String? {
        let speaking = trusted.filter { ![.alert, .health].contains($0.reference.kind) }
        let ids = Set(speaking.map(\.reference.id))
        guard !Self.isProven(hypothesis, by: ids, of: diagnosis) else { return nil }
        let sources = board.simulatedSources.sorted().joined(separator: ", ")
        return "only simulated evidence (\(sources)) speaks for this, and a real change needs real evidence: none of "
            + "the logs, metrics, deployments or state that it rests on could be read (see autosre doctor)"
    }

    private func bodies(of gathering: Gathering) async throws -> [Evidence] {
        var all: [Evidence] = []
        for reference in gathering.evidence {
            all.append(Evidence(reference: reference, body: try await evidence.body(of: reference)))
        }
        return all
    }

    /// A symptom is observed where the health signal says so, or where a re-checked claim rests on more than the alert
    /// and the deployment history. A model's words are none: beside its idea, what the local engine proved counts.
    private static func symptom(
        in all: [Evidence], for hypothesis: Hypothesis?, of diagnosis: Diagnosis?
    ) -> Bool {
        let isDegraded = all.contains { evidence in
            if case .health(let reading) = evidence.body { reading.status == .bad } else { false }
        }
        if isDegraded { return true }
        let symptomatic: Set<EvidenceKind> = [.logs, .metrics, .state]
        let ids = Set(all.filter { symptomatic.contains($0.reference.kind) }.map(\.reference.id))
        return isProven(hypothesis, by: ids, of: diagnosis)
    }

    /// Whether a claim that code proved rests on one of `ids`: the hypothesis's own, beside a model's idea any.
    private static func isProven(
        _ hypothesis: Hypothesis?, by ids: Set<EvidenceID>, of diagnosis: Diagnosis?
    ) -> Bool {
        let isModels = hypothesis?.author != nil
        let proven = isModels ? diagnosis?.hypotheses ?? [] : [hypothesis].compactMap(\.self)
        return proven.contains { $0.claims.contains { !ids.isDisjoint(with: $0.evidence) } }
    }

    /// A version of which a part had to be redacted names nothing that could be rolled back to.
    private static func versions(in all: [Evidence]) -> Set<String> {
        var versions: Set<String> = []
        for evidence in all {
            guard case .deployments(let history) = evidence.body else { continue }
            versions.formUnion(history.map(\.version).filter { !$0.contains(Redactor.marker) })
        }
        return versions
    }

    /// When other runs last really changed each target. Read only where the policy has a cooldown.
    private func lastChanges(besides run: RunID) async throws -> [Target: Instant] {
        guard policy.cooldownSeconds > 0 else { return [:] }
        var changes: [Target: Instant] = [:]
        for summary in try await store.runs(limit: 200) where summary.run != run {
            var actions: [String: Action] = [:]
            for entry in try await store.journal(of: summary.run) {
                if case .intended(let intent) = entry.event { actions[intent.key] = intent.action }
                guard case .acted(let receipt) = entry.event, [.applied, .unconfirmed].contains(receipt.effect) else {
                    continue
                }
                guard let target = actions[receipt.intent]?.target else { continue }
                changes[target] = max(changes[target] ?? entry.at, entry.at)
            }
        }
        return changes
    }
}

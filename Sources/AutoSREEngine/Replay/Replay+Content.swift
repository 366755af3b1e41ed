import AutoSRECore

extension Replay {
    /// Whether what a step comes to is what was journaled, where that hangs on nothing but what is known.
    func content(of step: Step, _ entry: JournalEntry, _ run: Run) async throws -> ReplayedDecision.Result {
        switch (step, entry.event) {
        case (.diagnose, .diagnosed(let diagnosis)): try await diagnosed(diagnosis, nil, run)
        case (.fallBack(let reason), .diagnosed(let diagnosis)): try await diagnosed(diagnosis, reason, run)
        case (.diagnose, .refused): .unknown("whoever reasons refused to answer")
        case (.plan(let hypothesis), .planned(let plan)): try await planned(plan, hypothesis, entry, run)
        case (.plan(let hypothesis), .refused(let reason, _, _)):
            try await unplanned(reason, hypothesis, entry, run)
        case (.undo(let undo), .planned(let plan)):
            undo == plan ? .same : .parts("another undo: \(Self.words(undo))")
        case (.intend(let action), .intended(let intent)):
            intended(intent, action, run)
        case (.refuse(let computed), .refused(let reason, _, _)): same(computed, reason)
        case (.standDown(let computed), .concluded(let conclusion)): same(computed, conclusion)
        case (.settle(let computed), .verified(let verification)):
            computed == verification ? .same : .parts(step.words)
        case (.conclude(let outcome, let reason), .concluded(let conclusion)):
            outcome == conclusion.outcome && isSame(reason, conclusion.reason) ? .same : .parts(step.words)
        case (.announce(let computed), .notifying(let notifier)): computed == notifier ? .same : .parts(step.words)
        case (.notify(let computed, let isRepeat), .notified(let notification)):
            computed == notification.notifier && isRepeat == notification.isRepeat ? .same : .parts(step.words)
        default: .same
        }
    }

    private func intended(_ intent: Intent, _ action: Action, _ run: Run) -> ReplayedDecision.Result {
        let isSame = intent.action == action && intent.plan == run.round.plan?.digest && intent.run == run.id
        return isSame ? .same : .parts("another action: \(action.summary)")
    }

    /// The evidence of the present round; nil where not all of it is there.
    func bodies(_ run: Run) async -> [Evidence]? {
        var all: [Evidence] = []
        for reference in run.round.gathering?.evidence ?? [] {
            guard let body = try? await evidence.body(of: reference, as: kinds) else { return nil }
            all.append(Evidence(reference: reference, body: body))
        }
        return all
    }

    static let noEvidence = "the evidence that it rests on is not there any more"

    private func diagnosed(
        _ diagnosis: Diagnosis, _ reason: String?, _ run: Run
    ) async throws -> ReplayedDecision.Result {
        if let model = diagnosis.model { return .unknown("the model \(model.model) took part, and is not asked again") }
        if let reason {
            let person = Diagnosis.fallback(reason)
            if isSame(.diagnosed(person), .diagnosed(diagnosis)) { return .same }
        }
        guard let diagnoser = diagnosers[diagnosis.author] else {
            return .unknown("\(diagnosis.author) concluded it, and is not asked again")
        }
        guard let all = await bodies(run) else { return .unknown(Self.noEvidence) }
        let request = DiagnosisRequest(
            run: run.id, incident: run.incident, evidence: all, gaps: run.round.gathering?.gaps ?? [], tried: run.tried)
        var found = try await diagnoser.diagnose(request).rechecked(against: all)
        if let reason { found = found.missing(reason) }
        if isSame(.diagnosed(found), .diagnosed(diagnosis)) { return .same }
        return .parts("another diagnosis: \(found.summary)")
    }

    private func planned(
        _ plan: Plan, _ hypothesis: Hypothesis, _ entry: JournalEntry, _ run: Run
    ) async throws -> ReplayedDecision.Result {
        guard let planner = planner(plan) else {
            return .unknown("nobody here plans for a \(plan.actions.first?.target.kind.rawValue ?? "target")")
        }
        guard let all = await bodies(run) else { return .unknown(Self.noEvidence) }
        var result = ReplayedDecision.Result.parts("no plan")
        for now in plan.moments + [entry.at] where run.lastAt <= now && now <= entry.at {
            do {
                let computed = try planner.plan(for: hypothesis, incident: run.incident, evidence: all, at: now)
                if isSame(.planned(computed), .planned(plan)) { return .same }
                result = .parts("another plan: \(Self.words(computed))")
            } catch let refusal as Refusal {
                result = .parts("no plan: \(refusal.reason)")
            }
        }
        return result
    }

    private func unplanned(
        _ reason: String, _ hypothesis: Hypothesis, _ entry: JournalEntry, _ run: Run
    ) async throws -> ReplayedDecision.Result {
        guard let planner = planner(nil) else { return .unknown("nobody here knows who was to plan") }
        guard let all = await bodies(run) else { return .unknown(Self.noEvidence) }
        do {
            let plan = try planner.plan(for: hypothesis, incident: run.incident, evidence: all, at: entry.at)
            return .unknown("whoever was to plan refused, and here there is a plan: \(Self.words(plan))")
        } catch let refusal as Refusal {
            return isSame(refusal.reason, reason)
                ? .same : .unknown("whoever was to plan refused, and here for another reason: \(refusal.reason)")
        }
    }

    private func same(_ computed: String, _ reason: String) -> ReplayedDecision.Result {
        isSame(computed, reason) ? .same : .parts("for another reason: \(computed)")
    }

    private func same(_ computed: String, _ conclusion: Conclusion) -> ReplayedDecision.Result {
        guard conclusion.outcome == .escalated else { return .parts("\(Outcome.escalated.rawValue): \(computed)") }
        return same(computed, conclusion.reason)
    }

    static func words(_ plan: Plan) -> String { plan.actions.map(\.summary).joined(separator: ", ") }

    /// What is kept has passed the redactor: what comes out again is compared as it would be kept.
    func isSame(_ computed: String, _ kept: String) -> Bool {
        computed == kept || redactor.safe(computed, upTo: Redactor.longestText) == kept
            || redactor.safe(computed, upTo: Redactor.longestName) == kept
    }

    /// The same by the canonical bytes of what is kept.
    func isSame(_ computed: Event, _ kept: Event) -> Bool {
        if let one = try? computed.payload(), let two = try? kept.payload(), one == two { return true }
        guard let one = try? redactor.redact(computed).payload(), let two = try? redactor.redact(kept).payload() else {
            return false
        }
        return one == two
    }
}

extension Diagnosis {
    /// The same with one more thing that was missing.
    func missing(_ reason: String) -> Diagnosis {
        Diagnosis(
            finding: finding, summary: summary, reasoning: reasoning, confidence: confidence, hypotheses: hypotheses,
            missing: missing + [reason], author: author)
    }
}

extension Plan {
    /// The moments that its actions name: it was made at one of them.
    fileprivate var moments: [Instant] {
        actions.compactMap { action in
            switch action.after {
            case .instancesSince(let at), .poolSince(let at): at
            case .version, .replicas, .other: nil
            }
        }
    }
}

import AutoSRECore

extension Replay {
    /// The verdict on the run's present plan again.
    func judged(
        _ verdict: Verdict, at entry: JournalEntry, of run: Run, by judge: Policy
    ) async throws -> ReplayedDecision {
        if policy == nil, verdict.rule == Self.policyFile {
            return ReplayedDecision(entry, .unknown("the policy could not be read then"))
        }
        guard let plan = run.round.plan else { return ReplayedDecision(entry, .parts("there is no plan")) }
        guard let all = await bodies(run) else { return ReplayedDecision(entry, .unknown(Self.noEvidence)) }
        var computed: Verdict?
        for now in moments(of: verdict, by: run.conditions?.policy ?? judge, before: entry, run) {
            let others = try await history.known(to: run, by: judge, at: now, asOf: now) {
                redactor.safe(String(describing: $0), upTo: 500)
            }
            for isRehearsal in verdict.rehearsals {
                let context = PolicyContext(
                    of: run, over: all, others: others, names: [], actions: actions, isRehearsal: isRehearsal, at: now)
                let again = judge.judge(plan, in: context)
                if isSame(.judged(again), .judged(verdict)) || policy != nil && again.leadsOn(as: verdict) {
                    return ReplayedDecision(entry, .same, verdict: again)
                }
                computed = computed ?? again
            }
        }
        guard let computed else { return ReplayedDecision(entry, .unknown("nobody knows when it was given")) }
        if policy == nil, let reason = Self.reasonUnknown(verdict, computed) {
            return ReplayedDecision(entry, .unknown(reason), verdict: computed)
        }
        return ReplayedDecision(entry, .parts(computed.words), verdict: computed)
    }

    /// The rule of a verdict that was given because the policy could not be read.
    private static let policyFile = "policy_file"

    /// When it may have been given: a clearance says how long it is good for, and so when it was given.
    private func moments(
        of verdict: Verdict, by given: Policy, before entry: JournalEntry, _ run: Run
    ) -> [Instant] {
        guard case .allow(let clearance) = verdict else { return [entry.at, run.lastAt] }
        let at = clearance.expires.advanced(bySeconds: -given.clearanceSeconds)
        return run.lastAt <= at && at <= entry.at ? [at] : []
    }

    /// What a verdict rested on that no journal and no evidence says.
    private static func reasonUnknown(_ kept: Verdict, _ computed: Verdict) -> String? {
        let rules = [kept.rule, computed.rule]
        if rules.contains("cooldown_seconds") || rules.contains("repeat_seconds") {
            return "what other runs had done by then cannot be told any more (now: \(computed.words))"
        }
        guard rules.contains("protected_services") else { return nil }
        return "what people call the service stands in the settings (now: \(computed.words))"
    }
}

extension Verdict {
    /// Whether everything was only to be logged: a clearance says so; of another verdict it may have been either.
    fileprivate var rehearsals: [Bool] {
        if case .allow(let clearance) = self { [clearance.isRehearsal] } else { [false, true] }
    }
}

public import AutoSRECore

/// Makes the decisions of a journaled run again, from what its journal and the evidence that was kept say: no clock, no
/// network, no model. What cannot be made again is said by name and never taken for the same.
public struct Replay: Sendable {
    let evidence: any EvidenceStore
    let kinds: EvidenceKinds
    let actions: ActionKinds
    /// Where it is found what other runs had done by then.
    let history: Engine.History
    /// Those who conclude the same from the same, by the name under which they sign.
    let diagnosers: [String: any Diagnoser]
    /// Who made a plan, or refused to make one (nil); nil where nobody here plans so.
    let planner: @Sendable (Plan?) -> (any Planner)?
    let redactor: Redactor
    let program: String
    /// The policy that is tried in place of the run's own.
    let policy: Policy?

    /// Puts the parts together.
    /// - Parameters:
    ///   - store: the journals of other runs.
    ///   - began: when they began, where earlier ones were lost.
    ///   - program: this program and its version; what another one decided is not known here.
    ///   - policy: judges in place of the run's own policy; nil for that.
    public init(
        evidence: any EvidenceStore, kinds: EvidenceKinds, actions: ActionKinds, store: any RunStore,
        began: Instant? = nil, diagnosers: [String: any Diagnoser],
        planner: @escaping @Sendable (Plan?) -> (any Planner)?,
        redactor: Redactor, program: String, policy: Policy? = nil
    ) {
        (self.evidence, self.kinds, self.actions, history) = (evidence, kinds, actions, .store(store, began: began))
        (self.diagnosers, self.planner, self.redactor) = (diagnosers, planner, redactor)
        (self.program, self.policy) = (program, policy)
    }

    /// What each entry comes to. After the first parting under another policy nothing is known: the run would have
    /// gone another way.
    /// - Throws: `JournalError` where the journal does not replay.
    public func decisions(of journal: [JournalEntry], listedAs row: RunSummary? = nil) async throws
        -> [ReplayedDecision]
    {
        guard let first = journal.first else { throw JournalError.notOpened }
        var run = try Run(opening: first, about: row?.incident)
        var found = [ReplayedDecision(first, .fact)]
        var parted: Int?
        for entry in journal.dropFirst() {
            var next = try await again(entry, of: run)
            if let parted, next.result != .fact {
                next = ReplayedDecision(entry, .unknown("after entry \(parted) the run would have gone another way"))
            }
            if policy != nil, parted == nil, case .parts = next.result { parted = entry.seq }
            found.append(next)
            try run.apply(entry)
        }
        return found
    }

    /// What an entry comes to, where the run had come before it.
    private func again(_ entry: JournalEntry, of run: Run) async throws -> ReplayedDecision {
        guard entry.event.isDecided else { return ReplayedDecision(entry, .fact) }
        if let reason = reasonUnknown(entry, run) { return ReplayedDecision(entry, .unknown(reason)) }
        guard let conditions = run.conditions else { return ReplayedDecision(entry, .fact) }
        var limits = conditions.limits
        if let policy { limits.confidenceFloor = policy.confidenceFloor }
        let steps = steps(of: run, within: limits, before: entry)
        let fitting = steps.filter { $0.leads(to: entry.event) }
        guard !fitting.isEmpty else {
            return ReplayedDecision(entry, .parts("instead: \(steps.first?.words ?? "nothing")"))
        }
        if case .judged(let verdict) = entry.event {
            return try await judged(verdict, at: entry, of: run, by: policy ?? conditions.policy)
        }
        var result = ReplayedDecision.Result.same
        for step in fitting {
            result = try await content(of: step, entry, run)
            if result == .same { break }
        }
        return ReplayedDecision(entry, result)
    }

    /// Why nobody here can know how an entry came about.
    private func reasonUnknown(_ entry: JournalEntry, _ run: Run) -> String? {
        if run.laterSchema != nil || entry.isLater { return "a later version wrote parts of this run" }
        guard let conditions = run.conditions else { return "nothing says by which limits and policy it was decided" }
        guard conditions.program == program else { return "\(conditions.program) decided it, and this is \(program)" }
        return nil
    }

    /// What could come next at any moment between the entry before and this one: the journal says when a fact was
    /// noted, and it was decided on some time before.
    private func steps(of run: Run, within limits: Limits, before entry: JournalEntry) -> [Step] {
        let (from, until) = (run.lastAt, entry.at)
        var moments = [from, until] + entry.event.moments.filter { from <= $0 && $0 <= until }
        var steps: [Step] = []
        var tried: Set<Instant> = []
        while let now = moments.popLast() {
            guard tried.insert(now).inserted else { continue }
            switch run.nextStep(within: limits, at: now) {
            case .wait(let due) where due <= until: moments.append(due)
            case .awaitApproval(_, let end) where end <= until: moments.append(end)
            case let step: if !steps.contains(step) { steps.append(step) }
            }
        }
        return steps
    }
}

public import AutoSRECore

extension Engine {
    /// Where the policy finds what other runs did.
    public enum History: Sendable {
        /// In the journals of this store. What was done before it began is not in it; nil where nothing was.
        case store(any RunStore, began: Instant? = nil)
        /// There are no other runs.
        case noOthers
        /// There may be some, and they cannot be read; the text says why.
        case unreadable(String)
    }
}

extension Engine.History {
    /// How many other runs are read at the most for one verdict, the newest first.
    static let mostRuns = 20

    /// When another run than `run` last changed `target`.
    /// - Parameters:
    ///   - since: what was changed after it, if anything was, has to be known for sure.
    ///   - until: changes after it are not looked at; nil for all that there are.
    /// - Throws: `StoreError.unusable` where nobody knows; a journal in memory knows nothing of other runs.
    func lastChange(
        of target: Target, besides run: RunID, since: Instant, until: Instant? = nil
    ) async throws -> TargetChange? {
        switch self {
        case .noOthers: return nil
        case .unreadable(let reason): throw StoreError.unusable(reason)
        case .store(let store, _):
            var change = try await store.lastChange(of: target, besides: run)
            // The list is held against the journals only as far back as it matters.
            _ = try await store.changes(of: target, since: since)
            if let until, let last = change, last.at > until {
                let all = try await store.changes(of: target, since: Self.beginning)
                change = all.first { $0.run != run && $0.at <= until }
            }
            // Afterwards, for it is by asking that a journal which was taken away is noticed.
            guard await store.isDurable else { throw StoreError.unusable("the journal is in memory only") }
            return change
        }
    }

    /// When the journal began where an earlier one was lost.
    var began: Instant? { if case .store(_, let began) = self { began } else { nil } }

    /// What other runs than `run` did in vain to `targets` since then.
    /// - Parameter until: what they wrote after it is not looked at; nil for all that there is.
    /// - Throws: `StoreError` or `JournalError` where their journals cannot be read, or not all of them.
    func vainAttempts(
        on targets: [Target], besides run: RunID, since: Instant, until: Instant? = nil
    ) async throws -> [VainAttempt] {
        if case .unreadable(let reason) = self { throw StoreError.unusable(reason) }
        guard case .store(let store, _) = self else { return [] }
        var runs: [RunID] = []
        for target in targets {
            for change in try await store.changes(of: target, since: since) where change.run != run {
                if let until, change.at > until { continue }
                if !runs.contains(change.run) { runs.append(change.run) }
            }
        }
        var found: [VainAttempt] = []
        for other in runs.prefix(Self.mostRuns) {
            var journal = try await store.journal(of: other)
            if let until { journal = Array(journal.prefix { $0.at <= until }) }
            if journal.contains(where: \.isLater) {
                throw StoreError.unusable("a later version of AutoSRE wrote parts of \(other)")
            }
            found += try Run(replaying: journal).vainAttempts
        }
        return found
    }

    /// Before any run.
    private static let beginning = Instant(seconds: 0)

    /// What the policy has to know of other runs about the present plan of `run`. Their changes are asked for only
    /// where the policy has a cooldown, and what they did in vain only where it has a time for that.
    /// - Parameters:
    ///   - asOf: what was written after it is not looked at, so that what was known then is known again; nil for now.
    ///   - describe: an error's words, safe to keep.
    func known(
        to run: Run, by policy: Policy, at now: Instant, asOf: Instant? = nil, asking describe: (any Error) -> String
    ) async throws -> KnownOthers {
        var others = KnownOthers()
        guard let plan = run.round.plan else { return others }
        if policy.cooldownSeconds > 0 {
            do {
                let since = now.advanced(bySeconds: -policy.cooldownSeconds)
                for target in plan.targets {
                    let change = try await lastChange(of: target, besides: run.id, since: since, until: asOf)
                    others.lastChanges[target] = change?.at
                }
                if let began, began > since {
                    throw StoreError.unusable("the journal of before \(began) was damaged and is set aside")
                }
            } catch StoreError.unusable(let reason) {
                (others.lastChanges, others.unknownHistory) = ([:], reason)
            }
        }
        guard policy.repeatSeconds > 0, !plan.isUndo else { return others }
        let since = now.advanced(bySeconds: -policy.repeatSeconds)
        do {
            others.vainAttempts = try await vainAttempts(
                on: plan.targets, besides: run.id, since: since, until: asOf)
        } catch let error where !(error is CancellationError) {
            others.unknownAttempts = describe(error)
        }
        return others
    }
}

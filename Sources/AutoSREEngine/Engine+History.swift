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
    /// - Parameter since: what was changed after it, if anything was, has to be known for sure.
    /// - Throws: `StoreError.unusable` where nobody knows; a journal in memory knows nothing of other runs.
    func lastChange(of target: Target, besides run: RunID, since: Instant) async throws -> TargetChange? {
        switch self {
        case .noOthers: return nil
        case .unreadable(let reason): throw StoreError.unusable(reason)
        case .store(let store, _):
            let change = try await store.lastChange(of: target, besides: run)
            // The list is held against the journals only as far back as it matters.
            _ = try await store.changes(of: target, since: since)
            // Afterwards, for it is by asking that a journal which was taken away is noticed.
            guard await store.isDurable else { throw StoreError.unusable("the journal is in memory only") }
            return change
        }
    }

    /// When the journal began where an earlier one was lost.
    var began: Instant? { if case .store(_, let began) = self { began } else { nil } }

    /// What other runs than `run` did in vain to `targets` since then.
    /// - Throws: `StoreError` or `JournalError` where their journals cannot be read, or not all of them.
    func vainAttempts(on targets: [Target], besides run: RunID, since: Instant) async throws -> [VainAttempt] {
        if case .unreadable(let reason) = self { throw StoreError.unusable(reason) }
        guard case .store(let store, _) = self else { return [] }
        var runs: [RunID] = []
        for target in targets {
            for change in try await store.changes(of: target, since: since) where change.run != run {
                if !runs.contains(change.run) { runs.append(change.run) }
            }
        }
        var found: [VainAttempt] = []
        for other in runs.prefix(Self.mostRuns) {
            let journal = try await store.journal(of: other)
            if journal.contains(where: \.isLater) {
                throw StoreError.unusable("a later version of AutoSRE wrote parts of \(other)")
            }
            found += try Run(replaying: journal).vainAttempts
        }
        return found
    }
}

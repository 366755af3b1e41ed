public import AutoSRECore

// What is asked of it: the durable store first, while it is what it was; afterwards memory, of this process's runs.

extension FallbackStore {
    /// The messages to a run that are no facts yet. What the durable store cannot tell is no reason to stop.
    public func messages(to run: RunID) async throws -> [Message] {
        var found: [Message] = []
        do { found = try await durable.messages(to: run) } catch let error as StoreError where error.isUnusable {}
        guard hasFailed, await mirror.holds(run) else { return found }
        var left = await mirror.messages(to: run)
        for message in found {
            if await !mirror.knows(message) { left.append(message) }
        }
        return left
    }

    /// The whole journal of a run.
    public func journal(of run: RunID) async throws -> [JournalEntry] {
        let told = try await answer(about: run) { store -> [JournalEntry]? in
            let journal = try await store.journal(of: run)
            return journal.isEmpty ? nil : journal
        }
        if let told { return told }
        return await mirror.journal(of: run)
    }

    /// The runs that are asked for; those that went on in memory as they stand there.
    public func runs(_ query: RunQuery) async throws -> [RunSummary] {
        guard hasFailed else { return try await durable.runs(query) }
        let ours = await mirror.runs(query)
        // Of ours the durable store knows how they stood before it failed.
        let names = Set(await mirror.runs(RunQuery(.all)).map(\.run))
        var others: [RunSummary] = []
        do {
            let wider = RunQuery(query.scope, limit: query.limit + names.count)
            others = try await durable.runs(wider).filter { !names.contains($0.run) }
        } catch {
            report("earlier runs cannot be listed: \(error)")
        }
        return Array((ours + others).sorted { $0.openedAt > $1.openedAt }.prefix(query.limit))
    }

    /// The lease of a run.
    public func lease(of run: RunID) async throws -> Lease? {
        if let told = try await answer(about: run, { try await $0.lease(of: run) }) { return told }
        return await mirror.lease(of: run)
    }

    /// Who claims a target.
    public func holder(of target: Target) async throws -> RunID? {
        let ours = await mirror.holder(of: target)
        var run = ours
        if run == nil { run = await mirror.unfinished }
        guard let run else { return try await durable.holder(of: target) }
        let told = try await answer(about: run) { try await $0.holder(of: target) }
        // What the durable store says is nobody's is not ours either, unless it has lost its memory of that.
        return hasFailed ? ours : told
    }

    /// The last change of a target by another run; of those before the durable store failed, what it still says.
    public func lastChange(of target: Target, besides run: RunID) async throws -> TargetChange? {
        let told = try await answer(about: run) { try await $0.lastChange(of: target, besides: run) }
        guard hasFailed else { return told }
        let ours = await mirror.lastChange(of: target, besides: run)
        let earlier = try? await durable.lastChange(of: target, besides: run)
        return [ours, earlier].compactMap(\.self).max { $0.at < $1.at }
    }

    /// Every change of a target after `since`.
    /// - Throws: also once the durable store cannot say any more what earlier runs did. Only the policy asks, and where
    /// nobody knows, a person is to be asked.
    public func changes(of target: Target, since: Instant) async throws -> [TargetChange] {
        let known = try await durable.changes(of: target, since: since)
        if known.isEmpty, !hasFailed, let run = await mirror.unfinished { await noteLoss(of: run) }
        if let loss { throw loss }
        guard hasFailed else { return known }
        let ours = await mirror.changes(of: target, since: since)
        return Set(known + ours).sorted { $0.at > $1.at }
    }

    /// A body that was put before, wherever it went.
    public func bytes(of reference: EvidenceReference) async throws -> [UInt8] {
        if hasFailed, let bytes = await mirror.kept(reference) { return bytes }
        return try await durable.bytes(of: reference)
    }

    /// What left about a run, oldest first: what the durable store still had, and what was listed since.
    public func egress(of run: RunID) async throws -> [Egress] {
        guard hasFailed else { return try await durable.egress(of: run) }
        var earlier: [Egress] = []
        do { earlier = try await durable.egress(of: run) } catch {
            report("what left earlier about \(run) cannot be listed: \(error)")
        }
        return earlier + (await mirror.egress(of: run))
    }

    /// What the durable store says that concerns a run. Nil where it says nothing, and where memory has to, for a run
    /// of ours: once the store has failed, or lost what it knew, which may show just here.
    private func answer<T: Sendable>(about run: RunID, _ read: (any Store) async throws -> T?) async throws -> T? {
        let isOurs = await mirror.holds(run)
        if hasFailed, isOurs { return nil }
        do {
            if let found = try await read(durable) { return found }
            if isOurs { await noteLoss(of: run) }
        } catch let error as StoreError where isOurs && error.isUnusable {
            fail(because: error)
        }
        return nil
    }
}

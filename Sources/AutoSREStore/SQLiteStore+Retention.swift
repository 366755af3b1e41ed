public import AutoSRECore
import AutoSREPlatform

extension SQLiteStore: PrunableStore {
    /// Runs that go in one transaction, so that nobody else waits long.
    private static let batch = 200
    /// Seconds for which a body that was put is left alone while a run is open: it may name it a moment later, when all
    /// sources were read.
    private static let settlingSeconds = 600.0

    /// What it holds now.
    public func holdings(at now: Instant) throws -> Holdings {
        let before = now.advanced(bySeconds: -Self.settlingSeconds)
        return try read { try $0.holdings(settledBefore: before) }
    }

    /// Takes away what `pruning` names.
    public func prune(_ pruning: Pruning, at now: Instant) throws {
        let before = now.advanced(bySeconds: -Self.settlingSeconds)
        let mayGo = try read { tables in
            let isClosed = try tables.areClosed(pruning.evidence + pruning.journals)
            return try isClosed && tables.unsettled(since: before).isDisjoint(with: pruning.bodies)
        }
        guard mayGo else { throw StoreError.stale }
        for runs in pruning.evidence.inBatches(of: Self.batch) {
            try write { tables, _ in try tables.dropEvidence(of: runs, at: now) }
        }
        for ids in pruning.bodies.inBatches(of: Self.batch) {
            try write { tables, _ in try tables.dropBodies(ids) }
        }
        for runs in pruning.journals.inBatches(of: Self.batch) {
            try write { tables, _ in try tables.dropJournals(of: runs, at: now) }
        }
    }

    /// Gives room back to the disk, where no other process is in the way.
    public func compact() throws -> Int {
        try read { tables in
            do throws(SQLiteError) {
                try tables.connection.execute("VACUUM")
                _ = try tables.connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
            } catch {
                guard error.isBusy || error.isFull else { throw error }
            }
            return try tables.usedBytes()
        }
    }

    /// What is still known of a run whose journal was taken away.
    public func pruned(_ id: String) throws -> PrunedRun? { try read { try $0.pruned(id) } }
}

extension Array {
    /// Its elements in order, up to `count` at a time.
    fileprivate func inBatches(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}

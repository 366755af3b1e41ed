public import AutoSRECore
import AutoSREPlatform

/// The store in one file: `autosre.db` in a directory that many processes may use at once.
///
/// Every write is one transaction with synchronous = FULL, so what was acknowledged survives the process and the
/// machine. A damaged file is set aside and what can be read of it is carried over, at opening or whenever it shows.
public actor SQLiteStore: RunStore, EvidenceStore, EgressLedger {
    private let location: StoreLocation
    private let report: @Sendable (String) -> Void
    private var connection: SQLiteConnection
    /// The databases that were there when the connection was made.
    private var generation: [String]
    /// The newest time that this store was told of: names the next database that is set aside.
    private var latest: Instant
    private let subscribers = Subscribers()
    private let executor = BlockingExecutor(label: "autosre.store")
    /// Seconds that a lock is waited for after one could not be had: who ends a run must not wait again at every step.
    private static let patienceWhenStuck = 0.25

    /// Its calls wait for the disk and for other processes' locks.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens or makes the store.
    /// - Parameters:
    ///   - now: names a database that has to be set aside.
    ///   - report: is given one line for a person when that happens, now or later.
    /// - Throws: `StoreError.unusable` where the directory or the file cannot be used, or is a newer version's.
    public static func open(
        directory: String, now: Instant, report: @escaping @Sendable (String) -> Void
    ) throws(StoreError) -> SQLiteStore {
        let location = StoreLocation(directory, report: report)
        do {
            try Files.createDirectories(directory)
            return try SQLiteStore(location, now: now, report: report)
        } catch {
            throw error.asStoreError(location) as? StoreError ?? .unusable("\(error)")
        }
    }

    private init(_ location: StoreLocation, now: Instant, report: @escaping @Sendable (String) -> Void) throws {
        (self.location, self.report, latest) = (location, report, now)
        (connection, generation) = try location.withLock {
            (try Salvage.connect(to: location, now: now, report: report), try location.generation())
        }
    }

    /// What is appended here survives the process.
    public var isDurable: Bool { true }

    /// Opens a run.
    public func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) throws {
        latest = max(latest, opening.at)
        try write { tables, isAgain in
            if isAgain, try tables.record(of: opening.run)?.lastDigest == opening.digest { return }
            guard try tables.record(of: opening.run) == nil else { throw StoreError.stale }
            if let other = try tables.holder(of: deduplicationKey) { throw StoreError.duplicate(other) }
            try tables.write(RunRecord(opening: opening, incident: incident, deduplicationKey: deduplicationKey))
            try tables.add(opening)
            try tables.write(lease, of: opening.run)
        }
        subscribers.publish([opening])
    }

    /// Appends in one transaction.
    @discardableResult
    public func append(_ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]) throws -> [Message] {
        guard let first = entries.first, let last = entries.last else { return [] }
        latest = max(latest, last.at)
        let waiting = try write { tables, isAgain in
            guard var record = try tables.record(of: first.run) else { throw StoreError.unknownRun }
            guard try tables.lease(of: first.run)?.token == fencingToken else { throw StoreError.stale }
            if isAgain, record.lastDigest == last.digest { return try tables.messages(to: first.run) }
            for entry in entries {
                try record.append(entry)
                try tables.add(entry)
                try tables.follow(entry)
            }
            try tables.writeEnd(of: record)
            try tables.take(messages)
            return try tables.messages(to: first.run)
        }
        subscribers.publish(entries)
        return waiting
    }

    /// The whole journal of a run, every digest checked.
    public func journal(of run: RunID) throws -> [JournalEntry] { try read { try $0.journal(of: run) } }

    /// The runs that are asked for, newest first; one of which nothing can be read is reported and left out.
    public func runs(_ query: RunQuery) throws -> [RunSummary] {
        let (summaries, unreadable) = try read { try $0.summaries(query) }
        for run in unreadable {
            report("\(location.database): the row of \(run) is lost or cannot be read; it is left out")
        }
        return summaries
    }

    /// The lease of a run.
    public func lease(of run: RunID) throws -> Lease? { try read { try $0.lease(of: run) } }

    /// Takes over a run: compare and swap on the token.
    public func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) throws {
        try write { tables, isAgain in
            guard try tables.record(of: run) != nil else { throw StoreError.unknownRun }
            let stored = try tables.lease(of: run)
            if isAgain, stored == lease { return }
            guard lease.mayReplace(stored, expected: expected) else { throw StoreError.stale }
            try tables.write(lease, of: run)
        }
    }

    /// Moves the heartbeat.
    public func renew(_ lease: Lease, of run: RunID) throws {
        latest = max(latest, lease.heartbeat)
        try write { tables, _ in
            guard let stored = try tables.lease(of: run) else { throw StoreError.unknownRun }
            guard stored.token == lease.token else { throw StoreError.stale }
            try tables.write(lease, of: run)
        }
    }

    /// Notes when there is something to do again.
    public func park(_ run: RunID, until instant: Instant, fencingToken: Int64) throws {
        try write { tables, _ in
            guard let stored = try tables.lease(of: run) else { throw StoreError.unknownRun }
            guard stored.token == fencingToken else { throw StoreError.stale }
            try tables.connection.execute(
                "UPDATE runs SET due_at = ? WHERE run = ?", [.text(instant.description), .text(run.text)])
        }
    }

    /// Gives a run up.
    public func release(_ run: RunID, fencingToken: Int64) throws {
        try write { tables, _ in
            guard let stored = try tables.lease(of: run) else { throw StoreError.unknownRun }
            guard stored.token == fencingToken else { throw StoreError.stale }
            try tables.write(stored.released, of: run)
        }
    }

    /// Claims targets.
    public func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) throws -> TargetClaim? {
        latest = max(latest, now)
        var inTheWay: TargetClaim?
        try write { tables, _ in
            guard let stored = try tables.lease(of: run) else { throw StoreError.unknownRun }
            guard stored.token == fencingToken else { throw StoreError.stale }
            inTheWay = try tables.claim(targets, for: run, at: now, displacing: dead)
        }
        return inTheWay
    }

    /// Who claims a target.
    public func holder(of target: Target) throws -> RunID? { try read { try $0.holder(of: target) } }

    /// The last change of a target by another run.
    public func lastChange(of target: Target, besides run: RunID) throws -> TargetChange? {
        try read { try $0.lastChange(of: target, besides: run) }
    }

    /// Every change of a target after `since`.
    public func changes(of target: Target, since: Instant) throws -> [TargetChange] {
        try read { try $0.changes(of: target, since: since) }
    }

    /// What is appended through this store from now on; other processes' entries are not seen.
    public func subscribe() -> AsyncStream<JournalEntry> { subscribers.add() }

    /// Keeps bodies under their digests.
    public func put(_ evidence: [MintedEvidence]) throws {
        guard !evidence.isEmpty else { return }
        try write { tables, _ in
            for item in evidence {
                let reference = item.evidence.reference
                try tables.addEvidence(
                    id: reference.id.hex, kind: reference.kind.rawValue, body: item.bytes, at: latest)
            }
        }
    }

    /// Lists one thing that is about to leave.
    public func record(_ egress: Egress) throws {
        latest = max(latest, egress.at)
        try write { tables, _ in try tables.addEgress(egress.row()) }
    }

    /// What left about a run, oldest first.
    public func egress(of run: RunID) throws -> [Egress] { try read { try $0.egress(of: run) } }

    /// The body of `reference`, its digest checked.
    public func bytes(of reference: EvidenceReference) throws -> [UInt8] {
        guard let bytes = try read({ try $0.evidence(reference.id) }) else {
            throw StoreError.unusable("\(reference.kind.rawValue) \(reference.id.short) is lost")
        }
        guard Digest(of: bytes) == reference.id else {
            throw StoreError.unusable("\(reference.kind.rawValue) \(reference.id.short) was changed")
        }
        return bytes
    }

    func read<T>(_ body: (SQLiteTables) throws -> T) throws -> T {
        try recovering { _ in try body(SQLiteTables(connection: connection)) }
    }

    /// Runs `body` in a transaction, and again (`isAgain`) where the database was set aside meanwhile: whether what was
    /// written was carried over is then for `body` to see.
    func write<T>(_ body: (SQLiteTables, _ isAgain: Bool) throws -> T) throws -> T {
        try recovering { isAgain in
            do {
                let result = try connection.transaction { try body(SQLiteTables(connection: connection), isAgain) }
                connection.busySeconds = StoreLocation.patience
                return result
            } catch let error as SQLiteError where error.isBusy {
                connection.busySeconds = Self.patienceWhenStuck
                throw error
            }
        }
    }

    private func recovering<T>(_ body: (_ isAgain: Bool) throws -> T) throws -> T {
        do {
            guard try location.generation() == generation else {
                try reconnect(becauseOf: nil)
                return try again(body)
            }
            do {
                let result = try body(false)
                if try location.generation() == generation { return result }
                try reconnect(becauseOf: nil)
            } catch let error where error.meansDamage {
                try reconnect(becauseOf: error)
            }
            return try again(body)
        } catch {
            throw error.asStoreError(location)
        }
    }

    /// A run that is not whole in the new database cannot go on there; that is no other writer's doing.
    private func again<T>(_ body: (_ isAgain: Bool) throws -> T) throws -> T {
        do {
            return try body(true)
        } catch let error where error.meansAnotherRun {
            throw StoreError.unusable("\(location.database) was replaced, and the run is not whole in the new one")
        }
    }

    /// Connects anew: to the database that another process has made, or to one made now from the damaged one.
    private func reconnect(becauseOf damage: (any Error)?) throws {
        let (now, report, known) = (latest, report, generation)
        let wasEmptied = location.isEmptied
        // Closing writes the log back, and with it an emptied file, as far as the log goes.
        connection.close()
        if wasEmptied, !location.isEmptied {
            report("\(location.database) was cut to 0 bytes while it was open; it is written again from its log")
        }
        (connection, generation) = try location.withLock {
            let isOurs = try location.generation() == known
            let connection =
                damage == nil || !isOurs
                ? try Salvage.connect(to: location, now: now, report: report)
                : try Salvage.replace(location, now: now, report: report)
            return (connection, try location.generation())
        }
    }
}

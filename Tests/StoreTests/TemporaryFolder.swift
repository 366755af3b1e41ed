import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    let path = "\(NSTemporaryDirectory())autosre-\(UUID().uuidString)"

    var database: String { "\(path)/autosre.db" }

    /// A path below it at which nothing is.
    func new() -> String { "\(path)/\(UUID().uuidString)/a/b" }

    func store(_ report: @escaping @Sendable (String) -> Void = { _ in }) throws -> SQLiteStore {
        try SQLiteStore.open(directory: path, now: Sample.time(0), report: report)
    }

    func names() throws -> [String] { try Files.list(path) }

    var damaged: [String] {
        get throws { try names().filter { $0.contains("damaged") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension RunStore {
    /// Opens a run and appends `count` entries to it.
    @discardableResult
    func fill(_ run: String, count: Int = 3, key: String? = nil) async throws -> [JournalEntry] {
        var journal = [try Sample.opening(run)]
        try await open(journal[0], incident: Sample.incident, deduplicationKey: key, lease: Sample.lease(1))
        for number in 0..<count {
            journal.append(try Sample.entry(.interrupted(signal: "signal \(number)"), after: journal))
        }
        try await append(Array(journal.dropFirst()), fencingToken: 1)
        return journal
    }
}

/// A store on a disk that fills up, or one that lets old holders write.
actor BrokenStore: RunStore, EvidenceStore, EgressLedger {
    let inner = MemoryStore()
    var writesLeft: Int
    let isFenced: Bool

    init(failsAfter writes: Int, isFenced: Bool = true) { (writesLeft, self.isFenced) = (writes, isFenced) }

    private func write() throws {
        guard writesLeft > 0 else { throw StoreError.unusable("disk full") }
        writesLeft -= 1
    }

    var isDurable: Bool { true }
    func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) async throws {
        try write()
        try await inner.open(opening, incident: incident, deduplicationKey: deduplicationKey, lease: lease)
    }
    func send(_ message: Message) async throws {
        guard await inner.lease(of: message.run) != nil else { throw StoreError.unknownRun }
        try write()
        try await inner.send(message)
    }
    func messages(to run: RunID) async throws -> [Message] { await inner.messages(to: run) }
    func append(
        _ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]
    ) async throws -> [Message] {
        guard let run = entries.first?.run else { return [] }
        guard let stored = await inner.lease(of: run) else { throw StoreError.unknownRun }
        try write()
        return try await inner.append(entries, fencingToken: isFenced ? fencingToken : stored.token, taking: messages)
    }
    func journal(of run: RunID) async throws -> [JournalEntry] { await inner.journal(of: run) }
    func runs(_ query: RunQuery) async throws -> [RunSummary] { await inner.runs(query) }
    func lease(of run: RunID) async throws -> Lease? { await inner.lease(of: run) }
    func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) async throws {
        guard await inner.lease(of: run) != nil else { throw StoreError.unknownRun }
        try write()
        try await inner.claim(run, replacing: expected, with: lease)
    }
    func renew(_ lease: Lease, of run: RunID) async throws {
        try write()
        try await inner.renew(lease, of: run)
    }
    func park(_ run: RunID, until instant: Instant, fencingToken: Int64) async throws {
        guard await inner.lease(of: run) != nil else { throw StoreError.unknownRun }
        try write()
        try await inner.park(run, until: instant, fencingToken: fencingToken)
    }
    func release(_ run: RunID, fencingToken: Int64) async throws {
        try write()
        try await inner.release(run, fencingToken: fencingToken)
    }
    func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) async throws -> TargetClaim? {
        guard await inner.lease(of: run) != nil else { throw StoreError.unknownRun }
        try write()
        return try await inner.claim(targets, for: run, at: now, fencingToken: fencingToken, displacing: dead)
    }
    func holder(of target: Target) async throws -> RunID? { await inner.holder(of: target) }
    func lastChange(of target: Target, besides run: RunID) async throws -> TargetChange? {
        await inner.lastChange(of: target, besides: run)
    }
    func changes(of target: Target, since: Instant) async throws -> [TargetChange] {
        await inner.changes(of: target, since: since)
    }
    func subscribe() async -> AsyncStream<JournalEntry> { await inner.subscribe() }
    func put(_ evidence: [MintedEvidence]) async throws {
        try write()
        await inner.put(evidence)
    }
    func record(_ egress: Egress) async throws {
        try write()
        await inner.record(egress)
    }
    func egress(of run: RunID) async throws -> [Egress] { await inner.egress(of: run) }
    func bytes(of reference: EvidenceReference) async throws -> [UInt8] { try await inner.bytes(of: reference) }
}

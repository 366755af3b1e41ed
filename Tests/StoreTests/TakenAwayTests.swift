import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Synchronization
import Testing

/// The journal is taken away in the middle of a run. Whichever call comes first, the run ends in memory, and that is
/// said.
@Suite(.timeLimit(.minutes(1))) struct TakenAwayTests {
    private let folder = TemporaryFolder()
    private let elsewhere = TemporaryFolder()
    private let run = RunID("run-1")
    private let checkout = Target(kind: .service, name: "checkout")
    private let told = Told()

    /// What becomes of it.
    enum Loss: CaseIterable { case database, files, folder, moved, replaced }

    /// What is asked first.
    enum Call: CaseIterable { case messages, lease, journal, holder, lastChange, changes, isDurable }

    private final class Told: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private func make() async throws -> any Store {
        let told = told
        return try await StoreFactory.make(directory: folder.path, now: Sample.time(0)) { told.add($0) }
    }

    private func lose(_ loss: Loss) async throws {
        switch loss {
        case .database: try Files.remove(folder.database)
        case .files, .replaced:
            for name in try folder.names() { try Files.remove("\(folder.path)/\(name)") }
            if loss == .replaced { try await folder.store().fill("run-other") }
        case .folder:
            for name in try folder.names() { try Files.remove("\(folder.path)/\(name)") }
            try Files.remove(folder.path)
        case .moved: try Files.move(folder.path, to: elsewhere.path)
        }
    }

    private func ask(_ store: any Store, _ call: Call, _ journal: [JournalEntry]) async throws {
        switch call {
        case .messages: #expect(try await store.messages(to: run).isEmpty)
        case .lease: #expect(try await store.lease(of: run) == Sample.lease(1))
        case .journal: #expect(try await store.journal(of: run) == journal)
        case .holder: #expect(try await store.holder(of: checkout) == run)
        case .lastChange:
            #expect(try await store.lastChange(of: checkout, besides: run) == nil)
            #expect(await !store.isDurable, "that there was none says nothing any more")
        case .changes:
            // What earlier runs did nobody knows.
            await #expect(throws: StoreError.self) { try await store.changes(of: checkout, since: Sample.time(0)) }
        case .isDurable: _ = await store.isDurable
        }
    }

    @Test(arguments: Loss.allCases, Call.allCases) func theRunEndsInMemory(_ loss: Loss, _ first: Call) async throws {
        let store = try await make()
        var journal = try await store.fill(run.text)
        let claim = try await store.claim([checkout], for: run, at: Sample.time(9), fencingToken: 1, displacing: nil)
        #expect(claim == nil)
        try await lose(loss)
        try await ask(store, first, journal)
        for event in [Event.interrupted(signal: "SIGTERM"), .closed] {
            let entry = try Sample.entry(event, after: journal)
            try await store.append([entry], fencingToken: 1)
            journal.append(entry)
            for call in Call.allCases { try await ask(store, call, journal) }
        }
        try await store.release(run, fencingToken: 1)
        #expect(await !store.isDurable)
        #expect(told.all.count { $0.contains("going on in memory") } == 1, "\(told.all)")
    }

    /// Somebody puts back a copy of before: that it lacks what was acknowledged is no other writer's doing.
    @Test func anOlderCopyInItsPlaceIsNoOtherWriter() async throws {
        let store = try await make()
        var journal = try await store.fill(run.text)
        _ = try SQLiteConnection(path: folder.database).query("PRAGMA wal_checkpoint(TRUNCATE)")
        let copy = try Files.read(folder.database)
        func append(_ event: Event) async throws {
            let entry = try Sample.entry(event, after: journal)
            try await store.append([entry], fencingToken: 1)
            journal.append(entry)
        }
        try await append(.interrupted(signal: "SIGTERM"))
        for name in try folder.names() { try Files.remove("\(folder.path)/\(name)") }
        try Files.write(folder.database, copy)
        #expect(try await store.lease(of: run) == Sample.lease(1))
        try await append(.closed)
        #expect(try await store.journal(of: run) == journal)
        #expect(told.all.count { $0.contains("going on in memory") } == 1, "\(told.all)")
    }

    /// A refusal by a store that has everything stays one.
    @Test func anotherWriterIsNoLoss() async throws {
        let store = try await make()
        let journal = try await store.fill(run.text)
        let other = try folder.store()
        try await other.claim(run, replacing: Sample.lease(1), with: Sample.lease(2))
        let entry = try Sample.entry(.closed, after: journal)
        await #expect(throws: StoreError.stale) { try await store.append([entry], fencingToken: 1) }
        try await other.append([entry], fencingToken: 2)
        await #expect(throws: StoreError.stale) { try await store.append([entry], fencingToken: 1) }
        let message = Message(id: "m-1", run: run, at: Sample.time(9), from: "ann", .cancel(reason: "late"))
        await #expect(throws: StoreError.unknownRun) { try await store.send(message) }
        #expect(try await store.holder(of: checkout) == nil)
        #expect(await store.isDurable && told.all.isEmpty, "\(told.all)")
    }
}

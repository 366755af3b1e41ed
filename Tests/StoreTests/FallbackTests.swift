import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Synchronization
import Testing

/// A disk that fills up, and directories that cannot be used.
@Suite(.timeLimit(.minutes(1))) struct FallbackTests {
    @Test func aRunGoesOnInMemoryWhenTheDiskIsFull() async throws {
        let told = Mutex<[String]>([])
        let store = FallbackStore(BrokenStore(failsAfter: 3)) { line in told.withLock { $0.append(line) } }
        try await store.fill("run-old")
        #expect(await store.isDurable)
        let opening = try Sample.opening("run-1", at: 5)
        try await store.open(
            opening, incident: Sample.incident, deduplicationKey: "k", lease: Sample.lease(1))
        let second = try Sample.entry(.interrupted(signal: "SIGINT"), after: [opening])
        try await store.append([second], fencingToken: 1)
        #expect(await !store.isDurable)
        let third = try Sample.entry(.closed, after: [opening, second])
        await #expect(throws: StoreError.stale) { try await store.append([third], fencingToken: 7) }
        try await store.append([third], fencingToken: 1)
        #expect(try await store.journal(of: opening.run) == [opening, second, third])
        #expect(try await store.journal(of: RunID("run-old")).count == 4)
        #expect(try await store.runs(limit: 9).map(\.run.text) == ["run-1", "run-old"])
        #expect(try await store.runs(limit: 9).map(\.isClosed) == [true, false])
        try await store.put(try Sample.evidence())
        #expect(try await store.body(of: Sample.evidence()[1].reference) == Sample.evidence()[1].body)
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0.first?.contains("disk full") } == true)
    }

    @Test func aClaimedRunGoesOnInMemoryToo() async throws {
        let inner = BrokenStore(failsAfter: 3)
        let journal = try await inner.fill("run-1")
        let store = FallbackStore(inner) { _ in }
        try await store.claim(RunID("run-1"), replacing: Sample.lease(1), with: Sample.lease(2))
        let next = try Sample.entry(.closed, after: journal)
        await #expect(throws: StoreError.stale) { try await store.append([next], fencingToken: 1) }
        try await store.append([next], fencingToken: 2)
        #expect(await !store.isDurable)
        #expect(try await store.journal(of: RunID("run-1")) == journal + [next])
        #expect(try await store.lease(of: RunID("run-1"))?.token == 2)
    }

    @Test func unusableDirectoriesAreReported() async throws {
        let folder = TemporaryFolder()
        try Files.createDirectories(folder.path)
        try Files.write("\(folder.path)/file", [1])
        for directory in ["\(folder.path)/file", "\(folder.path)/file/below", "/proc/nothing"] {
            let told = Mutex<[String]>([])
            let store = try await StoreFactory.make(directory: directory, now: Sample.time(0)) { line in
                told.withLock { $0.append(line) }
            }
            #expect(await !store.isDurable)
            try await store.fill("run-1")
            #expect(told.withLock { $0.count } == 1)
            #expect(throws: StoreError.self) {
                try SQLiteStore.open(directory: directory, now: Sample.time(0)) { _ in }
            }
        }
    }

    @Test func withoutADirectoryNothingIsStored() async throws {
        for directory in [nil, ""] {
            let store = try await StoreFactory.make(directory: directory, now: Sample.time(0)) { Issue.record("\($0)") }
            #expect(store is MemoryStore)
        }
    }

    @Test func readingWhatIsNotThereMakesNothing() async throws {
        let folder = TemporaryFolder()
        await #expect(throws: StoreError.self) {
            try await StoreFactory.openExisting(directory: folder.path, now: Sample.time(0)) { _ in }
        }
        #expect(!Files.exists(folder.path))
        try Files.createDirectories(folder.path)
        await #expect(throws: StoreError.self) {
            try await StoreFactory.openExisting(directory: folder.path, now: Sample.time(0)) { _ in }
        }
        #expect(try folder.names().isEmpty)
    }
}

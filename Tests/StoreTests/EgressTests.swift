import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Synchronization
import Testing

/// The ledger of what left the machine, where the store has a past.
@Suite(.timeLimit(.minutes(1))) struct EgressTests {
    private let folder = TemporaryFolder()
    private let run = RunID("run-1")
    private var departure: Egress {
        Egress(run: run, at: Sample.time(3), purpose: .notification, destination: "slack.com", bytes: 4321)
    }

    @Test func aDamagedDatabaseKeepsItsLedger() async throws {
        do {
            let store = try folder.store()
            try await store.fill("run-1")
            for _ in 0..<300 { try await store.record(departure) }
        }
        _ = try SQLiteConnection(path: folder.database).query("PRAGMA wal_checkpoint(TRUNCATE)")
        let connection = try SQLiteConnection(path: folder.database)
        try connection.execute("CREATE TABLE victim (x)")
        let page = try connection.query("SELECT rootpage FROM sqlite_master WHERE name = 'victim'").first?.first?.int
        try connection.execute("INSERT INTO victim VALUES (1)")
        _ = try connection.query("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        let handle = try #require(FileHandle(forWritingAtPath: folder.database))
        try handle.seek(toOffset: UInt64((try #require(page) - 1) * 4096))
        try handle.write(contentsOf: Data([UInt8](repeating: 0xA5, count: 4096)))
        try handle.close()
        let told = Mutex<[String]>([])
        let store = try folder.store { line in told.withLock { $0.append(line) } }
        #expect(told.withLock { $0.count } == 1)
        #expect(try await store.egress(of: run).count == 300)
    }

    @Test func theLedgerGoesOnInMemoryWhenTheDiskIsFull() async throws {
        let store = FallbackStore(BrokenStore(failsAfter: 1)) { _ in }
        try await store.record(departure)
        try await store.record(departure)
        #expect(await !store.isDurable)
        #expect(try await store.egress(of: run).count == 2)
    }
}

import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Synchronization
import Testing

/// Damaged files are set aside, what can be read is carried over, and the user is told.
@Suite(.timeLimit(.minutes(1))) struct DamageTests {
    private let folder = TemporaryFolder()

    private func overwrite(from start: Int, count: Int) throws {
        let bytes = [UInt8](repeating: 0xA5, count: count)
        let handle = try #require(FileHandle(forWritingAtPath: folder.database))
        try handle.seek(toOffset: UInt64(start))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    /// Everything into the file itself, as at the end of a process.
    private func checkpoint() throws {
        _ = try SQLiteConnection(path: folder.database).query("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    private func reopened() throws -> (store: SQLiteStore, told: [String]) {
        let told = Mutex<[String]>([])
        let store = try folder.store { line in told.withLock { $0.append(line) } }
        return (store, told.withLock { $0 })
    }

    @Test(arguments: [
        "not a database", "SQLite format 3\u{0} but nothing behind it", String(repeating: "x", count: 9000),
    ])
    func whatIsNoDatabaseIsSetAside(_ text: String) async throws {
        try Files.createDirectories(folder.path)
        try Files.write(folder.database, Array(text.utf8))
        let (store, told) = try reopened()
        try await store.fill("run-1")
        #expect(told.count == 1)
        let aside = try folder.damaged
        #expect(aside.count == 1)
        #expect(try Files.read("\(folder.path)/\(aside[0])") == Array(text.utf8))
    }

    /// Ours has a page from the moment it is made: one of no bytes was cut, and what was in it is gone.
    @Test(arguments: [false, true]) func anEmptyFileIsSaid(hadRuns: Bool) async throws {
        try Files.createDirectories(folder.path)
        if hadRuns { try await folder.store().fill("run-0") }
        try Files.write(folder.database, [])
        let (store, told) = try reopened()
        try await store.fill("run-1")
        #expect(told.count == 1 && told[0].contains("was empty (0 bytes)"), "\(told)")
        #expect(try folder.damaged.count == 1)
        #expect(try reopened().told.isEmpty)
    }

    @Test func whatCanBeReadIsCarriedOver() async throws {
        var journals: [[JournalEntry]] = []
        do {
            let store = try folder.store()
            try await store.put(try Sample.evidence())
            for number in 0..<40 {
                journals.append(try await store.fill("run-\(number)", count: 30, key: "k\(number)"))
            }
        }
        try checkpoint()
        let size = try Files.read(folder.database).count
        var (whole, lost) = (0, 0)
        try overwrite(from: size * 5 / 8 / 4096 * 4096, count: 8192)
        let (store, told) = try reopened()
        #expect(told.count == 1)
        #expect(try folder.damaged.count == 1)
        for journal in journals {
            let stored = try await store.journal(of: journal[0].run)
            #expect(stored == Array(journal.prefix(stored.count)), "only an unbroken beginning is kept")
            if stored.count == journal.count { whole += 1 } else { lost += 1 }
        }
        #expect(whole > 20 && lost > 0, "\(whole) whole, \(lost) not")
        #expect(try await store.runs(limit: 99).count == 40)
        #expect(try await store.lease(of: RunID("run-0")) == Sample.lease(1))
        for item in try Sample.evidence() { #expect(try await store.body(of: item.reference) == item.body) }
        await #expect(throws: StoreError.duplicate(RunID("run-0"))) { try await store.fill("run-x", key: "k0") }
        let again = try reopened()
        #expect(again.told.isEmpty)
    }

    /// - Parameter cut: percent of the file that are left, and how far into a page.
    @Test(arguments: [(25, 0), (50, 0), (50, 1000), (75, 0), (97, 0)])
    func ofADatabaseThatIsCutOffTheRestIsKept(_ cut: (percent: Int, into: Int)) async throws {
        var journals: [[JournalEntry]] = []
        do {
            let store = try folder.store()
            for number in 0..<60 { journals.append(try await store.fill("run-\(number)", count: 30)) }
        }
        try checkpoint()
        let left = try Files.read(folder.database).count * cut.percent / 100 / 4096 * 4096 + cut.into
        let handle = try #require(FileHandle(forWritingAtPath: folder.database))
        try handle.truncate(atOffset: UInt64(left))
        try handle.close()
        let (store, told) = try reopened()
        #expect(told.count == 1 && told[0].contains("pages are missing, with the runs"), "\(told)")
        #expect(told[0].contains("some of it could not be read"), "\(told)")
        var whole = 0
        for journal in journals {
            let stored = try await store.journal(of: journal[0].run)
            #expect(stored == Array(journal.prefix(stored.count)), "only an unbroken beginning is kept")
            if stored.count == journal.count { whole += 1 }
        }
        // Rows lie in the file in the order of their writing, with the indexes' pages among them.
        #expect(whole >= 60 * cut.percent / 100 - 13 && whole < 60, "\(whole) whole")
        let names = try folder.names().filter { $0.contains("damaged") }
        #expect(names.count == 1, "no litter: \(names)")
        #expect(try Files.read("\(folder.path)/\(names[0])").count == left, "the damaged file is left as it was")
    }

    /// A large table that has lost its end is no reason to give up the tables that are read after it.
    @Test func whatOneTableLostDoesNotCostTheNext() async throws {
        do {
            let store = try folder.store()
            try await store.put(try Sample.evidence())
            for number in 0..<220 { try await store.fill("run-\(number)", count: 70) }
        }
        try checkpoint()
        let handle = try #require(FileHandle(forWritingAtPath: folder.database))
        try handle.truncate(atOffset: UInt64(try Files.read(folder.database).count / 8 / 4096 * 4096))
        try handle.close()
        let (store, told) = try reopened()
        for item in try Sample.evidence() { #expect(try await store.body(of: item.reference) == item.body, "\(told)") }
    }

    @Test(arguments: 0..<12) func anyPageMayBeDamaged(_ page: Int) async throws {
        do {
            let store = try folder.store()
            for number in 0..<6 { try await store.fill("run-\(number)", count: 10) }
        }
        try checkpoint()
        try overwrite(from: page * 4096, count: 4096)
        let (store, _) = try reopened()
        try await store.fill("run-new")
        #expect(try await store.journal(of: RunID("run-new")).count == 4)
        for run in try await store.runs(limit: 99) { _ = try await store.journal(of: run.run) }
    }

    @Test func damageThatShowsLaterIsHandledLater() async throws {
        let told = Mutex<[String]>([])
        let store = try folder.store { line in told.withLock { $0.append(line) } }
        let other = try folder.store()
        for number in 0..<20 { try await store.fill("run-\(number)", count: 30) }
        try checkpoint()
        let size = try Files.read(folder.database).count
        try overwrite(from: size / 2 / 4096 * 4096, count: size / 2)
        let fresh = try folder.store { line in told.withLock { $0.append(line) } }
        #expect(told.withLock { $0.count } == 1)
        let journal = try await store.fill("run-after")
        #expect(try await fresh.journal(of: RunID("run-after")) == journal)
        #expect(try await other.journal(of: RunID("run-after")) == journal)
        #expect(try folder.damaged.count == 1)
    }

    @Test func aDatabaseThatIsTakenAwayIsNoOtherWritersDoing() async throws {
        let store = try folder.store()
        let journal = try await store.fill("run-1")
        for name in try folder.names() { try Files.remove("\(folder.path)/\(name)") }
        let next = try Sample.entry(.closed, after: journal)
        await #expect(throws: StoreError.self) { try await store.append([next], fencingToken: 1) }
        do {
            try await store.append([next], fencingToken: 1)
        } catch let error as StoreError {
            #expect(error == .unknownRun)
        }
        try await store.fill("run-2")
        #expect(try await folder.store().runs(limit: 9).map(\.run.text) == ["run-2"])
    }

    @Test func twelveWhoFindItDamagedSetItAsideOnce() async throws {
        do {
            let store = try folder.store()
            for number in 0..<5 { try await store.fill("old-\(number)") }
        }
        try checkpoint()
        try overwrite(from: 0, count: 100)
        let folder = folder
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 { group.addTask { try await folder.store().fill("run-\(number)") } }
            try await group.waitForAll()
        }
        #expect(try folder.damaged.count == 1)
        #expect(try await folder.store().runs(limit: 99).filter { $0.run.text.hasPrefix("run-") }.count == 12)
    }
}

import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Testing

/// What only a file can show: many connections, other versions, other programs.
@Suite(.timeLimit(.minutes(1))) struct SQLiteStoreTests {
    @Test func whatWasWrittenIsThereAfterwards() async throws {
        let folder = TemporaryFolder()
        let journal = try await folder.store().fill("run-1", key: "k")
        let later = try folder.store()
        #expect(try await later.journal(of: RunID("run-1")) == journal)
        #expect(try await later.lease(of: RunID("run-1")) == Sample.lease(1))
        await #expect(throws: StoreError.duplicate(RunID("run-1"))) { try await later.fill("run-2", key: "k") }
    }

    @Test func twelveAtOnceLoseNothing() async throws {
        for _ in 0..<3 {
            let folder = TemporaryFolder()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        let store = try folder.store(Self.onlyWaits)
                        try await store.fill("run-\(number)", count: 20)
                        try await store.put(try Sample.evidence())
                    }
                }
                try await group.waitForAll()
            }
            let store = try folder.store()
            #expect(try await store.runs(limit: 99).count == 12)
            for number in 0..<12 { #expect(try await store.journal(of: RunID("run-\(number)")).count == 21) }
            #expect(try folder.damaged.isEmpty)
        }
    }

    /// On a busy machine a lock may take its second.
    @Sendable private static func onlyWaits(_ line: String) {
        if !line.contains("is locked by another process") { Issue.record("\(line)") }
    }

    @Test func ofTwoClaimsOneWins() async throws {
        let folder = TemporaryFolder()
        try await folder.store().fill("run-1")
        let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let store = try folder.store()
                    do {
                        try await store.claim(RunID("run-1"), replacing: Sample.lease(1), with: Sample.lease(2))
                        return true
                    } catch StoreError.stale {
                        return false
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
    }

    @Test func rowsCarryAllFiveFields() async throws {
        let folder = TemporaryFolder()
        try await folder.store().fill("run-1")
        let connection = try SQLiteConnection(path: folder.database)
        let row = try connection.query(
            "SELECT incident_id, incident_type, service_name, detected_at, raw_payload FROM runs")[0]
        let texts = row.compactMap(\.string)
        #expect(texts.prefix(4) == ["inc-demo0001", "latency_spike", "checkout", Sample.time(-60).description])
        #expect(try JSON.decode(JSONValue.self, from: texts[4].utf8) == Sample.incident.payload)
        let payload = try connection.query("SELECT payload FROM entries WHERE seq = 1")[0][0].string
        let opened = try JSON.decode(JSONValue.self, from: (payload ?? "").utf8)
        #expect(try JSON.decode(Incident.self, from: JSON.encode(opened["incident"])) == Sample.incident)
    }

    @Test func theJournalIsForItsUserOnly() async throws {
        let folder = TemporaryFolder()
        try await folder.store().fill("run-1")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.database)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aNewerSchemaIsRefusedAndLeftAlone() async throws {
        let folder = TemporaryFolder()
        try await folder.store().fill("run-1")
        try SQLiteConnection(path: folder.database).execute("PRAGMA user_version = 99")
        #expect { try folder.store { Issue.record("\($0)") } } throws: {
            ($0 as? StoreError)?.sentence.contains("schema 99") == true
        }
        #expect(try folder.damaged.isEmpty)
        let count = try SQLiteConnection(path: folder.database).query("SELECT count(*) FROM runs")[0][0].int
        #expect(count == 1)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        let folder = TemporaryFolder()
        try Files.createDirectories(folder.path)
        try SQLiteConnection(path: folder.database).execute("CREATE TABLE songs (title TEXT)")
        #expect(throws: StoreError.self) { try folder.store() }
        #expect(try folder.damaged.isEmpty)
    }

    @Test func aChangedEntryIsNoticed() async throws {
        let folder = TemporaryFolder()
        let store = try folder.store()
        try await store.fill("run-1")
        try await store.put(try Sample.evidence())
        let connection = try SQLiteConnection(path: folder.database)
        try connection.execute("UPDATE entries SET payload = '{\"signal\":\"other\"}' WHERE seq = 2")
        try connection.execute("UPDATE evidence SET body = CAST('[]' AS BLOB)")
        await #expect(throws: JournalError.broken(RunID("run-1"), seq: 2)) {
            try await store.journal(of: RunID("run-1"))
        }
        await #expect(throws: StoreError.self) { try await store.body(of: Sample.evidence()[1].reference) }
    }

    @Test func aBusyDatabaseIsNotDamage() async throws {
        let folder = TemporaryFolder()
        let store = try folder.store(Self.onlyWaits)
        let connection = try SQLiteConnection(path: folder.database)
        try connection.execute("BEGIN IMMEDIATE")
        async let opened = folder.store(Self.onlyWaits)
        async let journal = store.fill("run-1")
        let waiting = try await opened.runs(limit: 1)
        #expect(waiting.isEmpty)
        try connection.execute("COMMIT")
        #expect(try await journal.count == 4)
        #expect(try folder.damaged.isEmpty)
    }
}

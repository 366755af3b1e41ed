import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Synchronization
import Testing

/// What is missing of a journal, or differs from it in the list, is noticed; a file that goes away in the middle too.
@Suite(.timeLimit(.minutes(1))) struct IntegrityTests {
    private let folder = TemporaryFolder()
    private let run = RunID("run-1")

    /// A run that is closed; `sql` then changes the file behind the store's back.
    private func damage(after sql: String) async throws -> String? {
        let store = try folder.store()
        let journal = try await store.fill(run.text)
        let end = Conclusion(.recovered, reason: "good", receivers: [])
        let concluded = try Sample.entry(.concluded(end), after: journal)
        let closed = try Sample.entry(.closed, after: journal + [concluded])
        try await store.append([concluded, closed], fencingToken: 1)
        #expect(try await store.runs(limit: 1).first?.damage == nil)
        try SQLiteConnection(path: folder.database).execute(sql)
        return try await store.runs(limit: 1).first?.damage
    }

    @Test(arguments: [
        ("DELETE FROM entries WHERE seq > 3", "3 of 6 entries are left"),
        ("DELETE FROM entries WHERE seq = 6", "5 of 6 entries are left"),
        ("DELETE FROM entries", "its journal is lost"),
        ("DELETE FROM entries WHERE seq = 1", "an entry of its journal was changed"),
        ("DELETE FROM entries WHERE seq = 3", "1 entry is missing in the middle of its journal"),
        ("DELETE FROM entries WHERE seq IN (2, 4)", "2 entries are missing in the middle of its journal"),
        ("UPDATE entries SET seq = 0 WHERE seq = 3", "1 entry is missing in the middle of its journal"),
        ("UPDATE runs SET outcome = 'escalated'", "another outcome"),
        ("UPDATE runs SET outcome = NULL", "another outcome"),
        ("UPDATE runs SET service_name = 'payments'", "another incident"),
        ("UPDATE runs SET incident_type = 'crash_loop'", "another incident"),
        ("UPDATE runs SET raw_payload = '{}'", "another incident"),
        ("UPDATE runs SET opened_at = '2020-01-01T00:00:00.000Z'", "another incident"),
        ("UPDATE runs SET incident_type = 'x'", "another incident"),
        ("UPDATE runs SET detected_at = 'x'", "cannot be read"),
        ("UPDATE runs SET closed_at = NULL", "the end of its journal differ"),
        ("UPDATE runs SET last_seq = 3", "does not end where"),
        ("UPDATE entries SET payload = '{}' WHERE seq = 1", "was changed"),
        ("DELETE FROM runs", "its row in the list is lost; this is what its journal says"),
        ("DELETE FROM runs; UPDATE entries SET payload = '{}' WHERE seq = 4", "up to an entry that was changed"),
    ]) func whatDiffersIsSaid(sql: String, words: String) async throws {
        let damage = try #require(try await damage(after: sql), "\(sql)")
        #expect(damage.contains(words), "\(damage)")
    }

    /// Only its journal is left: listed by time among the others; nobody can go on with it, which is said.
    @Test func aRunWithoutARowIsListedFromItsJournal() async throws {
        let told = Mutex<[String]>([])
        let store = try folder.store { line in told.withLock { $0.append(line) } }
        for name in ["run-a", "run-b"] { try await store.fill(name) }
        try SQLiteConnection(path: folder.database).execute("DELETE FROM runs WHERE run = 'run-a'")
        let runs = try await store.runs(limit: 9)
        #expect(runs.map(\.run.text) == ["run-b", "run-a"])
        #expect(runs.map { $0.damage == nil } == [true, false])
        #expect(runs[1].incident == Sample.incident && !runs[1].isClosed)
        #expect(try await store.runs(limit: 1).map(\.run.text) == ["run-b"])
        #expect(told.withLock { $0.isEmpty })
        let any: any RunStore = store
        #expect(try await any.unfinished().map(\.run.text) == ["run-b"])
        #expect(told.withLock { $0.contains { $0.contains("run-a") && $0.contains("left out") } })
    }

    /// Each piece is named by what it held, so a changed or lost one shows.
    @Test(
        arguments: [
            ("DELETE FROM evidence", "is lost"), ("DELETE FROM evidence WHERE kind = 'logs'", "not whole: logs "),
            ("UPDATE evidence SET body = CAST('[]' AS BLOB)", "was changed"), ("UPDATE evidence SET kind = 'x'", nil),
        ] as [(String, String?)]) func evidenceThatIsNotWhatWasGatheredIsSaid(sql: String, words: String?) async throws
    {
        let store = try folder.store()
        let evidence = try Sample.evidence()
        try await store.put(evidence)
        let journal = try await store.fill(run.text)
        let gathering = EvidenceSet(evidence: evidence.map(\.reference), gaps: [])
        let entries = journal + [try Sample.entry(.gathered(gathering), after: journal)]
        #expect(await store.evidenceDamage(of: entries) == nil)
        try SQLiteConnection(path: folder.database).execute(sql)
        let damage = await store.evidenceDamage(of: entries)
        if let words {
            #expect(damage?.contains(words) == true, "\(damage ?? "nothing")")
        } else {
            #expect(damage == nil)
        }
    }

    @Test func nobodyGoesOnWithAShortenedJournal() async throws {
        let store = try folder.store()
        let journal = try await store.fill(run.text)
        try SQLiteConnection(path: folder.database).execute("DELETE FROM entries WHERE seq > 2")
        let next = try Sample.entry(.closed, after: Array(journal.prefix(2)))
        await #expect(throws: JournalError.shortened(run, left: 2)) { try await store.append([next], fencingToken: 1) }
        await #expect(throws: JournalError.shortened(run, left: 2)) {
            try await store.claim(run, replacing: Sample.lease(1), with: Sample.lease(2))
        }
        #expect(try await store.journal(of: run) == Array(journal.prefix(2)))
    }

    /// The file is taken away, or another one put in its place, while a run is written: it ends in memory.
    @Test(arguments: [false, true]) func aFileThatGoesAwayIsSaid(isReplaced: Bool) async throws {
        let told = Mutex<[String]>([])
        let store = try await StoreFactory.make(directory: folder.path, now: Sample.time(0)) { line in
            told.withLock { $0.append(line) }
        }
        let journal = try await store.fill(run.text)
        for name in try folder.names() where name.hasPrefix("autosre.db") && !name.hasSuffix(".lock") {
            try Files.remove("\(folder.path)/\(name)")
        }
        if isReplaced { try await folder.store().fill("run-other") }
        let checkout = Target(kind: .service, name: "checkout")
        let claim = try await store.claim(
            [checkout], for: run, at: Sample.time(9), fencingToken: 1, displacing: nil)
        #expect(claim == nil)
        #expect(try await store.holder(of: checkout) == run)
        let closed = try Sample.entry(.closed, after: journal)
        try await store.append([closed], fencingToken: 1)
        #expect(await !store.isDurable)
        #expect(try await store.journal(of: run) == journal + [closed])
        #expect(told.withLock { $0.contains { $0.contains("going on in memory") } }, "\(told.withLock { $0 })")
    }

    /// The file is cut to nothing while a run is written: it is said, and what the log still has is not lost.
    @Test(arguments: [false, true]) func aFileThatIsEmptiedIsSaid(isOpenedByAnother: Bool) async throws {
        let told = Mutex<[String]>([])
        let report: @Sendable (String) -> Void = { line in told.withLock { $0.append(line) } }
        let store = try await StoreFactory.make(directory: folder.path, now: Sample.time(0), report: report)
        let journal = try await store.fill(run.text)
        try Files.resize(folder.database, toBytes: 0)
        if isOpenedByAnother { _ = try folder.store(report) }
        let closed = try Sample.entry(.closed, after: journal)
        try await store.append([closed], fencingToken: 1)
        #expect(try await store.journal(of: run) == journal + [closed])
        #expect(await store.isDurable == !isOpenedByAnother)
        #expect(told.withLock { $0.contains { $0.contains("0 bytes") } }, "\(told.withLock { $0 })")
    }
}

import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Testing

/// What a later program wrote into the database is listed and read, and never called damaged.
@Suite(.timeLimit(.minutes(1))) struct LaterJournalTests {
    private let folder = TemporaryFolder()

    /// A run whose opening is this, about `incident`, with a later program's facts behind it to its end.
    @discardableResult
    private func write(_ opening: JournalEntry, about incident: Incident, _ store: SQLiteStore) async throws
        -> [JournalEntry]
    {
        try await store.open(opening, incident: incident, deduplicationKey: nil, lease: Sample.lease(1))
        var journal = [opening]
        for kind in ["gathered", "diagnosed", "planned", "judged", "intended", "acted", "concluded", "closed"] {
            journal.append(try Sample.later(kind, after: journal))
        }
        try await store.append(Array(journal.dropFirst()), fencingToken: 1)
        // A later program can read how its run ended.
        try SQLiteConnection(path: folder.database).execute(
            "UPDATE runs SET outcome = 'recovered' WHERE run = '\(opening.run)'")
        return journal
    }

    @Test(arguments: [false, true]) func whatItWroteIsNoDamage(opensIt: Bool) async throws {
        let store = try folder.store()
        let opening = opensIt ? try Sample.laterOpening("run-1") : try Sample.opening("run-1")
        let journal = try await write(opening, about: Sample.incident, store)
        let row = try #require(try await folder.store().runs(limit: 9).first)
        #expect(row.damage == nil && row.isClosed && row.outcome == .recovered && row.incident == Sample.incident)
        let read = try await store.journal(of: RunID("run-1"))
        #expect(read == journal, "what it said is kept as it is")
        let run = try Run(replaying: read, listedAs: row)
        #expect(run.incident == Sample.incident && run.phase == .closed)
    }

    /// What is changed in it is noticed all the same.
    @Test(arguments: [
        ("UPDATE entries SET payload = '{}' WHERE seq = 1", "was changed"),
        ("DELETE FROM entries WHERE seq = 3", "missing in the middle"),
        ("DELETE FROM entries WHERE seq > 4", "4 of 9 entries are left"),
    ]) func damageIsSaid(sql: String, words: String) async throws {
        let store = try folder.store()
        try await write(try Sample.laterOpening("run-1"), about: Sample.incident, store)
        try SQLiteConnection(path: folder.database).execute(sql)
        let damage = try await store.runs(limit: 1).first?.damage
        #expect(damage?.contains(words) == true, "\(damage ?? "nothing")")
    }

    /// A run that a later program opened is carried over with the rest of a damaged file.
    @Test func itIsCarriedOver() async throws {
        var journal: [JournalEntry] = []
        do {
            let store = try folder.store()
            journal = try await write(try Sample.laterOpening("run-later"), about: Sample.incident, store)
            for number in 0..<40 { try await store.fill("run-\(number)", count: 30) }
        }
        _ = try SQLiteConnection(path: folder.database).query("PRAGMA wal_checkpoint(TRUNCATE)")
        let handle = try #require(FileHandle(forWritingAtPath: folder.database))
        try handle.seek(toOffset: UInt64(try Files.read(folder.database).count * 5 / 8 / 4096 * 4096))
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 8192))
        try handle.close()
        let store = try folder.store()
        #expect(try folder.damaged.count == 1)
        #expect(try await store.journal(of: RunID("run-later")) == journal)
        let row = try #require(try await store.runs(RunQuery(.named("run-later"))).first)
        #expect(row.damage == nil && row.incident == Sample.incident)
    }

    /// A type of trouble that nobody here knows is a word like any other.
    @Test func anUnknownTypeIsKept() async throws {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: IncidentType(rawValue: "error_rate"), detectedAt: Sample.time(0),
            payload: [:])
        let opening = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Sample.time(0),
            event: .opened(Alert(incident: incident, source: "prometheus")), previousDigest: JournalEntry.genesis)
        let store = try folder.store()
        try await store.open(opening, incident: incident, deduplicationKey: nil, lease: Sample.lease(1))
        let row = try #require(try await store.runs(limit: 1).first)
        #expect(row.incident == incident && row.damage == nil)
        #expect(try await store.journal(of: RunID("run-1")) == [opening])
        let column = try SQLiteConnection(path: folder.database).query("SELECT incident_type FROM runs").first?.first
        #expect(column?.string == "error_rate")
    }
}

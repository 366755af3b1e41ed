import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Testing

/// A file of any older schema is taken over whole, and is then what a new one is.
@Suite(.timeLimit(.minutes(1))) struct MigrationTests {
    private let folder = TemporaryFolder()
    private let checkout = Target(kind: .service, name: "checkout")

    /// The tables as the first program made them.
    private static let oldest = """
        CREATE TABLE runs (
            run TEXT PRIMARY KEY, incident_id TEXT NOT NULL, incident_type TEXT NOT NULL, service_name TEXT NOT NULL,
            detected_at TEXT NOT NULL, raw_payload TEXT NOT NULL, opened_at TEXT NOT NULL,
            deduplication_key TEXT UNIQUE, outcome TEXT, closed_at TEXT);
        CREATE TABLE entries (
            run TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, schema INTEGER NOT NULL, kind TEXT NOT NULL,
            payload TEXT NOT NULL, previous_digest TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (run, seq));
        CREATE TABLE leases (
            run TEXT PRIMARY KEY, boot_id TEXT NOT NULL, process INTEGER NOT NULL, started INTEGER NOT NULL,
            heartbeat TEXT NOT NULL, expires TEXT NOT NULL, token INTEGER NOT NULL);
        CREATE TABLE evidence (id TEXT PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL);
        CREATE INDEX runs_by_time ON runs (opened_at);
        """
    /// What the second and the third added.
    private static let additions = [
        """
        CREATE TABLE egress (
            run TEXT NOT NULL, at TEXT NOT NULL, purpose TEXT NOT NULL, destination TEXT NOT NULL,
            bytes INTEGER NOT NULL, replaced TEXT NOT NULL, note TEXT NOT NULL);
        CREATE INDEX egress_by_run ON egress (run);
        """,
        """
        CREATE TABLE claims (target TEXT PRIMARY KEY, run TEXT NOT NULL, since TEXT NOT NULL);
        CREATE INDEX claims_by_run ON claims (run);
        CREATE TABLE changes (
            run TEXT NOT NULL, intent TEXT NOT NULL, target TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (run, intent));
        CREATE INDEX changes_by_target ON changes (target, at);
        ALTER TABLE leases ADD COLUMN instance TEXT NOT NULL DEFAULT '';
        ALTER TABLE leases ADD COLUMN namespace TEXT NOT NULL DEFAULT '';
        ALTER TABLE runs ADD COLUMN last_seq INTEGER;
        ALTER TABLE runs ADD COLUMN last_digest TEXT;
        """,
    ]

    /// A file of `schema` with a run that is open and has changed a target; returns its journal.
    private func old(_ schema: Int) async throws -> [JournalEntry] {
        let new = TemporaryFolder()
        let store = try new.store()
        var journal = try await store.fill("run-1", key: "k")
        _ = try await store.claim(
            [checkout], for: RunID("run-1"), at: Sample.time(9), fencingToken: 1, displacing: nil)
        for event in try Sample.events() where ["intended", "acted"].contains(event.kind) {
            journal.append(try Sample.entry(event, after: journal))
            try await store.append(journal.suffix(1), fencingToken: 1)
        }
        try await store.put(try Sample.evidence())
        try Files.createDirectories(folder.path)
        let file = try SQLiteConnection(path: folder.database)
        try file.execute(Self.oldest)
        for addition in Self.additions.prefix(schema - 1) { try file.execute(addition) }
        try file.execute("ATTACH ? AS new", [.text(new.database)])
        for table in ["runs", "entries", "leases", "evidence"] + (schema > 2 ? ["changes", "claims"] : []) {
            let columns = try file.query("SELECT name FROM pragma_table_info(?)", [.text(table)])
                .compactMap { $0[0].string }.joined(separator: ", ")
            try file.execute("INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
        }
        try file.execute("PRAGMA user_version = \(schema)")
        return journal
    }

    @Test(arguments: [1, 2, 3]) func anOlderFileIsTakenOver(schema: Int) async throws {
        let journal = try await old(schema)
        let store = try folder.store { Issue.record("\($0)") }
        let runs = try await store.runs(limit: 9)
        #expect(runs.map(\.run.text) == ["run-1"] && runs[0].damage == nil, "\(runs)")
        #expect(try await store.journal(of: RunID("run-1")) == journal)
        #expect(try await store.lease(of: RunID("run-1"))?.token == 1)
        for item in try Sample.evidence() { #expect(try await store.body(of: item.reference) == item.body) }
        let change = try await store.lastChange(of: checkout, besides: RunID("run-2"))
        #expect(change?.run.text == "run-1", "what an older program changed counts for the cooldown all the same")
        let alert = Alert(incident: Sample.incident, source: "simulated")
        #expect(try await store.runs(RunQuery(.fingerprint(alert.fingerprint))).count == 1)
        await #expect(throws: StoreError.duplicate(RunID("run-1"))) { try await store.fill("run-2", key: "k") }
        try await store.append([try Sample.entry(.closed, after: journal)], fencingToken: 1)
        #expect(try await store.unfinished().isEmpty)
        let departure = Egress(
            run: RunID("run-1"), at: Sample.time(3), purpose: .notification, destination: "slack.com", bytes: 4321)
        try await store.record(departure)
        #expect(try await folder.store().egress(of: RunID("run-1")) == [departure], "the oldest has no ledger")
    }

    @Test(arguments: [1, 2, 3]) func itIsThenWhatANewOneIs(schema: Int) async throws {
        _ = try await old(schema)
        let fresh = TemporaryFolder()
        _ = try (folder.store(), fresh.store())
        #expect(try shape(of: folder) == shape(of: fresh))
    }

    /// Columns and indexes, and the schema's number.
    private func shape(of folder: TemporaryFolder) throws -> [[SQLiteValue]] {
        let file = try SQLiteConnection(path: folder.database)
        let columns = """
            SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
            FROM sqlite_master m, pragma_table_info(m.name) c ORDER BY m.name, c.cid
            """
        let indexes = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        return try file.query(columns) + file.query(indexes) + file.query("PRAGMA user_version")
    }
}

import AutoSRECore
import AutoSREPlatform

/// How the tables came to be: a new file goes through every step, an older one through those that it lacks, and each
/// run keeps what it had. A step is never changed afterwards; whatever comes next is a step at the end.
struct SQLiteMigration: Sendable {
    /// What is made or changed.
    let sql: String
    /// What of the old rows is written into it.
    var fill: @Sendable (SQLiteTables) throws -> Void = { _ in }

    /// The step at index n leads to schema n + 1.
    static let steps = [runs, egress, claims, queries, retention, inbox, due, intents]

    /// The schema of the newest step: an older program would misread what a newer one wrote, and refuses the file.
    static var newest: Int64 { Int64(steps.count) }

    /// Brings the tables of `connection` from schema `old`, 0 for an empty file, to the newest. In the caller's
    /// transaction.
    static func run(on connection: SQLiteConnection, from old: Int64) throws {
        let tables = SQLiteTables(connection: connection)
        for step in steps.dropFirst(Int(old)) {
            try connection.execute(step.sql)
            try step.fill(tables)
        }
        try connection.execute("PRAGMA user_version = \(newest)")
    }

    private static let runs = SQLiteMigration(
        sql: """
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
            """)

    /// Without it a program would lose the ledger when it carries a damaged file over.
    private static let egress = SQLiteMigration(
        sql: """
            CREATE TABLE egress (
                run TEXT NOT NULL, at TEXT NOT NULL, purpose TEXT NOT NULL, destination TEXT NOT NULL,
                bytes INTEGER NOT NULL, replaced TEXT NOT NULL, note TEXT NOT NULL);
            CREATE INDEX egress_by_run ON egress (run);
            """)

    /// Who has which target, what changed each, by which name a lease's holder goes, and where each journal ends.
    /// Without it a program would change targets that another run has.
    private static let claims = SQLiteMigration(
        sql: """
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
        fill: {
            try $0.noteAllEnds()
            try $0.noteAllChanges()
        })

    /// What a run is looked for by, so that none is read that is not meant. `openings` tells of journals whose row is
    /// lost. The fingerprint matters while a run is open.
    private static let queries = SQLiteMigration(
        sql: """
            ALTER TABLE runs ADD COLUMN fingerprint TEXT;
            CREATE INDEX openings ON entries (run) WHERE seq = 1;
            CREATE INDEX runs_open ON runs (opened_at) WHERE closed_at IS NULL;
            CREATE INDEX runs_by_fingerprint ON runs (fingerprint) WHERE closed_at IS NULL;
            CREATE INDEX runs_by_incident ON runs (incident_id);
            CREATE INDEX runs_by_service ON runs (service_name, opened_at);
            UPDATE runs SET fingerprint = (
                SELECT CASE WHEN json_valid(payload) THEN json_extract(payload, '$.fingerprint') END
                FROM entries WHERE entries.run = runs.run AND seq = 1)
            WHERE closed_at IS NULL;
            """)

    /// Whose evidence was taken away, and what runs there were whose journal was; when each piece of evidence was put
    /// last. Without it a program would tell of damage where there is none.
    private static let retention = SQLiteMigration(
        sql: """
            ALTER TABLE runs ADD COLUMN evidence_pruned_at TEXT;
            ALTER TABLE evidence ADD COLUMN put_at TEXT NOT NULL DEFAULT '';
            CREATE TABLE pruned (run TEXT PRIMARY KEY, incident_id TEXT NOT NULL, outcome TEXT, at TEXT NOT NULL);
            CREATE INDEX pruned_by_incident ON pruned (incident_id);
            """)

    /// What was said to runs, and whether it is a fact by now.
    private static let inbox = SQLiteMigration(
        sql: """
            CREATE TABLE inbox (
                id TEXT PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL, sender TEXT NOT NULL, kind TEXT NOT NULL,
                payload TEXT NOT NULL, is_taken INTEGER NOT NULL);
            CREATE INDEX inbox_by_run ON inbox (run) WHERE is_taken = 0;
            """)

    /// When there is something to do again in a run that waits. Those that are open are few, and have an index.
    private static let due = SQLiteMigration(sql: "ALTER TABLE runs ADD COLUMN due_at TEXT;")

    /// What the list of changes is held against.
    private static let intents = SQLiteMigration(
        sql: "CREATE INDEX intents ON entries (at) WHERE kind = 'intended';")
}

import AutoSRECore
import AutoSREPlatform

/// The tables, and how a connection to them is made.
///
/// A row or an object with `incident_id` and `incident_type` carries all five fields of an incident, so that any tool
/// can read them: `runs` in columns, a journal's `opened` and an alert's body in JSON. Times are RFC 3339 text.
enum SQLiteSchema {
    /// Raised when an older program would misread what a newer one wrote; the older one then refuses the file.
    static let version: Int64 = 3
    /// Up to so many pages the whole file is checked at each opening; that takes a few milliseconds.
    private static let pagesChecked: Int64 = 512

    private static let tables = """
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

    /// Since schema 2. A program of schema 1 would lose the ledger when it carries a damaged file over.
    private static let egress = """
        CREATE TABLE egress (
            run TEXT NOT NULL, at TEXT NOT NULL, purpose TEXT NOT NULL, destination TEXT NOT NULL,
            bytes INTEGER NOT NULL, replaced TEXT NOT NULL, note TEXT NOT NULL);
        CREATE INDEX egress_by_run ON egress (run);
        """

    /// Since schema 3: who has which target, what changed each, by which name a lease's holder goes, and where each
    /// journal ends. A program of schema 2 would change targets that another run has.
    private static let claims = """
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
        """

    /// Connects, making the tables where the file is new or empty. Only under the lock.
    /// - Throws: `SQLiteError` (of which `isCorrupt` means damage), `StoreError.unusable` for a file that is not ours.
    static func connect(to location: StoreLocation) throws -> SQLiteConnection {
        // Made here, empty, rather than by SQLite: a journal is for its user only, and its log and index follow it.
        if !Files.exists(location.database) { try Files.write(location.database, []) }
        let connection = try SQLiteConnection(path: location.database)
        _ = try connection.query("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        switch try number("PRAGMA user_version", on: connection) {
        case version: try check(connection)
        case let old where (1..<version).contains(old):
            try check(connection)
            try migrate(connection, from: old)
        case 0: try make(on: connection, at: location)
        case let other:
            throw StoreError.newer(
                "\(location.database) has schema \(other); this autosre knows \(version). Use a newer autosre, or "
                    + "another directory")
        }
        return connection
    }

    private static func make(on connection: SQLiteConnection, at location: StoreLocation) throws {
        guard try number("SELECT count(*) FROM sqlite_master", on: connection) == 0 else {
            throw StoreError.unusable("\(location.database) is another program's database")
        }
        try connection.transaction {
            try connection.execute(tables)
            try connection.execute(egress)
            try connection.execute(claims)
            try connection.execute("PRAGMA user_version = \(version)")
        }
    }

    /// From an older schema: every run keeps what it had, and what its journal says of targets is noted.
    private static func migrate(_ connection: SQLiteConnection, from old: Int64) throws {
        try connection.transaction {
            if old < 2 { try connection.execute(egress) }
            try connection.execute(claims)
            let tables = SQLiteTables(connection: connection)
            try tables.noteAllEnds()
            try tables.noteAllChanges()
            try connection.execute("PRAGMA user_version = \(version)")
        }
    }

    private static func check(_ connection: SQLiteConnection) throws {
        guard try number("PRAGMA page_count", on: connection) <= pagesChecked else { return }
        let found = try connection.query("PRAGMA quick_check(1)").first?.first?.string
        guard found == "ok" else { throw DamagedDatabase(finding: found ?? "no answer") }
    }

    private static func number(_ sql: String, on connection: SQLiteConnection) throws(SQLiteError) -> Int64 {
        try connection.query(sql).first?.first?.int ?? 0
    }
}

/// The file opened, and its inside is damaged.
struct DamagedDatabase: Error {
    let finding: String
}

extension Error {
    /// Whether the database is damaged; a lock that could not be had never is.
    var meansDamage: Bool { self is DamagedDatabase || (self as? SQLiteError)?.isCorrupt == true }

    /// Whether a run is not what its writer left.
    var meansAnotherRun: Bool {
        if case .shortened = self as? JournalError { return true }
        return [.stale, .unknownRun].contains(self as? StoreError)
    }

    /// What a caller of a store is told.
    func asStoreError(_ location: StoreLocation) -> any Error {
        switch self {
        case is StoreError, is JournalError: self
        case let error as DamagedDatabase: StoreError.unusable("\(location.database) is damaged: \(error.finding)")
        case let error as SQLiteError: StoreError.unusable("\(location.database): \(error)")
        case let error as FileError: StoreError.unusable(error.description)
        default: StoreError.unusable("\(location.database): \(self)")
        }
    }
}

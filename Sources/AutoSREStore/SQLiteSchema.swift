import AutoSRECore
import AutoSREPlatform

/// How a connection to the tables is made.
///
/// A row or an object with `incident_id` and `incident_type` carries all five fields of an incident, so that any tool
/// can read them: `runs` in columns, a journal's `opened` and an alert's body in JSON. Times are RFC 3339 text.
enum SQLiteSchema {
    /// Up to so many pages the whole file is checked at each opening; that takes a few milliseconds.
    private static let pagesChecked: Int64 = 512

    /// Connects, making the tables where the file is new or empty. Only under the lock.
    /// - Throws: `SQLiteError` (of which `isCorrupt` means damage), `StoreError.unusable` for a file that is not ours.
    static func connect(to location: StoreLocation) throws -> SQLiteConnection {
        // Made here, empty, rather than by SQLite: a journal is for its user only, and its log and index follow it.
        if !Files.exists(location.database) { try Files.write(location.database, []) }
        let connection = try SQLiteConnection(
            path: location.database, busySeconds: StoreLocation.patience, isWaiting: location.waiting.say)
        _ = try connection.query("PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = FULL")
        switch try number("PRAGMA user_version", on: connection) {
        case SQLiteMigration.newest: try check(connection)
        case let old where (1..<SQLiteMigration.newest).contains(old):
            try check(connection)
            try connection.transaction { try SQLiteMigration.run(on: connection, from: old) }
        case 0: try make(on: connection, at: location)
        case let other:
            throw StoreError.newer(
                "\(location.database) has schema \(other); this autosre knows \(SQLiteMigration.newest). Use a newer "
                    + "autosre, or another directory")
        }
        return connection
    }

    private static func make(on connection: SQLiteConnection, at location: StoreLocation) throws {
        guard try number("SELECT count(*) FROM sqlite_master", on: connection) == 0 else {
            throw StoreError.unusable("\(location.database) is another program's database")
        }
        try connection.transaction { try SQLiteMigration.run(on: connection, from: 0) }
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

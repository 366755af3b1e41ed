internal import CSQLite

/// One connection to an SQLite database. Not Sendable: keep it inside an actor or a lock.
///
/// Statements are prepared once and kept, up to a bound. Parameters are `?` or `?1`, bound in order.
public final class SQLiteConnection {
    private var database: OpaquePointer?
    private var statements: [String: SQLiteStatement] = [:]
    private let wait: BusyWait
    private static let statementsKept = 128

    /// Opens the database at `path`, making it where it does not exist and `readOnly` is false; `:memory:` is one of
    /// its own. Waits up to `busySeconds` for another connection's lock, and calls `isWaiting`, once, when that takes a
    /// second. Journal mode and the like are the caller's to set.
    public init(
        path: String, readOnly: Bool = false, busySeconds: Double = 30, isWaiting: @escaping () -> Void = {}
    ) throws(SQLiteError) {
        wait = BusyWait(seconds: busySeconds, isLong: isWaiting)
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK else {
            let error = SQLiteError(code, on: opened)
            sqlite3_close_v2(opened)
            throw error
        }
        wait.install(on: opened)
        database = opened
    }

    /// How long it waits for another connection's lock, in seconds.
    public var busySeconds: Double {
        get { wait.seconds }
        set { wait.seconds = newValue }
    }

    deinit { close() }

    /// Runs a statement for its effect; without parameters `sql` may be several, which run up to the first error.
    public func execute(_ sql: String, _ parameters: [SQLiteValue] = []) throws(SQLiteError) {
        if let statement = statements[sql] {
            try statement.run(parameters, each: nil)
        } else if parameters.isEmpty {
            try executeScript(sql)
        } else {
            try prepared(sql).run(parameters, each: nil)
        }
    }

    /// Runs one statement and gives all its rows.
    public func query(_ sql: String, _ parameters: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] {
        var rows: [[SQLiteValue]] = []
        try prepared(sql).run(parameters) { rows.append($0) }
        return rows
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed.
    public var changes: Int { database.map { Int(sqlite3_changes64($0)) } ?? 0 }

    /// Runs `body` between BEGIN IMMEDIATE and COMMIT; an error rolls back and is thrown on. Not to be nested.
    public func transaction<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Closes the connection, which every later call then reports as an error; also done when it goes out of use.
    public func close() {
        for statement in statements.values { statement.finalize() }
        statements = [:]
        sqlite3_close_v2(database)
        database = nil
    }

    /// Some errors (a full disk) have rolled back already; a failure here has no more to tell than the error before it.
    private func rollBack() {
        guard let database, sqlite3_get_autocommit(database) == 0 else { return }
        do throws(SQLiteError) {
            try execute("ROLLBACK")
        } catch {
            close()
        }
    }

    private func prepared(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        if let statement = statements[sql] { return statement }
        let (statement, rest) = try SQLiteStatement.prepare(sql, on: open())
        guard let statement else { throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "empty statement") }
        guard rest.allSatisfy(\.isWhitespace) else {
            statement.finalize()
            throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "more than one statement")
        }
        if statements.count >= Self.statementsKept {
            for old in statements.values { old.finalize() }
            statements = [:]
        }
        statements[sql] = statement
        return statement
    }

    private func executeScript(_ sql: String) throws(SQLiteError) {
        let database = try open()
        var rest = sql
        while true {
            let (statement, tail) = try SQLiteStatement.prepare(rest, on: database)
            guard let statement else { return }
            let isWhole = rest == sql && tail.allSatisfy(\.isWhitespace)
            if isWhole && statements.count < Self.statementsKept {
                statements[sql] = statement
                return try statement.run([], each: nil)
            }
            defer { statement.finalize() }
            try statement.run([], each: nil)
            rest = tail
        }
    }

    private func open() throws(SQLiteError) -> OpaquePointer {
        guard let database else { throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "the connection is closed") }
        return database
    }
}

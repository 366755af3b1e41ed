internal import CSQLite

/// What SQLite says went wrong (sqlite.org/rescode.html).
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The primary result code, such as 5 for SQLITE_BUSY.
    public let code: Int32
    /// The extended result code, which says more about the same.
    public let extendedCode: Int32
    /// SQLite's own text; it may quote SQL but no bound values.
    public let message: String

    /// Another connection holds the lock and did not let go within the busy timeout.
    public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
    /// A unique, foreign, check or not-null constraint refused the change.
    public var isConstraint: Bool { code == SQLITE_CONSTRAINT }
    /// The file is damaged or is not a database.
    public var isCorrupt: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
    /// The disk is full.
    public var isFull: Bool { code == SQLITE_FULL }
    /// The database or its folder cannot be written.
    public var isReadOnly: Bool { code == SQLITE_READONLY }
    /// The file cannot be opened or made.
    public var isCannotOpen: Bool { code == SQLITE_CANTOPEN }

    /// One line for a person.
    public var description: String { "SQLite error \(extendedCode): \(message)" }

    init(extendedCode: Int32, message: String) {
        code = extendedCode & 0xFF
        self.extendedCode = extendedCode
        self.message = message
    }

    init(_ extendedCode: Int32, on database: OpaquePointer?) {
        let text = database.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(extendedCode)
        self.init(extendedCode: extendedCode, message: text.map { String(cString: $0) } ?? "unknown")
    }
}

internal import CSQLite

/// A prepared statement.
struct SQLiteStatement {
    private let statement: OpaquePointer
    private let database: OpaquePointer

    /// Compiles the first statement of `sql`; `nil` where there is none but blanks and comments. Also gives the rest.
    static func prepare(
        _ sql: String, on database: OpaquePointer
    ) throws(SQLiteError) -> (statement: SQLiteStatement?, rest: String) {
        var made: OpaquePointer?
        var rest = ""
        var text = sql
        let code = text.withUTF8 { bytes -> Int32 in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let persistent = UInt32(SQLITE_PREPARE_PERSISTENT)
                let size = Int32(characters.count)
                let code = sqlite3_prepare_v3(database, characters.baseAddress, size, persistent, &made, &tail)
                if let tail, let start = characters.baseAddress {
                    rest = String(decoding: bytes[(tail - start)...], as: UTF8.self)
                }
                return code
            }
        }
        guard code == SQLITE_OK else { throw SQLiteError(code, on: database) }
        return (made.map { SQLiteStatement(statement: $0, database: database) }, rest)
    }

    func finalize() { sqlite3_finalize(statement) }

    /// Binds the parameters, steps through all rows and resets, whatever happens.
    func run(_ parameters: [SQLiteValue], each row: (([SQLiteValue]) -> Void)?) throws(SQLiteError) {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        try bind(parameters)
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: row?((0..<sqlite3_column_count(statement)).map(value))
            case SQLITE_DONE: return
            case let code: throw SQLiteError(code, on: database)
            }
        }
    }

    private func bind(_ parameters: [SQLiteValue]) throws(SQLiteError) {
        let expected = Int(sqlite3_bind_parameter_count(statement))
        guard expected == parameters.count else {
            let message = "\(parameters.count) parameters for \(expected) places"
            throw SQLiteError(extendedCode: SQLITE_RANGE, message: message)
        }
        for (index, parameter) in parameters.enumerated() {
            let code = bind(parameter, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw SQLiteError(code, on: database) }
        }
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(let text):
            var text = text
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    // Of no bytes there is no address, and SQLite would take that for NULL.
                    guard let start = $0.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, copied) }
                    return sqlite3_bind_text(statement, index, start, Int32($0.count), copied)
                }
            }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copied)
            }
        }
    }

    private func value(at column: Int32) -> SQLiteValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: .text(String(decoding: bytes(at: column), as: UTF8.self))
        case SQLITE_BLOB: .blob(Array(bytes(at: column)))
        default: .null
        }
    }

    private func bytes(at column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}

/// SQLITE_TRANSIENT, a cast that Swift cannot import: SQLite makes its own copy of what is bound.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

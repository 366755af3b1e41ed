import AutoSREPlatform
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SQLiteTests {
    private func folder() throws -> String {
        let path = NSTemporaryDirectory() + "autosre-sqlite-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func failure(_ body: () throws -> Void) -> SQLiteError? {
        do { try body() } catch { return error as? SQLiteError }
        return nil
    }

    @Test func everyKindOfValueComesBackAsItWent() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (a, b, c, d, e, f, g)")
        let row: [SQLiteValue] = [
            .null, .integer(.min), .real(0.1), .text("ä\0b"), .blob([0, 255]), .text(""), .blob([]),
        ]
        try database.execute("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        #expect(database.changes == 1)
        let rows = try database.query("SELECT * FROM t")
        #expect(rows == [row])
        #expect(rows[0][1].int == .min && rows[0][3].string == "ä\0b" && rows[0][4].bytes == [0, 255])
        #expect(rows[0][0].int == nil && rows[0][1].string == nil && rows[0][3].bytes == nil)
    }

    @Test func aScriptRunsWholeAndStatementsAreReused() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (n); -- why\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2); ")
        for number in 3...300 { try database.execute("INSERT INTO t VALUES (?)", [.integer(Int64(number))]) }
        for number in 0..<300 { _ = try database.query("SELECT \(number)") }
        for _ in 0..<3 { try database.execute("DELETE FROM t WHERE n = 1") }
        #expect(try database.query("SELECT count(*) FROM t") == [[299]])
    }

    @Test func errorsSayWhatTheyAre() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (n UNIQUE)")
        try database.execute("INSERT INTO t VALUES (?)", [1])
        let twice = failure { try database.execute("INSERT INTO t VALUES (?)", [1]) }
        #expect(twice?.isConstraint == true && twice?.code == 19 && twice?.extendedCode == 2067)
        try database.execute("INSERT INTO t VALUES (?)", [2])
        #expect(failure { try database.execute("NONSENSE") }?.code == 1)
        #expect(failure { try database.execute("INSERT INTO t VALUES (?)", [1, 2]) }?.code == 25)
        #expect(failure { _ = try database.query("SELECT 1; SELECT 2") }?.code == 21)
        #expect(failure { _ = try SQLiteConnection(path: "/nonexistent/x.db") }?.isCannotOpen == true)
        database.close()
        #expect(failure { try database.execute("SELECT 1") }?.code == 21)
    }

    @Test func aTransactionIsAllOrNothing() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (n)")
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try database.transaction {
                try database.execute("INSERT INTO t VALUES (1)")
                throw Stop()
            }
        }
        let kept = try database.transaction {
            try database.execute("INSERT INTO t VALUES (2)")
            return try database.query("SELECT n FROM t")
        }
        #expect(kept == [[2]])
    }

    @Test func anotherWritersLockIsBusy() throws {
        let path = try folder() + "/a.db"
        let one = try SQLiteConnection(path: path)
        let two = try SQLiteConnection(path: path, busySeconds: 0.01)
        try one.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (n)")
        let error = failure { try one.transaction { try two.transaction {} } }
        #expect(error?.isBusy == true)
        try two.transaction { try two.execute("INSERT INTO t VALUES (1)") }
        #expect(try one.query("SELECT n FROM t") == [[1]])
    }

    @Test func readOnlyAndDamagedFilesAreKnown() throws {
        let path = try folder() + "/a.db"
        try SQLiteConnection(path: path).execute("CREATE TABLE t (n)")
        let reader = try SQLiteConnection(path: path, readOnly: true)
        #expect(failure { try reader.execute("INSERT INTO t VALUES (1)") }?.isReadOnly == true)
        let damaged = path + "x"
        try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: damaged))
        let database = try SQLiteConnection(path: damaged)
        #expect(failure { _ = try database.query("SELECT * FROM sqlite_master") }?.isCorrupt == true)
    }
}

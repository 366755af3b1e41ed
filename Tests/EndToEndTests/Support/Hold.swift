import AutoSRECore
import AutoSREPlatform
import AutoSREStore

/// Holds an agent inside its write of one record: a trigger in its own database that never comes to an end.
struct Hold {
    private let database: String
    private let record: Int
    private let reader: SQLiteConnection
    private let prober: SQLiteConnection

    /// Makes the agent's database and puts the trigger into it.
    init(_ agent: Agent, at record: Int) async throws {
        let directory = String(agent.database.dropLast("/autosre.db".count))
        _ = try SQLiteStore.open(directory: directory, now: SystemClock.now()) { _ in }
        (database, self.record) = (agent.database, record)
        reader = try SQLiteConnection(path: database, readOnly: true)
        prober = try SQLiteConnection(path: database, busySeconds: 0)
        try prober.execute(
            """
            CREATE TRIGGER hold BEFORE INSERT ON entries WHEN NEW.seq = \(record) BEGIN
                SELECT count(*) FROM (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c);
            END
            """)
    }

    /// Whether the records before are there and the database stays locked by the one who writes the next.
    func isReached() async throws -> Bool {
        for _ in 0..<20 {
            guard try isLocked() else { return false }
            try await SystemClock.sleep(seconds: 0.005)
        }
        return true
    }

    private func isLocked() throws -> Bool {
        let count = try reader.query("SELECT count(*) FROM entries").first?.first?.int
        guard count == Int64(record - 1) else { return false }
        do throws(SQLiteError) {
            try prober.execute("BEGIN IMMEDIATE")
            try prober.execute("ROLLBACK")
            return false
        } catch {
            guard error.isBusy else { throw error }
            return true
        }
    }

    /// Takes the trigger out again.
    func lift() throws {
        let connection = try SQLiteConnection(path: database)
        try connection.execute("DROP TRIGGER hold")
    }
}

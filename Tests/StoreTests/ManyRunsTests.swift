import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Synchronization
import Testing

/// What was stored before costs a new run nothing, and who waits for another process is told.
@Suite(.timeLimit(.minutes(1))) struct ManyRunsTests {
    private let folder = TemporaryFolder()

    /// Thousands of closed runs, and an open one that is older than all of them.
    private func fill(_ count: Int) async throws -> SQLiteStore {
        let store = try folder.store()
        try await store.fill("run-open")
        let journal = try await store.fill("run-0")
        try await store.append([try Sample.entry(.closed, after: journal)], fencingToken: 1)
        let file = try SQLiteConnection(path: folder.database)
        func copy(_ table: String, _ columns: String, _ changed: String) throws {
            try file.execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
                INSERT INTO \(table) (run, \(columns)) SELECT 'run-' || i, \(changed) FROM n, \(table)
                WHERE run = 'run-0'
                """)
        }
        let fixed = "incident_type, service_name, detected_at, raw_payload, outcome, closed_at, last_seq, last_digest"
        try file.transaction {
            try copy("runs", "incident_id, opened_at, \(fixed)", "'inc-' || i, '2027-01-01T00:00:00.000Z', \(fixed)")
            let entry = "seq, at, schema, kind, payload, previous_digest, digest"
            try copy("entries", entry, entry)
        }
        return store
    }

    @Test func aNarrowQuestionReadsNoOtherRun() async throws {
        let store = try await fill(4000)
        let clock = ContinuousClock()
        var count = 0
        let all = try await clock.measure { count = try await store.runs(RunQuery(.all)).count }
        #expect(count == 4002)
        let questions: [(RunQuery, [String])] = [
            (RunQuery(.open), ["run-open"]), (RunQuery(.named("run-77")), ["run-77"]),
            (RunQuery(.named("inc-78")), ["run-78"]), (RunQuery(.prefixed("inc-399")), []),
            (RunQuery(.all, limit: 1), ["run-4000"]),
        ]
        for (query, names) in questions {
            // The quickest of a few: other work may come in between.
            var times: [Duration] = []
            for _ in 0..<5 {
                var found: [String] = []
                times.append(try await clock.measure { found = try await store.runs(query).map(\.run.text) })
                #expect(names.isEmpty || found == names)
            }
            let time = times.min() ?? all
            #expect(time < all / 8, "\(query): \(time) of \(all)")
        }
    }

    /// It is said once while it waits, and who could not have the lock does not wait as long again.
    @Test func waitingIsSaid() async throws {
        let told = Mutex<[String]>([])
        let store = try folder.store { line in told.withLock { $0.append(line) } }
        let journal = try await store.fill("run-1")
        let other = try SQLiteConnection(path: folder.database)
        try other.execute("BEGIN IMMEDIATE")
        let next = try Sample.entry(.closed, after: journal)
        let writing = Task { try await store.append([next], fencingToken: 1) }
        while told.withLock({ $0.isEmpty }) { await Task.yield() }
        try other.execute("COMMIT")
        _ = try await writing.value
        #expect(told.withLock { $0.count == 1 && $0[0].contains("is locked by another process") })
        #expect(try await store.journal(of: RunID("run-1")).count == journal.count + 1)
    }
}

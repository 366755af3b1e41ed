import AutoSRECore
import AutoSREPlatform

// What old runs take, and taking them away.
extension SQLiteTables {
    /// Bytes that an entry takes beside its payload: its other columns, and its places in the indexes.
    private static let entryOverhead = 350

    /// - Parameter before: what was put since then may be named in a moment by a run that is open.
    func holdings(settledBefore before: Instant) throws -> Holdings {
        let bodies = try connection.query("SELECT id, length(body) FROM evidence").compactMap { row in
            row[0].string.map { ($0, Int(row[1].int ?? 0)) }
        }
        let (sizes, evidence) = (try journalSizes(), try evidenceByRun())
        let needed = Set(try texts("SELECT run FROM changes c WHERE at = (\(Self.lastChange))"))
        // Closed is what both its row and the end of its journal call so.
        let rows = try connection.query(
            """
            SELECT r.run, r.closed_at, l.kind FROM runs r
            LEFT JOIN entries l ON l.run = r.run AND l.seq = r.last_seq AND l.digest = r.last_digest
            ORDER BY r.opened_at DESC, r.rowid DESC
            """)
        let runs = rows.compactMap { row -> StoredRun? in
            guard let name = row[0].string else { return nil }
            let isClosed = row[2].string == "closed"
            return StoredRun(
                run: RunID(name), closedAt: isClosed ? row[1].instant : nil, isNeeded: needed.contains(name),
                journalBytes: sizes[name] ?? 0, evidence: evidence[name] ?? [])
        }
        let unsettled = try unsettled(since: before)
        let unnamed = try isReadable() ? loose(besides: evidence.values).subtracting(unsettled) : []
        return Holdings(
            runs: runs, bodies: Dictionary(bodies) { $1 }, bytes: try usedBytes(), unnamed: unnamed,
            unsettled: unsettled)
    }

    /// Bodies that were put since then, where a run is open.
    func unsettled(since before: Instant) throws -> Set<String> {
        guard try !connection.query("SELECT 1 FROM runs WHERE closed_at IS NULL LIMIT 1").isEmpty else { return [] }
        let sql = "SELECT id FROM evidence WHERE put_at >= ?"
        return Set(try connection.query(sql, [.text(before.description)]).compactMap { $0.first?.string })
    }

    /// Whether every fact can be read that may name evidence: what is named by one that cannot is not known.
    private func isReadable() throws -> Bool {
        try connection.query("SELECT 1 FROM entries WHERE NOT json_valid(payload) LIMIT 1").isEmpty
    }

    /// Bodies that no run names: it ended before it could.
    private func loose(besides named: some Sequence<Set<String>>) throws -> Set<String> {
        let all = try connection.query("SELECT id FROM evidence").compactMap { $0.first?.string }
        return named.reduce(Set(all)) { $0.subtracting($1) }
    }

    private static let lastChange = "SELECT max(at) FROM changes o WHERE o.target = c.target"

    /// What is in use of the file; what is free in it is used again first.
    func usedBytes() throws -> Int {
        func number(_ name: String) throws -> Int { Int(try connection.query("PRAGMA \(name)").first?.first?.int ?? 0) }
        return try (number("page_count") - number("freelist_count")) * number("page_size")
    }

    private func journalSizes() throws -> [String: Int] {
        let sql = "SELECT run, sum(length(CAST(payload AS BLOB))), count(*) FROM entries GROUP BY run"
        let sizes = try connection.query(sql).compactMap { row -> (String, Int)? in
            row[0].string.map { ($0, Int(row[1].int ?? 0) + Int(row[2].int ?? 0) * Self.entryOverhead) }
        }
        return Dictionary(sizes) { $1 }
    }

    /// The evidence that each run names, as far as it was not taken away since. A journal that cannot be read names
    /// none, so what only it has is no run's, and stays.
    private func evidenceByRun() throws -> [String: Set<String>] {
        let rows = try connection.query(
            """
            SELECT e.run, json_extract(piece.value, '$.id') FROM entries e LEFT JOIN runs r ON r.run = e.run,
                json_each(CASE WHEN json_valid(e.payload) THEN e.payload ELSE '{}' END, '$.evidence') piece
            WHERE e.kind = 'gathered' AND (r.evidence_pruned_at IS NULL OR e.at > r.evidence_pruned_at)
            """)
        var found: [String: Set<String>] = [:]
        for row in rows {
            if let run = row[0].string, let id = row[1].string { found[run, default: []].insert(id) }
        }
        return found
    }

    private func texts(_ sql: String) throws -> [String] { try connection.query(sql).compactMap { $0.first?.string } }

    func areClosed(_ runs: [RunID]) throws -> Bool {
        let sql = "SELECT 1 FROM runs WHERE run = ? AND closed_at IS NOT NULL"
        return try runs.allSatisfy { try !connection.query(sql, [.text($0.text)]).isEmpty }
    }

    func dropEvidence(of runs: some Sequence<RunID>, at now: Instant) throws {
        for run in runs {
            try connection.execute(
                "UPDATE runs SET evidence_pruned_at = ? WHERE run = ? AND closed_at IS NOT NULL",
                [.text(now.description), .text(run.text)])
        }
    }

    func dropBodies(_ ids: some Sequence<String>) throws {
        for id in ids { try connection.execute("DELETE FROM evidence WHERE id = ?", [.text(id)]) }
    }

    /// What the runs changed stays known; so does that they were there.
    func dropJournals(of runs: some Sequence<RunID>, at now: Instant) throws {
        for run in runs {
            let name = SQLiteValue.text(run.text)
            guard try !connection.query("SELECT 1 FROM runs WHERE run = ? AND closed_at IS NOT NULL", [name]).isEmpty
            else { continue }
            try connection.execute(
                """
                INSERT OR REPLACE INTO pruned (run, incident_id, outcome, at)
                SELECT run, incident_id, outcome, ? FROM runs WHERE run = ?
                """, [.text(now.description), name])
            for table in ["entries", "leases", "egress", "inbox", "runs"] {
                try connection.execute("DELETE FROM \(table) WHERE run = ?", [name])
            }
        }
    }

    func pruned(_ id: String) throws -> PrunedRun? {
        let sql = """
            SELECT run, incident_id, outcome, at FROM pruned WHERE run = ?1 OR incident_id = ?1
            ORDER BY at DESC, rowid DESC LIMIT 1
            """
        return try connection.query(sql, [.text(id)]).first.flatMap { PrunedRun(row: $0) }
    }
}

extension PrunedRun {
    /// Reads a row of the table of pruned runs.
    init?(row: [SQLiteValue]) {
        guard row.count == 4, let run = row[0].string, let incident = row[1].string, let at = row[3].instant else {
            return nil
        }
        self.init(
            run: RunID(run), incident: incident, outcome: row[2].string.flatMap { Outcome(rawValue: $0) }, at: at)
    }
}

import AutoSRECore
import AutoSREPlatform

/// The statements, inside a transaction that the caller began.
struct SQLiteTables {
    let connection: SQLiteConnection

    static let runColumns = """
        run, incident_id, incident_type, service_name, detected_at, raw_payload, opened_at, deduplication_key, \
        outcome, closed_at, fingerprint, evidence_pruned_at
        """
    /// Where a run's journal ends, in its row.
    static let endColumns = "last_seq, last_digest"
    static let entryColumns = "run, seq, at, schema, kind, payload, previous_digest, digest"
    static let leaseColumns = "run, boot_id, process, started, heartbeat, expires, token, instance, namespace"

    static let egressColumns = "run, at, purpose, destination, bytes, replaced, note"

    /// What is known of a run, with the place of its last entry.
    /// - Throws: `JournalError.shortened` where that is not the one that was written last.
    func record(of run: RunID) throws -> RunRecord? {
        let sql = "SELECT \(Self.runColumns), \(Self.endColumns) FROM runs WHERE run = ?"
        guard let row = try connection.query(sql, [.text(run.text)]).first else { return nil }
        let last = try connection.query(
            "SELECT seq, digest FROM entries WHERE run = ? ORDER BY seq DESC LIMIT 1", [.text(run.text)])
        guard last.first == Array(row.suffix(2)) else {
            throw JournalError.shortened(run, left: Int(last.first?.first?.int ?? 0))
        }
        return RunRecord(row: Array(row.dropLast(2)), last: last.first ?? [])
    }

    func holder(of deduplicationKey: String?) throws -> RunID? {
        guard let deduplicationKey else { return nil }
        let rows = try connection.query("SELECT run FROM runs WHERE deduplication_key = ?", [.text(deduplicationKey)])
        return rows.first?.first?.string.map { RunID($0) }
    }

    func write(_ record: RunRecord) throws {
        let places = Array(repeating: "?", count: 14).joined(separator: ", ")
        try connection.execute(
            "INSERT OR REPLACE INTO runs (\(Self.runColumns), \(Self.endColumns)) VALUES (\(places))",
            try record.row() + [.integer(Int64(record.lastSeq)), .text(record.lastDigest.hex)])
    }

    /// Follows entries: the end of a run is in the list of runs as soon as its entry is durable.
    func writeEnd(of record: RunRecord) throws {
        try connection.execute(
            """
            UPDATE runs SET deduplication_key = ?, outcome = ?, closed_at = ?, last_seq = ?, last_digest = ?,
                due_at = NULL
            WHERE run = ?
            """,
            [
                .optional(record.deduplicationKey), .optional(record.outcome?.rawValue),
                .optional(record.closedAt?.description), .integer(Int64(record.lastSeq)),
                .text(record.lastDigest.hex), .text(record.run.text),
            ])
    }

    func add(_ entry: JournalEntry) throws { try addEntry(entry.row()) }

    func addEntry(_ row: [SQLiteValue]) throws {
        try connection.execute("INSERT INTO entries (\(Self.entryColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    }

    func journal(of run: RunID) throws -> [JournalEntry] {
        let sql = "SELECT \(Self.entryColumns) FROM entries WHERE run = ? ORDER BY seq"
        return try connection.query(sql, [.text(run.text)]).map { try JournalEntry(row: $0) }
    }

    func lease(of run: RunID) throws -> Lease? {
        let rows = try connection.query(
            "SELECT \(Self.leaseColumns) FROM leases WHERE run = ?", [.text(run.text)])
        return rows.first.flatMap { Lease(row: $0) }
    }

    func write(_ lease: Lease, of run: RunID) throws {
        try connection.execute(
            "INSERT OR REPLACE INTO leases (\(Self.leaseColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            lease.row(of: run))
    }

    /// Keeps a body; where it is kept already, that it was put again: pruning leaves alone what has just been put.
    func addEvidence(id: String, kind: String, body: [UInt8], at now: Instant? = nil) throws {
        let at = now?.description ?? ""
        try connection.execute(
            """
            INSERT INTO evidence (id, kind, body, put_at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (id) DO UPDATE SET put_at = ?4 WHERE put_at < ?4
            """, [.text(id), .text(kind), .blob(body), .text(at)])
    }

    func addEgress(_ row: [SQLiteValue]) throws {
        try connection.execute("INSERT INTO egress (\(Self.egressColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    }

    func egress(of run: RunID) throws -> [Egress] {
        let sql = "SELECT \(Self.egressColumns) FROM egress WHERE run = ? ORDER BY rowid"
        return try connection.query(sql, [.text(run.text)]).map { row in
            guard let egress = Egress(row: row) else {
                throw StoreError.unusable("a row of the egress ledger of \(run) cannot be read")
            }
            return egress
        }
    }

    func evidence(_ id: EvidenceID) throws -> [UInt8]? {
        try connection.query("SELECT body FROM evidence WHERE id = ?", [.text(id.hex)]).first?.first?.bytes
    }
}

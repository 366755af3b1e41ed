import AutoSRECore
import AutoSREPlatform

/// Carries over what can be read of a damaged database, row by row.
///
/// Nothing is believed that does not prove itself: an entry by its digest and its link to the one before, a body of
/// evidence by its digest. Where a run's row is lost, its first entry says what it held.
struct Salvage {
    /// Connects to the database; one that is damaged is set aside first and carried over. Only under the lock.
    static func connect(
        to location: StoreLocation, now: Instant, report: (String) -> Void
    ) throws -> SQLiteConnection {
        // SQLite takes an empty file for a new database, and throws the log beside it away.
        if location.isEmptied { return try replace(location, now: now, report: report) }
        do {
            return try SQLiteSchema.connect(to: location)
        } catch let error where error.meansDamage {
            return try replace(location, now: now, report: report)
        }
    }

    /// Sets a damaged database aside and connects to a new one with what could be read. Only under the lock.
    static func replace(
        _ location: StoreLocation, now: Instant, report: (String) -> Void
    ) throws -> SQLiteConnection {
        let isEmptied = location.isEmptied
        let old = try location.setAside(at: now)
        let connection = try SQLiteSchema.connect(to: location)
        if isEmptied {
            report(
                "\(location.database) was empty (0 bytes) and has been set aside as \(old); whatever was journaled in "
                    + "it is gone, and a new journal begins")
            return connection
        }
        let saved = try carryOver(from: old, to: connection, now: now)
        report("\(location.database) was damaged and has been set aside as \(old); \(saved)")
        return connection
    }

    private static func carryOver(from old: String, to connection: SQLiteConnection, now: Instant) throws -> String {
        let found: Salvage
        let aside: SetAside
        do {
            aside = try SetAside(path: old)
            found = try aside.reading { try Salvage(reading: $0, pages: aside.pages) }
        } catch {
            return "nothing of it could be read (\(error))"
        }
        try connection.transaction { try found.write(to: SQLiteTables(connection: connection), now: now) }
        let missing = aside.missingPages
        let cut =
            missing > 0
            ? "the last \(missing) of its \(aside.pages) pages are missing, with the runs that were on them; " : ""
        return cut + found.sentence
    }

    /// What was saved and what was lost.
    private var sentence: String {
        let saved =
            "saved \(records.count.counted("run")), \(entryCount.counted("entry", "entries")) and "
            + "\(evidence.count.counted("piece")) of evidence; "
        guard hasLosses else { return saved + "all of it could be read" }
        let empty = order.count { entries[$0] == nil }
        let details = [
            empty > 0 ? "\(empty.counted("run has", "runs have")) lost the whole journal" : nil,
            shortened.count > 0 ? "\(shortened.count.counted("run has", "runs have")) lost a part of it" : nil,
        ].compactMap { $0 }.joined(separator: ", ")
        return saved + "some of it could not be read" + (details.isEmpty ? "" : ": " + details)
    }

    /// Runs of whose journal only the beginning is left.
    private var shortened: Set<String> = []
    private var records: [String: RunRecord] = [:]
    private var order: [String] = []
    private var entries: [String: [[SQLiteValue]]] = [:]
    private var leases: [(run: String, lease: Lease)] = []
    private var evidence: [[SQLiteValue]] = []
    private var departures: [[SQLiteValue]] = []
    private var memory: [String: [[SQLiteValue]]] = [:]
    private var hasLosses = false
    private var entryCount: Int { entries.values.reduce(0) { $0 + $1.count } }

    private init(reading source: SQLiteConnection, pages: Int) throws {
        // Fails here where not even the list of tables can be read, so that the report can say so.
        _ = try source.query("SELECT name FROM sqlite_master")
        var scan = TableScan(source: source, pages: pages)
        // A database of an older schema has fewer columns.
        let knowsEnds = Self.has("last_seq", of: "runs", in: source)
        let ends = knowsEnds ? SQLiteTables.endColumns : "NULL, NULL"
        var columns = SQLiteTables.runColumns
        for column in ["fingerprint", "evidence_pruned_at"] where !Self.has(column, of: "runs", in: source) {
            columns = columns.replacing(column, with: "NULL")
        }
        readRuns(scan.rows(of: "runs", columns: "\(columns), \(ends)"))
        readEntries(scan.rows(of: "entries", columns: SQLiteTables.entryColumns))
        var leaseColumns = SQLiteTables.leaseColumns
        if !Self.has("instance", of: "leases", in: source) {
            leaseColumns = leaseColumns.replacing("instance, namespace", with: "'', ''")
        }
        for row in scan.rows(of: "leases", columns: leaseColumns) {
            if let run = row[0].string, let lease = Lease(row: row) { leases.append((run, lease)) }
        }
        for row in scan.rows(of: "evidence", columns: "id, kind, body") {
            guard let id = row[0].string, let body = row[2].bytes, Digest(of: body).hex == id else { continue }
            evidence.append(row)
        }
        // A database of schema 1 has no ledger.
        if try source.query("SELECT 1 FROM sqlite_master WHERE name = 'egress'").first != nil {
            departures = scan.rows(of: "egress", columns: SQLiteTables.egressColumns).filter { Egress(row: $0) != nil }
        }
        for table in Self.remembered where Self.has("run", of: table.name, in: source) {
            memory[table.name] = scan.rows(of: table.name, columns: table.columns)
        }
        hasLosses = hasLosses || scan.hasLosses
    }

    /// What was remembered of runs whose journal was taken away. That of others is made from their journals.
    private static let remembered = [
        (name: "changes", columns: "run, intent, target, at"),
        (name: "pruned", columns: "run, incident_id, outcome, at"),
        (name: "inbox", columns: SQLiteTables.messageColumns),
    ]

    private static func has(_ column: String, of table: String, in source: SQLiteConnection) -> Bool {
        do {
            return try !source.query(
                "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", [.text(table), .text(column)]
            )
            .isEmpty
        } catch {
            return false
        }
    }

    private mutating func readRuns(_ rows: [[SQLiteValue]]) {
        for row in rows {
            guard let record = RunRecord(row: Array(row.prefix(12)), last: row.suffix(2)) else {
                hasLosses = true
                continue
            }
            records[record.run.text] = record
            order.append(record.run.text)
        }
    }

    /// Keeps of each run the unbroken beginning of its journal.
    private mutating func readEntries(_ rows: [[SQLiteValue]]) {
        var byRun: [String: [[SQLiteValue]]] = [:]
        for row in rows { if let run = row[0].string { byRun[run, default: []].append(row) } }
        for (run, rows) in byRun.sorted(by: { $0.key < $1.key }) {
            let sorted = rows.sorted { ($0[1].int ?? 0) < ($1[1].int ?? 0) }
            let (record, count) = Self.unbroken(sorted, about: records[run]?.incident)
            hasLosses = hasLosses || count < rows.count
            guard let record else { continue }
            if count < rows.count || (records[run]?.closedAt != nil && record.closedAt == nil) { shortened.insert(run) }
            entries[run] = Array(sorted.prefix(count))
            adopt(record, writtenTo: sorted.last ?? [])
        }
    }

    /// The row of a run knows more than a journal that lost its end; without the row, the journal says it. Where the
    /// journal was written to stays noted, so that nobody goes on with what is left.
    private mutating func adopt(_ record: RunRecord, writtenTo last: [SQLiteValue]) {
        var record = record
        if let seq = last[1].int, seq > record.lastSeq, let digest = last[7].string.flatMap({ Digest(hex: $0) }) {
            (record.lastSeq, record.lastDigest) = (Int(seq), digest)
        }
        guard var known = records[record.run.text] else {
            records[record.run.text] = record
            order.append(record.run.text)
            return
        }
        known.outcome = known.outcome ?? record.outcome
        known.fingerprint = known.fingerprint ?? record.fingerprint
        known.closedAt = known.closedAt ?? record.closedAt
        if record.lastSeq >= known.lastSeq {
            (known.lastSeq, known.lastDigest) = (record.lastSeq, record.lastDigest)
        }
        records[record.run.text] = known
    }

    /// - Parameter known: what the run is about, for an opening that a later version wrote.
    private static func unbroken(_ rows: [[SQLiteValue]], about known: Incident?) -> (record: RunRecord?, count: Int) {
        var (record, count) = (RunRecord?.none, 0)
        do {
            for row in rows {
                let entry = try JournalEntry(row: row)
                if record != nil {
                    try record?.append(entry)
                } else if let incident = (try? Run(opening: entry, about: known))?.incident {
                    record = try RunRecord(opening: entry, incident: incident, deduplicationKey: nil)
                } else {
                    break
                }
                count += 1
            }
        } catch {
            // The rest of this journal hangs on an entry that is not what it was.
        }
        return (record, count)
    }

    /// A run without a journal stays in the list, closed, for nobody can go on with it.
    private func write(to tables: SQLiteTables, now: Instant) throws {
        for run in order {
            guard var record = records[run] else { continue }
            if entries[run] == nil { record.closedAt = record.closedAt ?? now }
            if record.closedAt != nil { record.deduplicationKey = nil }
            if try tables.holder(of: record.deduplicationKey) != nil { record.deduplicationKey = nil }
            try tables.write(record)
            for row in entries[run] ?? [] { try tables.addEntry(row) }
        }
        for table in Self.remembered {
            for row in memory[table.name] ?? [] where !row.prefix(2).contains(.null) {
                try tables.remember(row, in: table.name, columns: table.columns)
            }
        }
        try tables.noteAllChanges()
        for (run, lease) in leases where records[run] != nil { try tables.write(lease, of: RunID(run)) }
        for row in departures { try tables.addEgress(row) }
        for row in evidence {
            try tables.addEvidence(id: row[0].string ?? "", kind: row[1].string ?? "", body: row[2].bytes ?? [])
        }
    }
}

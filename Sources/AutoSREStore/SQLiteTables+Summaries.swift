import AutoSRECore
import AutoSREPlatform

// The list of runs, checked against their journals.
extension SQLiteTables {
    /// Those that are asked for, newest first, and the names of those of which nothing can be read, for silence would
    /// hide a run. What is open and has lost its row is among them: nobody can go on with it.
    func summaries(_ query: RunQuery) throws -> (read: [RunSummary], unreadable: [String]) {
        let (condition, values) = Self.condition(query.scope)
        let rows = try connection.query(Self.summarySQL(where: condition), values + [.integer(Int64(query.limit))])
        var (found, unreadable) = ([RunSummary](), [String]())
        for row in rows {
            if let summary = Self.summary(row) {
                found.append(summary)
            } else if !query.isOfOpen, let summary = fromJournal(row.first?.string, "cannot be read")?.summary {
                found.append(summary)
            } else {
                unreadable.append(row.first?.string ?? "a run")
            }
        }
        for run in try withoutRow(searching: query) {
            guard let (record, summary) = fromJournal(run, "is lost") else {
                if query.isOfOpen || query.scope == .all || query.scope == .named(run) { unreadable.append(run) }
                continue
            }
            guard record.matches(query.scope) else { continue }
            if query.isOfOpen {
                unreadable.append(run)
            } else {
                let place = found.firstIndex { $0.openedAt < summary.openedAt } ?? found.endIndex
                found.insert(summary, at: place)
            }
        }
        return (Array(found.prefix(query.limit)), unreadable)
    }

    private static func condition(_ scope: RunQuery.Scope) -> (sql: String, values: [SQLiteValue]) {
        switch scope {
        case .all: ("", [])
        case .open: ("WHERE r.closed_at IS NULL", [])
        case .due(let now):
            ("WHERE r.closed_at IS NULL AND (r.due_at IS NULL OR r.due_at <= ?)", [.text(now.description)])
        case .untold: ("WHERE r.closed_at IS NULL AND r.outcome IS NOT NULL", [])
        case .named(let name): ("WHERE r.run = ? OR r.incident_id = ?", [.text(name), .text(name)])
        case .prefixed(let start):
            (
                "WHERE r.run BETWEEN ? AND ? OR r.incident_id BETWEEN ? AND ?",
                Array(repeating: [.text(start), .text(start + "\u{10FFFF}")], count: 2).flatMap(\.self)
            )
        case .service(let name): ("WHERE r.service_name = ?", [.text(name)])
        case .fingerprint(let text): ("WHERE r.fingerprint = ? AND r.closed_at IS NULL", [.text(text)])
        case .deduplicationKey(let key): ("WHERE r.deduplication_key = ?", [.text(key)])
        }
    }

    /// The runs of which only the journal is left. Whoever asks for all of them gets those too that have lost their
    /// opening; that takes a while.
    private func withoutRow(searching query: RunQuery) throws -> [String] {
        let openings = """
            SELECT e.run FROM entries e INDEXED BY openings
            WHERE e.seq = 1 AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.run = e.run)
            """
        // From run to run by the index: SQLite's own DISTINCT would read every entry of every run.
        let everything = """
            WITH RECURSIVE journaled(run) AS (
                SELECT min(run) FROM entries
                UNION ALL
                SELECT (SELECT min(run) FROM entries WHERE run > journaled.run) FROM journaled WHERE run IS NOT NULL
            )
            SELECT run FROM journaled WHERE run IS NOT NULL AND run NOT IN (SELECT run FROM runs)
            """
        let isThorough = query == RunQuery(.all)
        return try connection.query(isThorough ? everything : openings).compactMap { $0.first?.string }
    }

    /// What the run's own journal says, as far as it goes, where its row fails: the row was only made from it.
    private func fromJournal(_ run: String?, _ fault: String) -> (record: RunRecord, summary: RunSummary)? {
        guard let run, let (entries, isWhole) = try? beginning(of: RunID(run)),
            let record = try? RunRecord(replaying: entries)
        else { return nil }
        var summary = record.summary
        let end = isWhole ? "" : " up to an entry that was changed"
        summary.damage = "its row in the list \(fault); this is what its journal says\(end)"
        return (record, summary)
    }

    /// The entries of a run up to the first that does not follow from those before.
    private func beginning(of run: RunID) throws -> (entries: [JournalEntry], isWhole: Bool) {
        let sql = "SELECT \(Self.entryColumns) FROM entries WHERE run = ? ORDER BY seq"
        let rows = try connection.query(sql, [.text(run.text)])
        var (entries, previous) = ([JournalEntry](), JournalEntry.genesis)
        for row in rows {
            guard let entry = try? JournalEntry(row: row), entry.previousDigest == previous,
                entry.seq == entries.count + 1
            else { break }
            entries.append(entry)
            previous = entry.digest
        }
        return (entries, entries.count == rows.count)
    }

    /// Each run with its noted end, its journal's last entry, its first, the one that decided its outcome, and how many
    /// are missing between the first and the last.
    private static func summarySQL(where condition: String) -> String {
        func columns(_ list: String, of table: String) -> String {
            list.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
        }
        return """
            SELECT \(columns(runColumns, of: "r")), \(columns(endColumns, of: "r")), l.seq, l.digest, l.kind,
                \(columns(entryColumns, of: "f")), \(columns(entryColumns, of: "c")),
                (SELECT max(seq) - min(seq) + 1 - count(*) FROM entries WHERE run = r.run)
            FROM runs r
            LEFT JOIN entries l ON l.run = r.run AND l.seq = (SELECT max(seq) FROM entries WHERE run = r.run)
            LEFT JOIN entries f ON f.run = r.run AND f.seq = 1
            LEFT JOIN entries c ON c.run = r.run
                AND c.seq = (SELECT max(seq) FROM entries WHERE run = r.run AND kind = 'concluded')
            \(condition)
            ORDER BY r.opened_at DESC, r.rowid DESC LIMIT ?
            """
    }

    private static func summary(_ row: [SQLiteValue]) -> RunSummary? {
        guard row.count == 34, let record = RunRecord(row: Array(row[..<12]), last: []) else { return nil }
        var summary = record.summary
        let (noted, last) = (Array(row[12..<14]), Array(row[14..<16]))
        if last.first == .null {
            summary.damage = "its journal is lost"
        } else if noted != last {
            let (left, all) = (last.first?.int ?? 0, noted.first?.int ?? 0)
            summary.damage =
                left < all
                ? "the end of its journal is missing: \(left) of \(Int(all).counted("entry is", "entries are")) left"
                : "its journal does not end where it was written to"
        } else if summary.isClosed != (row[16].string == "closed") {
            summary.damage = "its row in the list and the end of its journal differ"
        }
        let opening = Result { try JournalEntry(row: Array(row[17..<25])) }
        if case .opened(let alert)? = try? opening.get().event { summary.system = alert.system }
        summary.damage = summary.damage ?? difference(record, from: opening, end: Array(row[25..<33]))
        if summary.damage == nil, let missing = row[33].int, missing != 0 {
            let entries = Int(missing).counted("entry is", "entries are")
            summary.damage = "\(entries) missing in the middle of its journal"
        }
        return summary
    }

    /// What the row says otherwise than the entries that it was made from, which prove themselves. What a later version
    /// wrote is as it left it: only that version can compare the two.
    private static func difference(
        _ record: RunRecord, from opening: Result<JournalEntry, any Error>, end: [SQLiteValue]
    ) -> String? {
        do {
            let opening = try opening.get()
            if opening.isLater { return nil }
            guard case .opened(let alert) = opening.event else { return "its journal does not begin with its opening" }
            guard alert.incident == record.incident, opening.at == record.openedAt,
                record.fingerprint == nil || record.fingerprint == alert.fingerprint
            else {
                return "its row in the list names another incident than its journal"
            }
            var outcome: Outcome?
            if end.first != .null {
                let entry = try JournalEntry(row: end)
                if case .unknown(_, let payload) = entry.event {
                    // A word that nobody here knows is no end that one could claim.
                    let word = payload["outcome"]?.string
                    return word == nil || record.outcome == nil || word == record.outcome?.rawValue
                        ? nil : "its row in the list has another outcome than its journal"
                }
                if entry.isLater { return nil }
                if case .concluded(let conclusion) = entry.event { outcome = conclusion.outcome }
            }
            return outcome == record.outcome ? nil : "its row in the list has another outcome than its journal"
        } catch JournalError.older {
            // It is what it was; `show` says why it is not read.
            return nil
        } catch {
            return "an entry of its journal was changed"
        }
    }
}

extension RunQuery {
    /// Whether only open runs are asked for.
    fileprivate var isOfOpen: Bool {
        switch scope {
        case .open, .due, .untold, .fingerprint, .deduplicationKey: true
        case .all, .named, .prefixed, .service: false
        }
    }
}

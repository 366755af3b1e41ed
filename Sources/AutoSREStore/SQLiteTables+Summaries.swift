import AutoSRECore
import AutoSREPlatform

// The list of runs, checked against their journals.
extension SQLiteTables {
    /// Newest first, and the names of those of which nothing can be read, for silence would hide a run.
    /// - Parameter isOpenOnly: leaves out those that are closed, and those that nobody can go on with.
    func summaries(limit: Int, isOpenOnly: Bool = false) throws -> (read: [RunSummary], unreadable: [String]) {
        let rows = try connection.query(Self.summarySQL(isOpenOnly: isOpenOnly), [.integer(Int64(max(0, limit)))])
        // Whoever goes on with an open run reads its whole journal.
        let lost = isOpenOnly ? [:] : try lostInside()
        var (found, unreadable) = ([RunSummary](), [String]())
        for row in rows {
            if var summary = Self.summary(row) {
                if summary.damage == nil, let count = lost[summary.run.text] {
                    summary.damage = "\(count.counted("entry is", "entries are")) missing in the middle of its journal"
                }
                found.append(summary)
            } else if !isOpenOnly, let summary = fromJournal(row.first?.string, "cannot be read") {
                found.append(summary)
            } else {
                unreadable.append(row.first?.string ?? "a run")
            }
        }
        for run in try withoutRow() {
            let summary = fromJournal(run, "is lost")
            if let summary, !isOpenOnly {
                let place = found.firstIndex { $0.openedAt < summary.openedAt } ?? found.endIndex
                found.insert(summary, at: place)
            } else if summary?.isClosed != true {
                unreadable.append(run)
            }
        }
        return (Array(found.prefix(max(0, limit))), unreadable)
    }

    /// How many entries are missing between the first and the last of each run, where any are: by the index alone, for
    /// the list has to be there at once with tens of thousands of runs.
    private func lostInside() throws -> [String: Int] {
        let rows = try connection.query(
            """
            SELECT run, max(seq) - min(seq) + 1 - count(*) FROM entries
            GROUP BY run HAVING count(*) <> max(seq) - min(seq) + 1
            """)
        return Dictionary(rows.compactMap { row in row[0].string.map { ($0, Int(row[1].int ?? 0)) } }) { $1 }
    }

    /// The runs of which only the journal is left.
    private func withoutRow() throws -> [String] {
        // From run to run by the index: SQLite's own DISTINCT would read every entry of every run.
        let rows = try connection.query(
            """
            WITH RECURSIVE journaled(run) AS (
                SELECT min(run) FROM entries
                UNION ALL
                SELECT (SELECT min(run) FROM entries WHERE run > journaled.run) FROM journaled WHERE run IS NOT NULL
            )
            SELECT run FROM journaled WHERE run IS NOT NULL AND run NOT IN (SELECT run FROM runs)
            """)
        return rows.compactMap { $0.first?.string }
    }

    /// What the run's own journal says, as far as it goes, where its row fails: the row was only made from it.
    private func fromJournal(_ run: String?, _ fault: String) -> RunSummary? {
        guard let run, let (entries, isWhole) = try? beginning(of: RunID(run)),
            let record = try? RunRecord(replaying: entries)
        else { return nil }
        var summary = record.summary
        let end = isWhole ? "" : " up to an entry that was changed"
        summary.damage = "its row in the list \(fault); this is what its journal says\(end)"
        return summary
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

    /// Each run with its noted end, its journal's last entry, its first, and the one that decided its outcome.
    private static func summarySQL(isOpenOnly: Bool) -> String {
        func columns(_ list: String, of table: String) -> String {
            list.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
        }
        return """
            SELECT \(columns(runColumns, of: "r")), \(columns(endColumns, of: "r")), l.seq, l.digest, l.kind,
                \(columns(entryColumns, of: "f")), \(columns(entryColumns, of: "c"))
            FROM runs r
            LEFT JOIN entries l ON l.run = r.run AND l.seq = (SELECT max(seq) FROM entries WHERE run = r.run)
            LEFT JOIN entries f ON f.run = r.run AND f.seq = 1
            LEFT JOIN entries c ON c.run = r.run
                AND c.seq = (SELECT max(seq) FROM entries WHERE run = r.run AND kind = 'concluded')
            \(isOpenOnly ? "WHERE r.closed_at IS NULL" : "")
            ORDER BY r.opened_at DESC, r.rowid DESC LIMIT ?
            """
    }

    private static func summary(_ row: [SQLiteValue]) -> RunSummary? {
        guard row.count == 31, let record = RunRecord(row: Array(row[..<10]), last: []) else { return nil }
        var summary = record.summary
        let (noted, last) = (Array(row[10..<12]), Array(row[12..<14]))
        if last.first == .null {
            summary.damage = "its journal is lost"
        } else if noted != last {
            let (left, all) = (last.first?.int ?? 0, noted.first?.int ?? 0)
            summary.damage =
                left < all
                ? "the end of its journal is missing: \(left) of \(Int(all).counted("entry is", "entries are")) left"
                : "its journal does not end where it was written to"
        } else if summary.isClosed != (row[14].string == "closed") {
            summary.damage = "its row in the list and the end of its journal differ"
        }
        summary.damage = summary.damage ?? difference(record, first: Array(row[15..<23]), end: Array(row[23...]))
        return summary
    }

    /// What the row says otherwise than the entries that it was made from, which prove themselves.
    private static func difference(_ record: RunRecord, first: [SQLiteValue], end: [SQLiteValue]) -> String? {
        do {
            let opening = try JournalEntry(row: first)
            guard case .opened(let alert) = opening.event else { return "its journal does not begin with its opening" }
            guard alert.incident == record.incident, opening.at == record.openedAt else {
                return "its row in the list names another incident than its journal"
            }
            var outcome: Outcome?
            if end.first != .null, case .concluded(let conclusion) = try JournalEntry(row: end).event {
                outcome = conclusion.outcome
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

import AutoSRECore
import AutoSREPlatform

// Claims on targets, and what changed them.
extension SQLiteTables {
    func holder(of target: Target) throws -> RunID? {
        let rows = try connection.query("SELECT run FROM claims WHERE target = ?", [.text(target.identity)])
        return rows.first?.first?.string.map { RunID($0) }
    }

    func claim(on target: Target) throws -> TargetClaim? {
        let sql = "SELECT run, since FROM claims WHERE target = ?"
        guard let row = try connection.query(sql, [.text(target.identity)]).first, let name = row[0].string else {
            return nil
        }
        let run = RunID(name)
        return TargetClaim(
            run: run, target: target, since: row[1].instant ?? Instant(milliseconds: 0), lease: try lease(of: run))
    }

    /// Claims all or none; inside the caller's transaction.
    func claim(
        _ targets: [Target], for run: RunID, at now: Instant, displacing dead: TargetClaim?
    ) throws -> TargetClaim? {
        for target in targets {
            guard let claim = try claim(on: target), claim.run != run else { continue }
            guard let dead, dead.run == claim.run, dead.lease == claim.lease else { return claim }
            if let lease = claim.lease { try write(lease.fenced, of: claim.run) }
            try releaseClaims(of: claim.run)
        }
        for target in targets {
            try connection.execute(
                "INSERT OR IGNORE INTO claims (target, run, since) VALUES (?, ?, ?)",
                [.text(target.identity), .text(run.text), .text(now.description)])
        }
        return nil
    }

    func releaseClaims(of run: RunID) throws {
        try connection.execute("DELETE FROM claims WHERE run = ?", [.text(run.text)])
    }

    /// Times are RFC 3339 in UTC with milliseconds, so their order as text is their order in time.
    func lastChange(of target: Target, besides run: RunID) throws -> TargetChange? {
        let sql = "SELECT run, at FROM changes WHERE target = ? AND run <> ? ORDER BY at DESC LIMIT 1"
        let rows = try connection.query(sql, [.text(target.identity), .text(run.text)])
        return try rows.first.map { try Self.change(of: target, row: $0) }
    }

    private static func change(of target: Target, row: [SQLiteValue]) throws -> TargetChange {
        guard let name = row[0].string, let at = row[1].instant else {
            throw StoreError.unusable("a row of the changes of \(target) cannot be read")
        }
        return TargetChange(target: target, run: RunID(name), at: at)
    }

    /// Newest first.
    /// - Throws: `StoreError.unusable` where a journal tells of one that is not listed.
    func changes(of target: Target, since: Instant) throws -> [TargetChange] {
        if let run = try unlisted(of: target, since: since) {
            throw StoreError.unusable("\(run) changed \(target), and the list of changes does not have it")
        }
        let sql = "SELECT run, at FROM changes WHERE target = ? AND at > ? ORDER BY at DESC, rowid DESC"
        return try connection.query(sql, [.text(target.identity), .text(since.description)]).map {
            try Self.change(of: target, row: $0)
        }
    }

    /// Notes what an entry says.
    /// - Parameter isOld: the entry was written by a program without claims, or its claim is lost: its intents count
    ///   all the same.
    func follow(_ entry: JournalEntry, isOld: Bool = false) throws {
        switch entry.event.mark {
        case .begins(let intent):
            guard try isOld || holder(of: intent.action.target) == entry.run else { return }
            try connection.execute(
                "INSERT OR REPLACE INTO changes (run, intent, target, at) VALUES (?, ?, ?, ?)",
                [
                    .text(entry.run.text), .text(intent.key), .text(intent.action.target.identity),
                    .text(entry.at.description),
                ])
        case .happened(let key):
            try connection.execute(
                "UPDATE changes SET at = ? WHERE run = ? AND intent = ?",
                [.text(entry.at.description), .text(entry.run.text), .text(key)])
        case .nothing(let key):
            try connection.execute(
                "DELETE FROM changes WHERE run = ? AND intent = ?", [.text(entry.run.text), .text(key)])
        case .ends: try releaseClaims(of: entry.run)
        case nil: break
        }
    }

    /// Notes the changes of journals that were written without this table. What cannot be read of them is left out.
    func noteAllChanges() throws {
        let sql = """
            SELECT \(Self.entryColumns) FROM entries WHERE kind IN ('intended', 'acted', 'refused') ORDER BY run, seq
            """
        for row in try connection.query(sql) {
            let entry: JournalEntry
            do { entry = try JournalEntry(row: row) } catch { continue }
            try follow(entry, isOld: true)
        }
    }

    /// Writes a row of a damaged file again. One that does not fit is left out.
    func remember(_ row: [SQLiteValue], in table: String, columns: String) throws {
        let places = Array(repeating: "?", count: row.count).joined(separator: ", ")
        try connection.execute("INSERT OR IGNORE INTO \(table) (\(columns)) VALUES (\(places))", row)
    }

    /// Notes where each journal ends, for those that were written before that was noted.
    func noteAllEnds() throws {
        try connection.execute(
            """
            UPDATE runs SET
                last_seq = (SELECT max(seq) FROM entries WHERE entries.run = runs.run),
                last_digest = (SELECT digest FROM entries WHERE entries.run = runs.run ORDER BY seq DESC LIMIT 1)
            WHERE last_seq IS NULL
            """)
    }
}

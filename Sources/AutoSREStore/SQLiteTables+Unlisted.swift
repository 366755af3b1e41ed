import AutoSRECore
import AutoSREPlatform

// The list of changes is made from the journals, and is worth nothing where it has less than they tell.
extension SQLiteTables {
    /// Seconds from an intent to the receipt that dates its change, at the most.
    private static let longestSeconds = 3600.0

    /// A run whose journal tells that it changed `target` after `since`, or may have, which is not listed; nil where
    /// there is none. What was only rehearsed, found done or clearly refused is no change.
    func unlisted(of target: Target, since: Instant) throws -> RunID? {
        let sql = "SELECT \(Self.entryColumns) FROM entries WHERE kind = 'intended' AND at > ? ORDER BY at DESC"
        let from = since.advanced(bySeconds: -Self.longestSeconds)
        for row in try connection.query(sql, [.text(from.description)]) {
            guard let entry = try? JournalEntry(row: row), case .begins(let intent)? = entry.event.mark,
                intent.action.target.identity == target.identity, try !isListed(intent, of: entry.run),
                try mayHaveHappened(intent, noted: entry)
            else { continue }
            return entry.run
        }
        return nil
    }

    private func isListed(_ intent: Intent, of run: RunID) throws -> Bool {
        let sql = "SELECT 1 FROM changes WHERE run = ? AND intent = ?"
        return try !connection.query(sql, [.text(run.text), .text(intent.key)]).isEmpty
    }

    /// Whether nothing in its journal says that the intent was a rehearsal's or had no effect.
    private func mayHaveHappened(_ intent: Intent, noted: JournalEntry) throws -> Bool {
        let sql = """
            SELECT \(Self.entryColumns) FROM entries
            WHERE run = ? AND kind IN ('judged', 'approved', 'acted', 'refused') ORDER BY seq
            """
        for row in try connection.query(sql, [.text(noted.run.text)]) {
            guard let entry = try? JournalEntry(row: row) else { continue }
            switch entry.event {
            case .judged(.allow(let clearance)), .approved(let clearance):
                if clearance.plan == intent.plan, clearance.isRehearsal { return false }
            default: if entry.event.mark == .nothing(key: intent.key) { return false }
            }
        }
        return true
    }
}

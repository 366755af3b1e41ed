import AutoSREPlatform

/// Reads a table of which parts cannot be read: a range of rows that fails is halved until only the lost rows are
/// left out.
struct TableScan {
    let source: SQLiteConnection
    private(set) var hasLosses = false
    /// How many queries may still fail in this table: a lost page at the end could otherwise be asked for 2⁶³ rows.
    private var patience = 0
    /// How many pages the file has, by which the effort is measured.
    private let pages: Int

    init(source: SQLiteConnection, pages: Int) { (self.source, self.pages) = (source, pages) }

    private static let batch: Int64 = 256
    private static let leastPatience = 20_000
    /// A page holds about eight entries, and each lost row costs two failed queries.
    private static let patiencePerPage = 16
    /// Where the greatest row number itself is lost; the smallest rows of ours take more than 32 bytes.
    private var assumedRows: Int64 { Int64(max(pages, 1)) * 128 }

    /// Every row that can be read, in the order in which they were written.
    mutating func rows(of table: String, columns: String) -> [[SQLiteValue]] {
        // For each anew: what one table has lost is no reason to give up the next.
        patience = Self.leastPatience + Self.patiencePerPage * pages
        let sql = "SELECT rowid, \(columns) FROM \(table) WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?"
        let last = query("SELECT max(rowid) FROM \(table)", [])
        let end = last.map { $0.first?.first?.int ?? 0 } ?? assumedRows
        var (found, ranges) = ([[SQLiteValue]](), [(Int64(1), end)])
        while let (low, high) = ranges.popLast(), patience > 0 {
            guard low <= high else { continue }
            if let rows = query(sql, [.integer(low), .integer(high), .integer(Self.batch)]) {
                found += rows.map { Array($0.dropFirst()) }
                let isFull = rows.count == Int(Self.batch)
                if isFull, let next = rows.last?.first?.int { ranges.append((next + 1, high)) }
            } else if low < high {
                let middle = low + (high - low) / 2
                ranges += [(middle + 1, high), (low, middle)]
            }
        }
        return found
    }

    private mutating func query(_ sql: String, _ parameters: [SQLiteValue]) -> [[SQLiteValue]]? {
        do {
            return try source.query(sql, parameters)
        } catch {
            (hasLosses, patience) = (true, patience - 1)
            return nil
        }
    }
}

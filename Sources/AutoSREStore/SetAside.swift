import AutoSREPlatform

/// A damaged database's files where they were set aside.
struct SetAside {
    /// The database itself; SQLite keeps `-wal` and `-shm` beside it.
    let path: String
    /// How many bytes a page has; nil where there is no header to say so.
    let pageBytes: Int?
    /// How many pages there should be.
    let pages: Int
    /// How long the file is.
    let bytes: Int

    /// Longer files are not read as if they were whole: a page count is believed only within reason.
    private static let greatest = 1 << 36

    /// Reads the header. (File format: sqlite.org/fileformat2.html, 1.3.)
    init(path: String) throws(FileError) {
        self.path = path
        bytes = try Files.size(of: path)
        let header = try Files.beginning(of: path, count: 100)
        guard header.count == 100, header.starts(with: Array("SQLite format 3\u{0}".utf8)) else {
            (pageBytes, pages) = (nil, 0)
            return
        }
        let stored = Int(header[16]) << 8 | Int(header[17])
        let size = stored == 1 ? 65536 : stored
        let count = header[28..<32].reduce(0) { $0 << 8 | Int($1) }
        let isBelievable = size >= 512 && size & (size - 1) == 0 && count <= Self.greatest / size
        (pageBytes, pages) = isBelievable ? (size, count) : (nil, 0)
    }

    /// How many pages the file was cut off by.
    var missingPages: Int { pageBytes.map { max(0, pages - bytes / $0) } ?? 0 }

    /// Reads the database with the length that its header tells of, in zeros where the file was cut off: SQLite reads
    /// nothing of a shorter one, though the pages that are left may be whole. Afterwards it is what it was.
    func reading<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        if missingPages > 0, let pageBytes { try Files.resize(path, toBytes: pages * pageBytes) }
        defer { restore() }
        let source = try SQLiteConnection(path: path, readOnly: true)
        defer { source.close() }
        return try body(source)
    }

    /// The file's own length again, and nothing of what reading it left: the index of the log, which can be made again,
    /// and a log with nothing in it.
    private func restore() {
        do throws(FileError) {
            if missingPages > 0 { try Files.resize(path, toBytes: bytes) }
            if Files.exists("\(path)-shm") { try Files.remove("\(path)-shm") }
            let log = "\(path)-wal"
            if Files.exists(log), try Files.size(of: log) == 0 { try Files.remove(log) }
        } catch {
            // Litter is no reason to lose what was read.
        }
    }
}

import AutoSRECore
import AutoSREPlatform

/// The files of a store in its directory.
struct StoreLocation: Sendable {
    /// The folder.
    let directory: String
    /// The database; SQLite keeps `-wal` and `-shm` beside it.
    var database: String { "\(directory)/autosre.db" }

    init(_ directory: String) { self.directory = directory }

    /// Runs `body` while no other process opens, makes or sets aside the database. Every connection is made in here:
    /// one that attached itself between the renames below would mix the old file with the new one's log.
    func withLock<T>(_ body: () throws -> T) throws -> T {
        try Files.withExclusiveLock("\(database).lock", timeoutSeconds: 30, body)
    }

    /// Whether the database is there and has no byte: ours have a first page from the moment they are made.
    var isEmptied: Bool { ((try? Files.size(of: database)) ?? 1) == 0 }

    /// The names of the database and of those that were set aside, and which file the database is, or that it was
    /// emptied. A process whose connection was made when they were others writes to a file that nobody reads.
    func generation() throws -> [String] {
        let names = try Files.list(directory).filter { $0 == "autosre.db" || $0.hasPrefix("autosre.db.damaged-") }
        return names + [Files.identity(of: database) ?? "removed"] + (isEmptied ? ["emptied"] : [])
    }

    /// Moves the database aside, with its log, and returns where it is now. Only under the lock.
    func setAside(at now: Instant) throws -> String {
        let stamp = now.wholeSeconds.filter { $0 != "-" && $0 != ":" }
        var (name, count) = ("\(database).damaged-\(stamp)", 1)
        while Files.exists(name) {
            count += 1
            name = "\(database).damaged-\(stamp)-\(count)"
        }
        for suffix in ["-wal", "-shm", ""] where Files.exists(database + suffix) {
            try Files.move(database + suffix, to: name + suffix)
        }
        return name
    }
}

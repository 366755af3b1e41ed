import AutoSRECore
import AutoSREPlatform
import Synchronization

/// The files of a store in its directory.
struct StoreLocation: Sendable {
    /// The folder.
    let directory: String
    /// The database; SQLite keeps `-wal` and `-shm` beside it.
    var database: String { "\(directory)/autosre.db" }

    /// Tells a person, once, that another process is waited for.
    let waiting: WaitNotice

    /// Seconds that are waited for another process: no transaction of ours takes as long.
    static let patience = 30.0

    init(_ directory: String, report: @escaping @Sendable (String) -> Void = { _ in }) {
        self.directory = directory
        waiting = WaitNotice(database: "\(directory)/autosre.db", report: report)
    }

    /// Runs `body` while no other process opens, makes or sets aside the database. Every connection is made in here:
    /// one that attached itself between the renames below would mix the old file with the new one's log.
    func withLock<T>(_ body: () throws -> T) throws -> T {
        try Files.withExclusiveLock(
            "\(database).lock", timeoutSeconds: Self.patience, isWaiting: waiting.say, body)
    }

    /// Whether the database is there and has no byte: ours have a first page from the moment they are made.
    var isEmptied: Bool { ((try? Files.size(of: database)) ?? 1) == 0 }

    /// The names of those that were set aside.
    var setAsides: [String] {
        ((try? Files.list(directory)) ?? []).filter { $0.hasPrefix("autosre.db.damaged-") && !$0.hasSuffix("-wal") }
    }

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

/// Says once in a process that another one holds the database, for a wait of seconds looks like a hang.
final class WaitNotice: Sendable {
    private let isSaid = Mutex(false)
    private let database: String
    private let report: @Sendable (String) -> Void

    init(database: String, report: @escaping @Sendable (String) -> Void) {
        (self.database, self.report) = (database, report)
    }

    func say() {
        let isFirst = isSaid.withLock { said in
            defer { said = true }
            return !said
        }
        guard isFirst else { return }
        let bound = Int(StoreLocation.patience)
        report("\(database) is locked by another process; it is waited for, up to \(bound) s each time")
    }
}

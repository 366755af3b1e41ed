import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

/// What was journaled, for the commands that only read it.
struct Journal {
    /// Where it is.
    let store: any Store

    /// More runs than anybody has.
    static let allRuns = Int(Int32.max)

    /// Opens the journal of the configured directory; nil where nothing was ever journaled there, so that looking does
    /// not make a database.
    static func open(_ configuration: Configuration, _ console: Console) throws -> Journal? {
        let directory = configuration.storage.dataDirectory
        guard !Files.exists(directory) || Files.isDirectory(directory) else {
            throw ConfigurationError("LOG_STORAGE_DATA_DIR: \(directory) is not a directory")
        }
        guard Files.exists("\(directory)/autosre.db") else { return nil }
        let store = try StoreFactory.openExisting(
            directory: directory, now: SystemClock.now(), report: { console.log($0) })
        return Journal(store: store)
    }

    /// The newest run of this id, an incident's or a run's own.
    func newest(_ id: String) async throws -> RunSummary? {
        try await store.runs(limit: Self.allRuns).first { $0.run.text == id || $0.incident.id == id }
    }
}

/// There is nothing of this id. Exit code 1.
struct UnknownID: Error, CustomStringConvertible {
    /// What was asked for.
    let id: String
    /// The directory in which it was looked for.
    let directory: String

    /// The error in a sentence.
    var description: String { "no incident or run '\(id)' in \(directory); see: autosre incidents" }
}

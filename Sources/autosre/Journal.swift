import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

/// What was journaled, for the commands that only read it.
struct Journal {
    /// Where it is.
    let store: any Store & PrunableStore

    /// Opens the journal of the configured directory; nil where nothing was ever journaled there, so that looking does
    /// not make a database.
    static func open(_ configuration: Configuration, _ console: Console) async throws -> Journal? {
        let directory = configuration.storage.dataDirectory
        guard !Files.exists(directory) || Files.isDirectory(directory) else {
            throw ConfigurationError("LOG_STORAGE_DATA_DIR: \(directory) is not a directory")
        }
        guard Files.exists("\(directory)/autosre.db") else { return nil }
        let store = try await StoreFactory.openExisting(
            directory: directory, now: SystemClock.now(), report: { console.log($0) })
        return Journal(store: store)
    }

    /// The run of this id, as `newest` finds it.
    /// - Throws: `PrunedID` where it was pruned, `UnknownID` where there is none.
    func run(_ id: String, in directory: String) async throws -> RunSummary {
        if let summary = try await newest(id) { return summary }
        if let pruned = try await store.pruned(id) { throw PrunedID(pruned: pruned) }
        throw UnknownID(id: id, directory: directory)
    }

    /// As many characters make the beginning of an id: `run-` and two more.
    private static let shortestStart = 6

    /// The newest run of this id, an incident's or a run's own; also of the one id that begins so.
    /// - Throws: `AmbiguousID` where several do.
    func newest(_ id: String) async throws -> RunSummary? { try await Self.newest(id, in: store) }

    /// The same in any store.
    static func newest(_ id: String, in store: any RunStore) async throws -> RunSummary? {
        if let run = try await store.runs(RunQuery(.named(id), limit: 1)).first { return run }
        guard id.count >= shortestStart else { return nil }
        let near = try await store.runs(RunQuery(.prefixed(id), limit: AmbiguousID.shown + 1))
        guard let first = near.first else { return nil }
        let isOneIncident = first.incident.id.hasPrefix(id) && near.allSatisfy { $0.incident.id == first.incident.id }
        guard near.count == 1 || isOneIncident else { throw AmbiguousID(id: id, near: near) }
        return first
    }
}

/// Several ids begin so. Exit code 1.
struct AmbiguousID: Error, CustomStringConvertible {
    /// What was asked for.
    let id: String
    /// The newest runs that may be meant.
    let near: [RunSummary]

    /// How many are named.
    static let shown = 3

    /// The error in a sentence.
    var description: String {
        let names = near.prefix(Self.shown).map { "\($0.run) (\($0.incident.id))" }.joined(separator: ", ")
        let more = near.count > Self.shown ? " and more" : ""
        return "'\(id)' is the beginning of several ids: \(names)\(more); type more of one"
    }
}

/// The run of this id was taken away by `autosre prune`. Exit code 1.
struct PrunedID: Error, CustomStringConvertible {
    /// What is left of it.
    let pruned: PrunedRun

    /// The error in a sentence.
    var description: String {
        let outcome = pruned.outcome.map { ", which ended \($0.rawValue)," } ?? ""
        return
            "\(pruned.run) (\(pruned.incident))\(outcome) was pruned \(pruned.at.wholeSeconds): its journal is not kept "
            + "any more"
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

public import AutoSRECore
import AutoSREPlatform

/// What a store of this target keeps: journals, evidence, and the ledger of what left the machine.
public typealias Store = RunStore & EgressLedger & EvidenceStore

/// Makes the store that the settings ask for.
public enum StoreFactory {
    /// The store for a run, whatever happens: in memory where no directory is set, or where it cannot be used, which is
    /// reported.
    /// - Throws: `StoreError.newer` where a newer version wrote there: going on without it would hide that from a
    /// person.
    public static func make(
        directory: String?, now: Instant, report: @escaping @Sendable (String) -> Void
    ) throws(StoreError) -> any Store {
        guard let directory, !directory.isEmpty else { return MemoryStore() }
        do throws(StoreError) {
            return FallbackStore(try SQLiteStore.open(directory: directory, now: now, report: report), report: report)
        } catch {
            if case .newer = error { throw error }
            report("nothing is stored, the run goes on in memory: \(error.sentence)")
            return MemoryStore()
        }
    }

    /// The store that earlier runs left, for commands that only read; makes nothing.
    /// - Throws: `StoreError.unusable` where there is none, or it cannot be used.
    public static func openExisting(
        directory: String, now: Instant, report: @escaping @Sendable (String) -> Void
    ) throws(StoreError) -> any Store & PrunableStore {
        guard Files.exists(StoreLocation(directory).database) else {
            throw .unusable("there is no autosre.db in \(directory): no run was stored there")
        }
        return try SQLiteStore.open(directory: directory, now: now, report: report)
    }
}

extension StoreError {
    /// The error in a sentence for a person.
    public var sentence: String {
        switch self {
        case .stale: "another process has moved this run on"
        case .unknownRun: "there is no such run"
        case .duplicate(let run): "\(run) is already working on the same incident"
        case .unusable(let reason), .newer(let reason): reason
        }
    }
}

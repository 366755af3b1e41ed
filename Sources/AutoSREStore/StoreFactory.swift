public import AutoSRECore
import AutoSREPlatform

/// What a store of this target keeps: journals, evidence, and the ledger of what left the machine.
public typealias Store = RunStore & EgressLedger & EvidenceStore

/// Makes the store that the settings ask for, on a thread of its own: another process may hold its lock for a while.
public enum StoreFactory {
    private static let thread = BlockingWork(label: "autosre.opening")

    /// The store for a run, whatever happens: in memory where no directory is set, or where it cannot be used, which is
    /// reported.
    /// - Throws: `StoreError.newer` where a newer version wrote there: going on without it would hide that from a
    /// person.
    public static func make(
        directory: String?, now: Instant, report: @escaping @Sendable (String) -> Void
    ) async throws -> any Store {
        guard let directory, !directory.isEmpty else { return MemoryStore() }
        return try await thread.run {
            do throws(StoreError) {
                let store = try SQLiteStore.open(directory: directory, now: now, report: report)
                return FallbackStore(store, report: report) as any Store
            } catch {
                if case .newer = error { throw error }
                report("nothing is stored, the run goes on in memory: \(error.sentence)")
                return MemoryStore()
            }
        }
    }

    /// When the journal in `directory` began, where a damaged one was set aside; nil where none was.
    public static func began(in directory: String) async throws -> Instant? {
        try await thread.run {
            StoreLocation(directory).setAsides.compactMap { name -> Instant? in
                let digits = name.drop { $0 != "-" }.filter(\.isNumber).prefix(14)
                return digits.count == 14 ? Instant("\(digits.prefix(8))T\(digits.suffix(6))Z") : nil
            }.max()
        }
    }

    /// The store that earlier runs left, for commands that only read; makes nothing.
    /// - Throws: `StoreError.unusable` where there is none, or it cannot be used.
    public static func openExisting(
        directory: String, now: Instant, report: @escaping @Sendable (String) -> Void
    ) async throws -> any Store & PrunableStore {
        try await thread.run {
            guard Files.exists(StoreLocation(directory).database) else {
                throw StoreError.unusable("there is no autosre.db in \(directory): no run was stored there")
            }
            return try SQLiteStore.open(directory: directory, now: now, report: report)
        }
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

import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform
import AutoSREStore

/// What earlier runs have seen and done. A dry run keeps nothing, yet it plans by it, and its verdict is that of a run:
/// the policy asks what earlier ones changed.
struct EarlierRuns: Sendable {
    /// Their journal; nil where there is none, or it cannot be read.
    let store: (any RunStore & EvidenceStore)?
    /// Where the policy finds what they did.
    let history: Engine.History

    init(_ configuration: Configuration, log: @escaping @Sendable (String) -> Void) async {
        let directory = configuration.storage.dataDirectory
        guard !directory.isEmpty, Files.exists("\(directory)/autosre.db") else {
            (store, history) = (nil, .noOthers)
            return
        }
        do {
            let found = try await StoreFactory.openExisting(directory: directory, now: SystemClock.now(), report: log)
            store = found
            history = .store(found)
        } catch {
            log("Earlier runs cannot be read: \(ErrorText.describe(error))")
            store = nil
            history = .unreadable("earlier runs cannot be read")
        }
    }
}

import AutoSRECore
import AutoSREPlatform

/// Runs that a process left without closing them.
enum Unfinished {
    private static let shown = 3

    /// One line for each on standard error, the newest first; after three, how many more there are.
    static func announce(_ store: any CaseStore, _ console: Console) async {
        do {
            let runs = try await list(store)
            for summary in runs.prefix(shown) {
                let what = "\(summary.incident.type.rawValue) on \(summary.incident.service)"
                console.log(
                    "Unfinished: \(summary.run) (\(summary.incident.id), \(what)): autosre resume \(summary.run)")
            }
            if runs.count > shown { console.log("… and \(runs.count - shown) more unfinished: autosre incidents") }
        } catch {
            console.complain("earlier runs cannot be listed: \(ErrorText.describe(error))")
        }
    }

    /// The runs that nobody works on, newest first.
    static func list(_ store: any CaseStore) async throws -> [RunSummary] {
        var found: [RunSummary] = []
        for summary in try await store.runs(limit: Journal.allRuns) where !summary.isClosed {
            if let lease = try await store.lease(of: summary.run), isHeld(lease) { continue }
            found.append(summary)
        }
        return found
    }

    /// Whether the holder may still be at work.
    static func isHeld(_ lease: Lease) -> Bool {
        guard lease.expires > SystemClock.now() else { return false }
        guard lease.owner.bootID == Machine.bootID else { return true }
        return Machine.processStart(lease.owner.process) == lease.owner.started
    }
}

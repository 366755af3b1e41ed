import AutoSREIntegrations
import AutoSRECore

/// Runs that a process left without closing them.
enum Unfinished {
    private static let shown = 3

    /// One line for each on standard error, the newest first; after three, how many more there are.
    static func announce(_ store: any RunStore, _ console: Console) async {
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

    /// The runs that nobody works on, in the order in which they are to be finished: those first that were taken up
    /// least often, so that one that ends its process keeps no other from it; of equals the oldest.
    static func inOrder(_ store: any RunStore) async throws -> [RunSummary] {
        var found: [(token: Int64, summary: RunSummary)] = []
        for summary in try await list(store).reversed() {
            found.append((try await store.lease(of: summary.run)?.token ?? 0, summary))
        }
        let order = found.enumerated().sorted { ($0.element.token, $0.offset) < ($1.element.token, $1.offset) }
        return order.map(\.element.summary)
    }

    /// The runs that somebody holds, newest first: works on, or held until he died where nobody sees it.
    static func held(_ store: any RunStore) async throws -> [(run: RunID, lease: Lease)] {
        let world = SystemWorld()
        var found: [(run: RunID, lease: Lease)] = []
        for summary in try await store.unfinished() {
            if let lease = try await store.lease(of: summary.run), world.holds(lease) {
                found.append((summary.run, lease))
            }
        }
        return found
    }

    /// The runs that nobody works on, newest first.
    static func list(_ store: any RunStore) async throws -> [RunSummary] {
        let world = SystemWorld()
        var found: [RunSummary] = []
        for summary in try await store.unfinished() {
            if let lease = try await store.lease(of: summary.run), world.holds(lease) { continue }
            found.append(summary)
        }
        return found
    }

    /// What is waited for first when a run is taken up whose process ended while it asked for something; nil for
    /// nothing.
    static func watched(_ run: Run, at now: Instant, _ times: Times) -> String? {
        guard run.phase == .intended, let asked = run.round.sending ?? run.round.pending, now < asked.until,
            let action = run.round.intents.last?.action
        else { return nil }
        let seconds = Int(asked.until.seconds(since: now).rounded(.up))
        return "\(run.id): nobody knows yet whether this was done: \(action.summary). It is not asked for again. "
            + "\(action.target) is watched until it shows it, at most until \(times.timeOfDay(asked.until)) "
            + "\(times.zone(asked.until)) (\(seconds) s), which is how long this may take"
    }
}

public import AutoSRECore
import Synchronization

/// Which alarms decide whether a run's service is healthy: the configured ones, else the incident's own. Shared by
/// whoever detects, acts and verifies in one process.
public final class AlarmWatch: Sendable {
    private struct State {
        var incident: String?
        var latencies: [String: Double] = [:]
    }

    private let configured: [String]
    private let state = Mutex(State())

    /// Watches the configured alarms; without one, the incident's as soon as it is known.
    public init(names: [String]) { configured = names }

    /// The incident that a run is about, its payload being the alarm. To be called for a run that is taken up again.
    public func watch(_ incident: Incident) {
        guard let alarm = CloudWatchAlarm(incident.payload) else { return }
        state.withLock { $0.incident = alarm.name }
        learn([alarm])
    }

    /// The names to read; empty where nothing is known yet.
    var names: [String] { configured.isEmpty ? state.withLock { [$0.incident].compactMap(\.self) } : configured }

    /// The incident's own alarm.
    var incidentAlarm: String? { state.withLock { $0.incident } }

    /// Remembers how slow alarms are.
    func learn(_ alarms: [CloudWatchAlarm]) {
        state.withLock { state in
            for alarm in alarms { state.latencies[alarm.name] = alarm.latencySeconds }
        }
    }

    /// Seconds before the slowest of them can show a change.
    var latencySeconds: Double {
        let names = names
        return state.withLock { state in names.compactMap { state.latencies[$0] }.max() ?? 0 }
    }
}

import AutoSRECore

/// The releases that a scenario speaks of, and when its trouble began.
struct Releases {
    /// The newest version.
    let version: String
    /// The one before it, where the history has one.
    let previous: String?
    /// When the newest version was deployed.
    let deployedAt: Instant
    /// Whether the deployment is part of the story: within the hour before the incident.
    let isRecent: Bool
    /// When the trouble began.
    let onset: Instant

    /// As recorded, for an incident detected at `detected`.
    init(recordedFor type: IncidentType, detected: Instant) {
        let history = Self.recorded(for: type, of: "", detected: detected)
        version = history[0].version
        previous = history[1].version
        deployedAt = history[0].at
        isRecent = type != .memoryLeak
        onset = detected.advanced(bySeconds: -600)
    }

    /// The recorded deployment history, newest first.
    static func recorded(for type: IncidentType, of service: String, detected: Instant) -> [Change] {
        let day = 86_400.0
        let newest = type == .memoryLeak ? 6.3 * day : 720
        let ages = [newest, newest + 9.2 * day, newest + 20.4 * day, newest + 35.7 * day]
        var history: [Change] = []
        for (version, age) in zip(["v1.4.2", "v1.4.1", "v1.4.0", "v1.3.9"], ages) {
            let status = history.isEmpty ? "running" : "superseded"
            history.append(
                Change(
                    rollout: version, of: .service(service), at: detected.advanced(bySeconds: -age), status: status))
        }
        return history
    }
}

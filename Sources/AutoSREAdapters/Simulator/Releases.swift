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

    private static let window = 3600.0

    /// As recorded, for an incident detected at `detected`.
    init(recordedFor type: IncidentType, detected: Instant) {
        let history = Self.recorded(for: type, detected: detected)
        version = history[0].version
        previous = history[1].version
        deployedAt = history[0].at
        isRecent = type != .memoryLeak
        onset = detected.advanced(bySeconds: -600)
    }

    /// As `history`, newest first and not empty, has them; times follow its newest deployment where that is recent.
    init?(following history: [Deployment], type: IncidentType, detected: Instant) {
        guard let newest = history.first else { return nil }
        let age = detected.seconds(since: newest.at)
        version = newest.version
        previous = history.first { $0.version != newest.version }?.version
        deployedAt = newest.at
        isRecent = type != .memoryLeak && age > 0 && age <= Self.window
        // Two minutes, or less where the incident followed sooner.
        onset = isRecent ? newest.at.advanced(bySeconds: min(120, age / 4)) : detected.advanced(bySeconds: -600)
    }

    /// The recorded deployment history, newest first.
    static func recorded(for type: IncidentType, detected: Instant) -> [Deployment] {
        let day = 86_400.0
        let newest = type == .memoryLeak ? 6.3 * day : 720
        let ages = [newest, newest + 9.2 * day, newest + 20.4 * day, newest + 35.7 * day]
        var history: [Deployment] = []
        for (version, age) in zip(["v1.4.2", "v1.4.1", "v1.4.0", "v1.3.9"], ages) {
            let status = history.isEmpty ? "running" : "superseded"
            history.append(Deployment(version: version, at: detected.advanced(bySeconds: -age), status: status))
        }
        return history
    }
}

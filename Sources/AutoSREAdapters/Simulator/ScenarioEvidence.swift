public import AutoSRECore

/// Stands in for the logs, metrics, deployments and state that a simulated incident has no real source for: a recorded
/// scenario of the incident's type, which leads a sane engine to an action and holds what every action needs.
///
/// Told only where nothing real was read (`Board.recording`), so it has a history of its own.
public struct ScenarioEvidence: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "simulated scenario"
    /// What the recording holds.
    public let kinds: [EvidenceKind] = [.logs, .metrics, .deployments, .state]

    /// Makes the recording.
    public init() {}

    /// Gives the scenario's evidence; logs and metrics lie within the query's window. Throws only where a body cannot
    /// be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        let (type, detected) = (query.incident.type, query.incident.detectedAt)
        let scenario = Scenario(
            type: type, service: query.incident.service, detected: detected,
            releases: Releases(recordedFor: type, detected: detected))
        func piece(_ body: EvidenceBody, _ summary: String) throws -> Evidence {
            // A recording lacks nothing.
            let all = TimeWindow(from: Instant(seconds: 0), until: query.now.advanced(bySeconds: 300))
            return try Evidence(
                body, service: query.incident.service, source: name, collectedAt: query.now, summary: summary,
                isSimulated: true, completeness: Completeness(whole: all))
        }
        var found: [Evidence] = []
        let lines = scenario.logs(since: query.since, until: query.until)
        if !lines.isEmpty { found.append(try piece(.logs(lines), lines.count.counted("log line"))) }
        let series = scenario.metrics(since: query.since, until: query.until)
        if let count = series.first?.times.count, count > 0 {
            found.append(
                try piece(.metrics(series), "\(series.count.counted("metric")), \(count.counted("sample")) each"))
        }
        let history = Releases.recorded(for: type, detected: detected)
        found.append(
            try piece(.deployments(history), "\(history.count.counted("deployment")), newest \(history[0].version)"))
        let state = scenario.state()
        found.append(
            try piece(
                .state(state), "\(scenario.releases.version) wanted, \(state.instances.count.counted("instance"))"))
        return found
    }
}

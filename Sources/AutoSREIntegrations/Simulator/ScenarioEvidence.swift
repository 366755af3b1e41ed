public import AutoSRECore

/// Stands in for the logs, metrics, deployments and state that a simulated incident has no real source for: a recorded
/// scenario of the incident's type, which leads a sane engine to an action and holds what every action needs.
///
/// Told only where nothing real was read (`Registry.recording`), so it has a history of its own.
public struct ScenarioEvidence: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "simulated scenario"
    /// What the recording holds.
    public let kinds: [EvidenceKind] = [.logs, .metrics, .changes, .state]

    /// Makes the recording.
    public init() {}

    /// Gives the scenario's evidence; logs and metrics lie within the query's window. Throws only where a body cannot
    /// be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        let (type, detected) = (query.incident.type, query.incident.detectedAt)
        let scenario = Scenario(
            type: type, service: query.incident.service, detected: detected,
            releases: Releases(recordedFor: type, detected: detected))
        func piece(_ body: EvidenceBody, _ summary: String? = nil) -> RawEvidence {
            // A recording lacks nothing.
            let all = TimeWindow(from: Instant(seconds: 0), until: query.now.advanced(bySeconds: 300))
            return RawEvidence(
                body, about: query.entity, from: query.provenance(name), summary: summary,
                completeness: Completeness(whole: all)
            ).simulated
        }
        var found: [RawEvidence] = []
        let lines = scenario.logs(since: query.since, until: query.until)
        if !lines.isEmpty { found.append(piece(.logs(lines))) }
        let series = scenario.metrics(since: query.since, until: query.until)
        if series.first?.times.isEmpty == false { found.append(piece(.metrics(series))) }
        found.append(
            piece(
                .changes(
                    Releases.recorded(for: type, of: query.incident.service, detected: detected))))
        let state = scenario.state()
        let wanted = "\(scenario.releases.version) wanted, \(state.instances.count.counted("instance"))"
        found.append(piece(.state(state), wanted))
        return found.filter { query.asks(for: $0.body.kind) }
    }
}

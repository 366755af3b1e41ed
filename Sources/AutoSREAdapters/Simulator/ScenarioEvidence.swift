public import AutoSRECore

/// Stands in for the logs, metrics, deployments and state that a simulated incident has no real source for: a recorded
/// scenario of the incident's type, which leads a sane engine to an action and holds what every action needs.
///
/// Where other sources know the deployment history, the recording speaks of its releases and has no own history.
public struct ScenarioEvidence: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "simulated scenario"
    /// What the recording holds.
    public let kinds: [EvidenceKind] = [.logs, .metrics, .deployments, .state]
    /// All of it.
    public let isSimulated = true
    private let history: [any EvidenceSource]

    /// Makes the recording.
    /// - Parameter history: who is asked, in order, for the deployments in use.
    public init(history: [any EvidenceSource]) { self.history = history }

    /// Gives the scenario's evidence; logs and metrics lie within the query's window. Throws only where a body cannot
    /// be encoded.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        let detected = query.incident.detectedAt
        let type = query.incident.type
        let known = await deploymentsInUse(query)
        let releases =
            Releases(following: known, type: type, detected: detected)
            ?? Releases(recordedFor: type, detected: detected)
        let scenario = Scenario(
            type: type, service: query.incident.service, detected: detected, releases: releases)
        return try evidence(of: scenario, hasOwnHistory: known.isEmpty, query)
    }

    private func evidence(of scenario: Scenario, hasOwnHistory: Bool, _ query: EvidenceQuery) throws -> [Evidence] {
        func piece(_ body: EvidenceBody, _ summary: String) throws -> Evidence {
            // A recording lacks nothing.
            let all = TimeWindow(from: Instant(seconds: 0), until: query.now.advanced(bySeconds: 300))
            return try Evidence(
                body, service: query.incident.service, source: name, collectedAt: query.now, summary: summary,
                completeness: Completeness(whole: all))
        }
        var found: [Evidence] = []
        let lines = scenario.logs(since: query.since, until: query.until)
        if !lines.isEmpty { found.append(try piece(.logs(lines), "\(lines.count) log lines")) }
        let series = scenario.metrics(since: query.since, until: query.until)
        if let count = series.first?.times.count, count > 0 {
            found.append(try piece(.metrics(series), "\(series.count) metrics, \(count) samples each"))
        }
        if hasOwnHistory {
            let history = Releases.recorded(for: scenario.type, detected: scenario.detected)
            found.append(try piece(.deployments(history), "\(history.count) deployments, newest \(history[0].version)"))
        }
        let state = scenario.state()
        let summary = "\(scenario.releases.version) wanted, \(state.instances.count) instances"
        found.append(try piece(.state(state), summary))
        return found
    }

    /// A history that cannot be read is no history: the engine notes that gap where it asks the source itself.
    private func deploymentsInUse(_ query: EvidenceQuery) async -> [Deployment] {
        for source in history where source.kinds.contains(.deployments) {
            let pieces: [Evidence]
            do { pieces = try await source.collect(query) } catch { continue }
            for case .deployments(let deployments) in pieces.map(\.body) where !deployments.isEmpty {
                return deployments
            }
        }
        return []
    }
}

public import AutoSRECore

/// Reads what the operations dashboard knows of a service: state, deployments, logs and metrics, all at once and each
/// within the time that the query gives.
public struct DashboardEvidence: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "dashboard API"
    /// What it is asked for.
    public let kinds: [EvidenceKind]
    private let client: DashboardClient

    private static let logLimit = 20_000
    private static let deploymentLimit = 5

    /// Makes a source.
    /// - Parameter kinds: what to ask for; less is faster.
    public init(
        _ client: DashboardClient, kinds: [EvidenceKind] = [.state, .deployments, .logs, .metrics]
    ) {
        (self.client, self.kinds) = (client, kinds)
    }

    /// Reads; what a dashboard does not have is left out. Throws where it has nothing at all, with the first reason.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        async let detail = answer { try await details(query) }
        async let lines = answer { try await logs(query) }
        async let curves = answer { try await metrics(query) }
        let answers = await [detail, lines, curves]
        let found = answers.flatMap(\.evidence)
        if found.isEmpty, let failure = answers.compactMap(\.failure).first { throw failure }
        return found
    }

    /// What one of the parallel questions brought.
    private struct Answer: Sendable {
        var evidence: [Evidence] = []
        var failure: (any Error)?
    }

    private func answer(_ ask: () async throws -> [Evidence]) async -> Answer {
        do { return Answer(evidence: try await ask()) } catch { return Answer(failure: error) }
    }

    private func path(_ query: EvidenceQuery) -> String {
        "/api/services/\(DashboardClient.segment(query.incident.service))"
    }

    private func piece(_ body: EvidenceBody, _ query: EvidenceQuery, _ summary: String) throws -> Evidence {
        try Evidence(
            body, service: query.incident.service, source: name, collectedAt: query.now, summary: summary)
    }

    private func details(_ query: EvidenceQuery) async throws -> [Evidence] {
        guard kinds.contains(.state) || kinds.contains(.deployments) else { return [] }
        let service = try await client.service(query.incident.service, seconds: query.seconds)
        var found: [Evidence] = []
        let state = service.state
        if kinds.contains(.state) {
            let version = state.version ?? "unknown version"
            found.append(
                try piece(.state(state), query, "\(version), \(HumanText.count(state.instances.count, "instance"))"))
        }
        let history = service.history(limit: Self.deploymentLimit)
        if kinds.contains(.deployments), let newest = history.first {
            let summary = "\(history.count) deployments, newest \(newest.version)"
            found.append(try piece(.deployments(history), query, summary))
        }
        return found
    }

    private func logs(_ query: EvidenceQuery) async throws -> [Evidence] {
        guard kinds.contains(.logs) else { return [] }
        let question = "/logs?since=\(query.since)&limit=\(Self.logLimit)"
        let answer = try await client.get(
            DashboardLogs.self, path(query) + question, seconds: query.seconds, maximumBytes: 16 << 20)
        let lines = answer.lines(since: query.since, until: query.until)
        return lines.isEmpty ? [] : [try piece(.logs(lines), query, "\(lines.count) log lines")]
    }

    private func metrics(_ query: EvidenceQuery) async throws -> [Evidence] {
        guard kinds.contains(.metrics) else { return [] }
        let question = "/metrics?since=\(query.since)"
        let answer = try await client.get(
            DashboardMetrics.self, path(query) + question, seconds: query.seconds, maximumBytes: 4 << 20)
        let series = answer.series(since: query.since, until: query.until)
        guard let count = series.first?.times.count else { return [] }
        return [try piece(.metrics(series), query, "\(series.count) metrics, \(count) samples each")]
    }
}

extension DashboardClient {
    /// One service's details; an answer about another service is nonsense.
    func service(_ name: String, seconds: Double = 1) async throws(Failure) -> DashboardService {
        let path = "/api/services/\(Self.segment(name))"
        let service = try await get(DashboardService.self, path, seconds: seconds)
        guard service.id.lowercased() == name.lowercased() else {
            throw .nonsense("asked for \(name), got another service")
        }
        return service
    }
}

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
    /// How far the dashboard's clock may be ahead, in seconds: what is later has not happened.
    private static let clockSkew = 300.0

    /// Makes a source.
    /// - Parameter kinds: what to ask for; less is faster.
    public init(
        _ client: DashboardClient, kinds: [EvidenceKind] = [.state, .deployments, .logs, .metrics]
    ) {
        (self.client, self.kinds) = (client, kinds)
    }

    /// Reads; what a dashboard does not have is left out. Throws where it has nothing at all, with the first reason.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
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
        var evidence: [RawEvidence] = []
        var failure: (any Error)?
    }

    private func answer(_ ask: () async throws -> [RawEvidence]) async -> Answer {
        do { return Answer(evidence: try await ask()) } catch { return Answer(failure: error) }
    }

    private func path(_ query: EvidenceQuery) -> String {
        "/api/services/\(DashboardClient.segment(query.incident.service))"
    }

    private func piece(
        _ body: EvidenceBody, _ query: EvidenceQuery, asked question: String = "", _ completeness: Completeness
    ) -> RawEvidence {
        RawEvidence(
            body, about: query.incident.entity,
            from: query.provenance(name, asked: path(query) + question, overWindow: !question.isEmpty),
            completeness: completeness)
    }

    /// Faults of an answer in words that fit a line.
    private static func words(_ faults: [String]) -> String? {
        guard !faults.isEmpty else { return nil }
        let more = faults.count > 3 ? ", and \(faults.count - 3) more" : ""
        return PlainText.heard(faults.prefix(3).joined(separator: ", ")) + more
    }

    private func details(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard kinds.contains(.state) || kinds.contains(.deployments) else { return [] }
        let service = try await client.service(query.incident.service, seconds: query.seconds)
        var found: [RawEvidence] = []
        let faults = Self.words(service.faults)
        if kinds.contains(.state), let state = service.state {
            found.append(piece(.state(state), query, Completeness(whole: nil, missing: faults)))
        }
        let now = query.now.advanced(bySeconds: Self.clockSkew)
        let history = service.history(limit: Self.deploymentLimit, by: now)
        if kinds.contains(.deployments), let oldest = history.last {
            // What came before the oldest that is given nobody knows.
            let whole = service.badReleases == 0 ? TimeWindow(from: oldest.at, until: now) : nil
            let missing = kinds.contains(.state) && service.state != nil ? nil : faults
            found.append(piece(.deployments(history), query, Completeness(whole: whole, missing: missing)))
        }
        guard !found.isEmpty else {
            throw DashboardClient.Failure.nonsense(faults ?? "the service has no version and no deployments")
        }
        return found
    }

    private func logs(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard kinds.contains(.logs) else { return [] }
        let question = "/logs?since=\(query.since)&limit=\(Self.logLimit)"
        let answer = try await client.get(
            DashboardLogs.self, path(query) + question, seconds: query.seconds, maximumBytes: 16 << 20)
        let lines = answer.lines(since: query.since, until: query.until)
        let completeness = answer.completeness(of: lines, until: query.until, limit: Self.logLimit)
        guard !lines.isEmpty else {
            if let missing = completeness.missing { throw DashboardClient.Failure.nonsense(missing) }
            return []
        }
        return [piece(.logs(lines), query, asked: question, completeness)]
    }

    private func metrics(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard kinds.contains(.metrics) else { return [] }
        let question = "/metrics?since=\(query.since)"
        let answer = try await client.get(
            DashboardMetrics.self, path(query) + question, seconds: query.seconds, maximumBytes: 4 << 20)
        let (series, faults) = answer.series(since: query.since, until: query.until)
        guard !series.isEmpty else {
            if let missing = Self.words(faults) { throw DashboardClient.Failure.nonsense(missing) }
            return []
        }
        // Whether a curve has holes is told by the curve.
        let completeness = Completeness(whole: nil, missing: Self.words(faults))
        return [piece(.metrics(series), query, asked: question, completeness)]
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

import AutoSRECore

/// What a dashboard is asked about one service.
struct DashboardQuestion: Sendable {
    let client: DashboardClient
    let source: String
    let kinds: Set<EvidenceKind>
    let query: EvidenceQuery
    let entity: Entity

    private static let logLimit = 20_000
    private static let deploymentLimit = 5
    private static let traceLimit = 200

    private var path: String { "/api/services/\(DashboardClient.segment(entity.name))" }

    private func piece(
        _ body: EvidenceBody, asked question: String = "", _ completeness: Completeness
    ) -> RawEvidence {
        RawEvidence(
            body, about: entity,
            from: query.provenance(source, asked: path + question, overWindow: !question.isEmpty),
            completeness: completeness)
    }

    /// Faults of an answer in words that fit a line.
    private static func words(_ faults: [String]) -> String? {
        guard !faults.isEmpty else { return nil }
        let more = faults.count > 3 ? ", and \(faults.count - 3) more" : ""
        return PlainText.heard(faults.prefix(3).joined(separator: ", ")) + more
    }

    func details() async throws -> [RawEvidence] {
        guard kinds.contains(.state) || kinds.contains(.changes) else { return [] }
        let service = try await client.service(entity.name, seconds: query.seconds).known(by: query.now)
        var found: [RawEvidence] = []
        let faults = Self.words(service.faults)
        if kinds.contains(.state), let state = service.state {
            found.append(piece(.state(state), Completeness(whole: nil, missing: faults)))
        }
        let now = query.now.advanced(bySeconds: DashboardService.clockSkew)
        let history = service.history(of: entity, limit: Self.deploymentLimit, by: now)
        if kinds.contains(.changes), let oldest = history.last {
            // What came before the oldest that is given nobody knows.
            let whole = service.badReleases == 0 ? TimeWindow(from: oldest.at, until: now) : nil
            let missing = kinds.contains(.state) && service.state != nil ? nil : faults
            found.append(piece(.changes(history), Completeness(whole: whole, missing: missing)))
        }
        guard !found.isEmpty else {
            throw DashboardClient.Failure.nonsense(faults ?? "the service has no version and no deployments")
        }
        return found
    }

    func logs() async throws -> [RawEvidence] {
        guard kinds.contains(.logs) else { return [] }
        let question = "/logs?since=\(query.since)&limit=\(Self.logLimit)"
        let answer = try await client.read(path + question, seconds: query.seconds, maximumBytes: 16 << 20) {
            try DashboardLogs($0, of: entity.name)
        }
        let lines = answer.lines(since: query.since, until: query.until)
        let completeness = answer.completeness(of: lines, until: query.until, limit: Self.logLimit)
        guard !lines.isEmpty else {
            if let missing = completeness.missing { throw DashboardClient.Failure.nonsense(missing) }
            return []
        }
        return [piece(.logs(lines), asked: question, completeness)]
    }

    /// The sampled requests; none where the dashboard has no such address, or a page is there.
    func traces() async throws -> [RawEvidence] {
        guard kinds.contains(.traces) else { return [] }
        let question = "/traces?since=\(query.since)&limit=\(Self.traceLimit)"
        let answer: DashboardTraces?
        do throws(DashboardClient.Failure) {
            answer = try await client.read(path + question, seconds: query.seconds, maximumBytes: 8 << 20) {
                DashboardClient.isObject($0) ? try DashboardTraces($0) : nil
            }
        } catch {
            if case .status(404, _, _, _) = error { return [] }
            throw error
        }
        guard let answer else { return [] }
        let spans = answer.spans(since: query.since, until: query.until)
        guard !spans.isEmpty else {
            if let missing = answer.missing { throw DashboardClient.Failure.nonsense(missing) }
            return []
        }
        // They are a sample of the requests, so that none proves anything absent.
        return [piece(.traces(spans), asked: question, Completeness(whole: nil, missing: answer.missing))]
    }

    func metrics() async throws -> [RawEvidence] {
        guard kinds.contains(.metrics) else { return [] }
        let question = "/metrics?since=\(query.since)"
        let answer = try await client.read(path + question, seconds: query.seconds, maximumBytes: 4 << 20) {
            try DashboardMetrics($0)
        }
        let (series, faults) = answer.series(since: query.since, until: query.until)
        guard !series.isEmpty else {
            if let missing = Self.words(faults) { throw DashboardClient.Failure.nonsense(missing) }
            return []
        }
        // Whether a curve has holes is told by the curve.
        let completeness = Completeness(whole: nil, missing: Self.words(faults))
        return [piece(.metrics(series), asked: question, completeness)]
    }
}

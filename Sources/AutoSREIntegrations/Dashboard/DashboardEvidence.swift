public import AutoSRECore

/// Reads what the operations dashboard knows of services: state, deployments, logs, metrics and traces, all at once and
/// each within the time that the query gives.
public struct DashboardEvidence: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "dashboard API"
    /// What it is asked for.
    public let kinds: [EvidenceKind]
    private let client: DashboardClient

    /// Makes a source.
    /// - Parameter kinds: what to ask for; less is faster.
    public init(
        _ client: DashboardClient, kinds: [EvidenceKind] = [.state, .changes, .logs, .metrics, .traces]
    ) {
        (self.client, self.kinds) = (client, kinds)
    }

    /// Reads; what a dashboard does not have is left out. Throws where it has nothing at all, with the first reason.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        let wanted = Set(kinds.filter { query.asks(for: $0) })
        var answers: [Answer] = []
        for entity in query.services {
            let question = DashboardQuestion(client: client, source: name, kinds: wanted, query: query, entity: entity)
            async let detail = answer(question.details)
            async let lines = answer(question.logs)
            async let curves = answer(question.metrics)
            async let steps = answer(question.traces)
            answers += await [detail, lines, curves, steps]
        }
        let found = answers.flatMap(\.evidence)
        if found.isEmpty, let failure = answers.compactMap(\.failure).first { throw failure }
        return found
    }

    /// What one of the parallel questions brought.
    private struct Answer: Sendable {
        var evidence: [RawEvidence] = []
        var failure: (any Error)?
    }

    private func answer(_ ask: @Sendable () async throws -> [RawEvidence]) async -> Answer {
        do { return Answer(evidence: try await ask()) } catch { return Answer(failure: error) }
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

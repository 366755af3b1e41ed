import AutoSRECore

/// What a dashboard without an API shows of a service on its pages, as evidence: its state and its deployments.
struct PageEvidence: EvidenceSource {
    let name = "dashboard pages"
    let kinds: [EvidenceKind] = [.state, .changes]
    let reader: PageReader

    private static let deploymentLimit = 5

    /// Of the incident's own service: every reading is a browser.
    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard let entity = query.services.first, kinds.contains(where: query.asks) else { return [] }
        let service = try await reader.standing(of: entity.name).known(by: query.now)
        let history = service.history(
            of: entity, limit: Self.deploymentLimit, by: query.now.advanced(bySeconds: DashboardService.clockSkew))
        let faults = service.faults.isEmpty ? nil : PlainText.heard(service.faults.joined(separator: "; "))
        var bodies: [EvidenceBody] = []
        if query.asks(for: .state), let state = service.state { bodies.append(.state(state)) }
        if query.asks(for: .changes), !history.isEmpty { bodies.append(.changes(history)) }
        guard !bodies.isEmpty else { throw Refusal(faults ?? "the pages show neither a version nor deployments") }
        return bodies.enumerated().map { index, body in
            RawEvidence(
                body, about: entity, from: query.provenance(name, asked: reader.question, overWindow: false),
                // A page may show a part of the history, so that it never says that there was nothing else.
                completeness: Completeness(whole: nil, missing: index == 0 ? faults : nil))
        }
    }
}

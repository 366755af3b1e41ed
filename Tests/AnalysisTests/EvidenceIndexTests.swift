import AutoSRECore
import AutoSRETesting
import Testing

@testable import AutoSREAnalysis

/// What of the evidence is about the incident's service.
@Suite(.timeLimit(.minutes(1))) struct EvidenceIndexTests {
    private static let noon = Instant(seconds: 1_800_000_000)

    private func index(_ pieces: [(EvidenceBody, String)]) throws -> EvidenceIndex {
        let incident = Incident(
            id: "i", service: "checkout", type: .latencySpike, detectedAt: Self.noon, payload: .null)
        let evidence = try pieces.map { body, service in
            try Evidence(body, service: service, source: "test", collectedAt: Self.noon, summary: "")
        }
        return EvidenceIndex(
            DiagnosisRequest(run: RunID("run-1"), incident: incident, evidence: evidence, gaps: [], tried: []))
    }

    private let lines = EvidenceBody.logs([LogLine(at: noon, message: "boom")])

    @Test("A source that names the service in its own way is heard, though a map names it as the incident does")
    func aMapNamesNothing() throws {
        let edge = Topology.Edge(.service("checkout"), .calls, .service("cart"))
        let map = EvidenceBody(Topology(entities: [edge.from, edge.to], edges: [edge]))
        #expect(try index([(lines, "checkout-7d9f")]).logs.count == 1)
        #expect(try index([(lines, "checkout-7d9f"), (map, "checkout")]).logs.count == 1)
        #expect(try index([(lines, "payments"), (.logs([]), "checkout")]).logs.isEmpty)
    }
}

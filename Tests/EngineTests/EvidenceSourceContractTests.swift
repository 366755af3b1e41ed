import AutoSRECore
import AutoSRETesting
import Testing

/// The contract notices what it is for.
@Suite(.timeLimit(.minutes(1))) struct EvidenceSourceContractTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private let query = EvidenceQuery(
        incident: Incident(id: "i", service: "checkout", type: .latencySpike, detectedAt: now, payload: .null),
        since: now.advanced(bySeconds: -3600), until: now, now: now)

    private struct Source: EvidenceSource {
        var name = "source"
        var kinds: [EvidenceKind] = [.logs]
        var answer: @Sendable (EvidenceQuery) throws -> [RawEvidence]
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] { try answer(query) }
    }

    private static func logs(
        of entity: Entity, at time: Instant = now.advanced(bySeconds: -9), _ query: EvidenceQuery
    ) -> RawEvidence {
        RawEvidence(.logs([LogLine(at: time, message: "x")]), about: entity, from: query.provenance("source"))
    }

    @Test func aGoodSourceIsGood() async throws {
        let source = Source { $0.asks(for: .logs) ? [Self.logs(of: $0.entity, $0)] : [] }
        try await EvidenceSourceContract.check(source, query)
        try await EvidenceSourceContract.checkBroken(Source { _ in throw Refusal("no") }, query)
    }

    @Test func whatIsWrongIsNoticed() async throws {
        let wrong: [@Sendable (EvidenceQuery) -> [RawEvidence]] = [
            { _ in [] }, { [Self.logs(of: .service("payments"), $0)] }, { [Self.logs(of: $0.entity, $0).simulated] },
            { [Self.logs(of: $0.entity, at: Self.now.advanced(bySeconds: 60), $0)] },
            { [Self.logs(of: $0.entity, $0)] },
            { [RawEvidence(.metrics([]), about: $0.entity, from: $0.provenance("source"))] },
            { [RawEvidence(.logs([]), about: $0.entity, from: Provenance("", readAt: Self.now))] },
        ]
        for (index, answer) in wrong.enumerated() {
            await #expect(throws: ContractViolation.self, "\(index)") {
                try await EvidenceSourceContract.check(Source(answer: answer), query)
            }
        }
        await #expect(throws: ContractViolation.self) {
            try await EvidenceSourceContract.checkBroken(Source { _ in [] }, query)
        }
    }
}

import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// The service map as evidence of how services hang together, and of nothing else.
@Suite(.timeLimit(.minutes(1))) struct ServiceMapSourceTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private typealias Call = ServiceMapSource.Call
    private static let calls = [
        Call("web", calls: "orders"), Call("payments", calls: "bank"), Call("orders", calls: "Payments"),
        Call("apart", calls: "alone"), Call("orders", calls: "cart"), Call("orders", calls: "cart"),
        Call("cart", calls: "orders"),
    ]

    private func query(_ service: String) -> EvidenceQuery {
        EvidenceQuery(
            incident: Incident(
                id: "i", service: service, type: .latencySpike, detectedAt: Self.now, payload: .null),
            since: Self.now.advanced(bySeconds: -60), until: Self.now, now: Self.now)
    }

    private func source(_ service: String = "orders") -> ServiceMapSource {
        ServiceMapSource("autosre.yaml", about: service, calls: Self.calls)
    }

    @Test func theContractIsKept() async throws { try await EvidenceSourceContract.check(source(), query("orders")) }

    @Test func whatHangsTogetherIsToldTheNearestFirst() async throws {
        // The incident's own system calls the service by another name.
        let piece = try #require(try await source().collect(query("kasse")).first)
        let topology = try #require(piece.body.as(Topology.self))
        #expect(
            topology.edges.map { "\($0.from.name) \($0.kind.rawValue) \($0.to.name)" } == [
                "web calls kasse", "kasse calls Payments", "kasse calls cart", "cart calls kasse",
                "payments calls bank",
            ])
        #expect(topology.entities.map(\.name) == ["kasse", "web", "Payments", "cart", "bank"])
        #expect(topology.neighbours(of: .service("kasse"), by: .calls).map(\.name) == ["Payments", "cart"])
        #expect(piece.entity == .service("kasse") && piece.provenance.source == "autosre.yaml")
        #expect(!piece.provenance.isSimulated && piece.summary == "5 entities, 5 connections")
    }

    @Test func whoCallsNobodyHasNone() async throws {
        #expect(try await source("lonely").collect(query("lonely")).isEmpty)
    }

    /// Tells what is made up.
    private struct Recording: EvidenceSource {
        let name = "recording"
        let kinds: [EvidenceKind] = [.logs]
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            let lines = [LogLine(at: query.since, message: "recorded")]
            return [RawEvidence(.logs(lines), about: query.entity, from: query.provenance(name))]
        }
    }

    private func gathering(_ sources: [any EvidenceSource]) async throws -> EvidenceSet {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let map = ServiceMapSource("autosre.yaml", about: "checkout", calls: [Call("checkout", calls: "cart")])
        let engine = fixture.engine(
            process, isStub: true, sources: [map] + sources, recording: Recording(), elapses: true)
        let result = try await engine.drive(try await fixture.open(engine, process), until: .judged)
        return try #require(result.run.rounds.first?.gathering)
    }

    @Test("A map is no observation: where nothing was seen the recording still speaks, and the map stays")
    func theMapStandsForNoSource() async throws {
        let alone = try await gathering([])
        #expect(alone.evidence.map(\.source) == ["alert", "health signal", "autosre.yaml", "recording"])
        #expect(alone.evidence.map(\.isSimulated) == [false, false, false, true])
    }

    /// Answers after the time that sources have, and before patience ends.
    private struct Late: EvidenceSource {
        let name = "late"
        let kinds: [EvidenceKind] = [.logs]
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            // A second of the world is 20 ms here.
            try await Task.sleep(for: .milliseconds(160))  // slow on purpose
            let lines = [LogLine(at: query.since, message: "late")]
            return [RawEvidence(.logs(lines), about: query.entity, from: query.provenance(name))]
        }
    }

    @Test("Nor does it end the waiting for those that see")
    func theMapEndsNoWaiting() async throws {
        #expect(try await gathering([Late()]).evidence.map(\.source).contains("late"))
    }
}

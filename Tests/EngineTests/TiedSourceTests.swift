import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization
import Testing

/// Evidence that another system has of a service, under that system's name for it.
@Suite(.timeLimit(.minutes(1))) struct TiedSourceTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private let query = EvidenceQuery(
        incident: Incident(
            id: "i", service: "checkout", type: .latencySpike, detectedAt: now, payload: ["AlarmName": "ours"]),
        neighbours: [.service("payments")], since: now.advanced(bySeconds: -3600), until: now, now: now)

    /// A system that knows `orders-eu`, and tells of what nobody asked for too where it is talkative.
    private struct Other: EvidenceSource {
        let name = "files"
        let kinds: [EvidenceKind] = [.logs, .metrics]
        var isTalkative = false
        var isBroken = false
        let asked = Asked()

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            asked.queries.withLock { $0.append(query) }
            if isBroken { throw Refusal("no answer") }
            let lines = EvidenceBody.logs([LogLine(at: query.since, message: "theirs")])
            let known = query.entities.filter { $0.name == "orders-eu" }
            let series = MetricSeries(name: "m", unit: "", times: [query.since], values: [1])
            let bodies = [lines, .metrics([series])].filter { isTalkative || query.asks(for: $0.kind) }
            return (known + (isTalkative ? [.service("other")] : [])).flatMap { entity in
                bodies.map {
                    RawEvidence(
                        $0, about: entity, from: query.provenance(name, asked: "/orders-eu"), summary: "of \(entity)",
                        completeness: Completeness(whole: nil, missing: "a little"))
                }
            }
        }
    }

    private final class Asked: Sendable {
        let queries = Mutex<[EvidenceQuery]>([])
    }

    private func tied(_ other: Other, _ kind: EvidenceKind = .logs) -> [any EvidenceSource] {
        TiedSource.all(kind, of: "orders-eu", in: "west", from: [other])
    }

    @Test func theContractIsKept() async throws {
        for kind in [EvidenceKind.logs, .metrics] {
            try await EvidenceSourceContract.check(tied(Other(), kind)[0], query)
            try await EvidenceSourceContract.checkBroken(tied(Other(isBroken: true), kind)[0], query)
        }
        try await EvidenceSourceContract.checkBroken(tied(Other(), .traces)[0], query)
    }

    @Test func theOtherSystemIsAskedInItsOwnWords() async throws {
        let other = Other()
        let source = tied(other)[0]
        let piece = try #require(try await source.collect(query).first)
        let asked = try #require(other.asked.queries.withLock { $0.first })
        // By its name there, about nothing else, and without the alert of somebody else's system.
        #expect(asked.entities == [Entity(.service, "orders-eu", in: ["west"])] && asked.kinds == [.logs])
        #expect(asked.incident.payload == [:] && asked.incident.id == "i" && asked.window == query.window)
        // What it tells is the incident's, and stays its own words.
        #expect(piece.entity == .service("checkout") && piece.body.logs?.count == 1)
        #expect(source.name == "west: files" && piece.provenance.source == "west: files")
        #expect(piece.provenance.query == "/orders-eu" && piece.provenance.window == query.window)
        #expect(piece.summary == "of west:service/orders-eu" && piece.completeness?.missing == "a little")
    }

    @Test("What nobody asked for is not told of the service")
    func onlyWhatWasAskedFor() async throws {
        let found = try await tied(Other(isTalkative: true))[0].collect(query)
        #expect(found.map(\.body.kind) == [.logs] && found.map(\.entity) == [.service("checkout")])
    }

    @Test func aTieToNothingIsAGapThatSaysSo() async throws {
        let loose = TiedSource.all(.logs, of: "x", in: "west", from: [])
        #expect(loose.map(\.name) == ["west"] && loose.map(\.kinds) == [[.logs]])
        await #expect(throws: Refusal("west has nothing that logs are read from")) { try await loose[0].collect(query) }
    }

    private func gathering(_ other: Other) async throws -> EvidenceSet {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process, sources: tied(other) + [OwnLines(), process])
        let result = try await engine.drive(try await fixture.open(engine, process), until: .judged)
        return try #require(result.run.rounds.first?.gathering)
    }

    private struct OwnLines: EvidenceSource {
        let name = "own"
        let kinds: [EvidenceKind] = [.logs]
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            let lines = [LogLine(at: query.since, message: "ours")]
            return [RawEvidence(.logs(lines), about: query.entity, from: query.provenance(name))]
        }
    }

    @Test("What the service is tied to is believed before its own system, which speaks where the tie does not")
    func theTieComesFirst() async throws {
        let tied = try await gathering(Other())
        #expect(tied.evidence.filter { $0.kind == .logs }.map(\.source) == ["west: files"])
        let broken = try await gathering(Other(isBroken: true))
        #expect(broken.evidence.filter { $0.kind == .logs }.map(\.source) == ["own"])
        #expect(broken.gaps.map(\.words).contains("no logs from west: files: no answer"))
    }
}

import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization
import Testing

/// Of several sources of one kind the first that knows an entity is believed about it, and what it lacks stays known.
@Suite(.timeLimit(.minutes(1))) struct PrecedenceTests {
    /// Knows some entities, by kind, and notes what it was asked.
    private struct Source: EvidenceSource {
        let name: String
        let known: [(kind: EvidenceKind, entity: Entity)]
        let asked: Asked
        var kinds: [EvidenceKind] { known.map(\.kind) }

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            asked.queries.withLock { $0.append(query) }
            return known.map { kind, entity in
                let lines = [LogLine(at: query.since, message: "by \(name) of \(entity.name)")]
                let body: EvidenceBody = kind == .logs ? .logs(lines) : .changes([])
                return RawEvidence(
                    body, about: entity, from: query.provenance(name),
                    completeness: Completeness(whole: nil, missing: "what \(name) lacks of \(entity.name)"))
            }
        }
    }

    private final class Asked: Sendable {
        let queries = Mutex<[EvidenceQuery]>([])
    }

    @Test func theFirstThatKnowsAnEntityIsBelievedKindByKind() async throws {
        let (checkout, payments) = (Entity.service("checkout"), Entity.service("payments"))
        let asked = Asked()
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let sources = [
            Source(name: "first", known: [(.logs, checkout)], asked: asked),
            Source(name: "second", known: [(.logs, checkout), (.logs, payments), (.changes, checkout)], asked: asked),
        ]
        let engine = fixture.engine(process, sources: sources)
        let result = try await engine.drive(try await fixture.open(engine, process), until: .judged)
        let gathering = try #require(result.run.rounds.first?.gathering)
        let told = gathering.evidence.filter { [.logs, .changes].contains($0.kind) }
        #expect(
            told.map { "\($0.kind) of \($0.entity.name) by \($0.source)" } == [
                "logs of checkout by first", "logs of payments by second", "changes of checkout by second",
            ])
        #expect(
            told.map(\.completeness?.missing) == [
                "what first lacks of checkout", "what second lacks of payments", "what second lacks of checkout",
            ])
        let gaps = gathering.gaps.filter { $0.isPart == true }.map(\.reason)
        #expect(gaps == told.compactMap(\.completeness?.missing))
        #expect(!gathering.gaps.contains { $0.kind.isRare }, "nobody has traces, and that is normal")
        let query = try #require(asked.queries.withLock { $0.first })
        #expect(query.entities == [result.run.entity] && query.entity == .service("checkout"))
        #expect(query.asks(for: .traces) && !query.asks(for: .alert) && query.window.until == query.until)
    }
}

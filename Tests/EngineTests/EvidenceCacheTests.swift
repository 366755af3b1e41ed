import AutoSRECore
import AutoSRETesting
import Testing

@testable import AutoSREEngine

/// A run reads its evidence back from the store at most once.
@Suite(.timeLimit(.minutes(1))) struct EvidenceCacheTests {
    /// A store that counts how often each body is asked for.
    actor CountingStore: EvidenceStore {
        private let inner: SimulatedProcess
        private(set) var reads: [EvidenceID: Int] = [:]

        init(_ inner: SimulatedProcess) { self.inner = inner }

        func put(_ evidence: [MintedEvidence]) async throws { try await inner.put(evidence) }

        func bytes(of reference: EvidenceReference) async throws -> [UInt8] {
            reads[reference.id, default: 0] += 1
            return try await inner.bytes(of: reference)
        }
    }

    /// A mind whose process ends before it has an answer.
    private struct DyingDiagnoser: Diagnoser {
        let process: SimulatedProcess

        func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
            process.kill()
            throw StoreError.unusable("dead")
        }
    }

    private func engine(
        _ process: SimulatedProcess, _ evidence: any EvidenceStore, diagnoser: (any Diagnoser)? = nil
    ) -> Engine {
        var registry = Registry()
        registry.sources = [process]
        registry.notifiers = [process]
        registry.add(SimulatedActuator(process))
        return Engine(
            world: process, store: process, evidence: evidence, registry: registry,
            diagnoser: diagnoser ?? SimulatedDiagnoser(process), planner: SimulatedPlanner(), verifier: process,
            policy: Policy(), limits: Limits(), redactor: Redactor(secrets: []))
    }

    private func signal(_ process: SimulatedProcess) -> Alert {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: process.now(), payload: .null)
        return Alert(incident: incident, source: "test")
    }

    @Test func whatWasGatheredIsNotReadBack() async throws {
        let process = SimulatedProcess(SimulatedCloud(seed: 3, faults: 0), number: 1)
        let store = CountingStore(process)
        let engine = engine(process, store)
        let result = try await engine.drive(engine.open(signal(process)))
        #expect(result.run.phase == .closed)
        #expect(result.journal.contains { if case .judged = $0.event { true } else { false } })
        #expect(await store.reads.isEmpty)
    }

    /// Another process has nothing at hand: it reads from the store, each piece once.
    @Test func aResumedRunReadsEachPieceOnce() async throws {
        let cloud = SimulatedCloud(seed: 3, faults: 0)
        let first = SimulatedProcess(cloud, number: 1)
        let run = try await engine(first, first).open(signal(first))
        await #expect(throws: StoreError.self) {
            try await engine(first, first, diagnoser: DyingDiagnoser(process: first)).drive(run)
        }
        let second = SimulatedProcess(cloud, number: 2)
        let store = CountingStore(second)
        let result = try await engine(second, store).resume(run)
        #expect(result.run.phase == .closed)
        let known = try #require(result.run.rounds.first?.gathering?.evidence.map(\.id))
        let reads = await store.reads
        #expect(Set(reads.keys) == Set(known), "all of it comes from the store")
        #expect(reads.values.allSatisfy { $0 == 1 }, "\(reads.values)")
    }

    /// More than there is room for is not kept in memory; the oldest makes room.
    @Test func whatIsTooMuchIsReadFromTheStore() async throws {
        let store = CountingStore(SimulatedProcess(SimulatedCloud(seed: 3, faults: 0), number: 1))
        let shelf = EvidenceCache(store, kinds: .standard, room: 5000)
        let small = try (0..<3).map { try lines(60, "\($0)") }
        let large = try lines(400, "x")
        try await shelf.put([small[0], large, small[1]])
        for _ in 0..<2 {
            let all = [small[0], large, small[1]].map(\.evidence)
            #expect(try await shelf.evidence(all.map(\.reference)) == all)
        }
        #expect(await store.reads == [large.reference.id: 2])
        try await shelf.put([small[2]])
        #expect(try await shelf.evidence([small[0].reference]) == [small[0].evidence])
        #expect(await store.reads[small[0].reference.id] == 1)
    }

    private func lines(_ count: Int, _ text: String) throws -> MintedEvidence {
        let lines = (0..<count).map { LogLine(at: Instant(seconds: 0), message: "\($0) \(text)") }
        return try RawEvidence(.logs(lines), service: "s", source: "t", collectedAt: Instant(seconds: 0)).minted
    }
}

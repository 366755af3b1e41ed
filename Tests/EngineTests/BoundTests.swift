import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Synchronization
import Testing

/// Every step ends at its bound, and the heartbeat goes on beside it.
@Suite(.timeLimit(.minutes(1))) struct BoundTests {
    /// One that answers only when it is cancelled.
    private struct Slow: EvidenceSource {
        let name = "slow"
        let kinds: [EvidenceKind] = [.state]
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            try await Task.sleep(for: .seconds(600))  // slow on purpose
            return []
        }
    }

    @Test func whatIsNotReadInTimeIsAGapAndTheRestIsUsed() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process, sources: [DeafSource(), process, Slow()], elapses: true)
        let result = try await engine.drive(try await fixture.open(engine, process), until: .judged)
        let gathering = try #require(result.run.rounds.first?.gathering)
        #expect(gathering.evidence.contains { $0.kind == .changes })
        for source in ["deaf", "slow"] {
            let gap = gathering.gaps.first { $0.source == source }
            #expect(gap?.reason == "not read within 5.0 s", "\(source): \(gap?.reason ?? "no gap")")
        }
        let lease = try #require(try await process.lease(of: result.run.id))
        #expect(lease.heartbeat > result.run.openedAt, "no heartbeat while the sources were waited for")
    }

    @Test func aSignalEndsARunThatWaitsForWhatCannotBeStopped() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let (signals, sender) = AsyncStream<String>.makeStream()
        let deaf = Notification { sender.yield("SIGTERM") }
        let engine = fixture.engine(process, sources: [deaf], elapses: true)
        let run = try await fixture.open(engine, process)
        let result = try await engine.drive(run, interruptedBy: signals)
        #expect(result.interruption == "SIGTERM")
        #expect(fixture.kinds(run).last == "interrupted")
    }

    /// Deaf, and says when it was asked.
    private struct Notification: EvidenceSource {
        let asked: @Sendable () -> Void
        let name = "deaf"
        let kinds: [EvidenceKind] = [.metrics]
        init(_ asked: @escaping @Sendable () -> Void) { self.asked = asked }
        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            asked()
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            return []
        }
    }
}

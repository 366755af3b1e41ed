import AutoSRECore
import AutoSRETesting
import Testing

@testable import AutoSREEngine

/// What is said of work that reaches its bound: what may have happened stays so, however late.
@Suite(.timeLimit(.minutes(1))) struct BoundedTests {
    /// Every bound is over at once; the moment after it too, or never.
    private struct Hasty: World {
        let hasGrace: Bool
        let owner = Owner(bootID: "test", process: 1, started: 0)
        func now() -> Instant { Sample.time(0) }
        func hex(_ digits: Int) -> String { String(repeating: "0", count: digits) }
        func sleep(until instant: Instant) async throws { try Task.checkCancellation() }
        func isAlive(_ owner: Owner) -> Bool? { true }

        func elapse(seconds: Double) async throws {
            if seconds >= 1, hasGrace { while true { try await Task.sleep(for: .seconds(60)) } }  // slow on purpose
        }
    }

    private let pending = Pending(intent: "k-1", driver: "http", reason: "cut off", until: Sample.time(9))

    private func late(hasGrace: Bool, _ error: any Error) async -> (any Error)? {
        do {
            try await bounded(0.5, in: Hasty(hasGrace: hasGrace)) { () async throws -> Void in
                while !Task.isCancelled { await Task.yield() }
                // What cannot be stopped goes on, here until nobody waits for it any more.
                if !hasGrace { try? await Task.sleep(for: .milliseconds(200)) }  // slow on purpose
                throw error
            }
            return nil
        } catch { return error }
    }

    @Test func whatMayHaveHappenedIsSaidAfterTheBoundToo() async {
        #expect(await late(hasGrace: true, pending) as? Pending == pending)
    }

    @Test func whatEndsByItselfHasSentNothing() async {
        #expect((await late(hasGrace: true, CancellationError()) as? OutOfTime)?.hasEnded == true)
    }
}

import AutoSRECore
import AutoSRETesting
import Testing

@testable import AutoSREEngine

/// What is said of work that reaches its bound: what may have happened stays so, however late.
@Suite(.timeLimit(.minutes(1))) struct BoundedTests {
    /// Every bound is over at once, and the moment that is given after it never is.
    private struct Hasty: World {
        let owner = Owner(bootID: "test", process: 1, started: 0)
        func now() -> Instant { Sample.time(0) }
        func hex(_ digits: Int) -> String { String(repeating: "0", count: digits) }
        func sleep(until instant: Instant) async throws { try Task.checkCancellation() }
        func isAlive(_ owner: Owner) -> Bool? { true }

        func elapse(seconds: Double) async throws {
            guard seconds >= 1 else { return }
            let (never, continuation) = AsyncStream<Void>.makeStream()
            for await _ in never {}
            continuation.finish()
            throw CancellationError()
        }
    }

    private let pending = Pending(intent: Sample.key, driver: "http", reason: "cut off", until: Sample.time(9))

    private func late(_ error: any Error) async -> (any Error)? {
        do {
            try await bounded(0.5, in: Hasty()) { () async throws -> Void in
                while !Task.isCancelled { await Task.yield() }
                throw error
            }
            return nil
        } catch { return error }
    }

    @Test func whatMayHaveHappenedIsSaidAfterTheBoundToo() async {
        #expect(await late(pending) as? Pending == pending)
    }

    @Test func whatEndsByItselfHasSentNothing() async {
        #expect((await late(CancellationError()) as? OutOfTime)?.hasEnded == true)
    }
}

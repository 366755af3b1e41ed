import AutoSREPlatform
import Testing

extension Timing {
    @Suite(.timeLimit(.minutes(1))) struct ClockTimingTests {
        @Test func aSleepIsAsLongAsItSays() async throws {
            let taken = try await seconds { try await SystemClock.sleep(seconds: 0.02) }
            #expect(taken >= 0.02 && taken < 1)
        }
    }
}

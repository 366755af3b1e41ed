public import AutoSRECore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's clocks; only `World`'s composition should read them.
public enum SystemClock {
    /// The wall clock's time, which may jump.
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Seconds since some fixed point, for measuring durations; never jumps.
    public static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Seconds since the machine's start, those of its sleep included; never jumps.
    public static func bootSeconds() -> Double {
        var time = timespec()
        #if os(Linux)
            clock_gettime(CLOCK_BOOTTIME, &time)
        #else
            clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Waits; throws `CancellationError` at once when the task is cancelled. Nothing to wait for where not positive.
    public static func sleep(seconds: Double) async throws {
        let bounded = seconds > 0 ? min(seconds, 1e9) : 0
        try await Task.sleep(for: .seconds(bounded))
    }
}

/// Milliseconds on a clock that never jumps.
func monotonicMilliseconds() -> Int64 { Int64(SystemClock.monotonicSeconds() * 1000) }

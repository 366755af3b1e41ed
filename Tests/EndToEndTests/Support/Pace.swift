import AutoSREPlatform
import Foundation

/// How much slower this machine is just now, for whoever wants to work on it, than one that nobody else uses. What the
/// product promises in seconds it promises on a machine of its own; a test beside other work waits as much longer.
enum Pace {
    /// Seconds of work behind one sample, and how many samples are taken.
    private static let (workSeconds, samples) = (0.01, 3)
    /// However busy it is, nothing is waited for longer than so many times.
    private static let slowest = 6.0

    /// At least 1: how long a little work takes, divided by the time that a core really spent on it.
    static func factor() -> Double {
        let found = (0..<samples).map { _ in sample() }.max() ?? 1
        return min(max(found, 1), slowest)
    }

    /// As many seconds as `seconds` of a quiet machine's are now.
    static func stretched(_ seconds: Double) -> Double { seconds * factor() }

    private static func sample() -> Double {
        let (wall, own) = (SystemClock.monotonicSeconds(), threadSeconds())
        while threadSeconds() - own < workSeconds {}
        return (SystemClock.monotonicSeconds() - wall) / workSeconds
    }

    /// Seconds that a core has spent on this thread.
    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

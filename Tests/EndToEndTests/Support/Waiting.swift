import AutoSREPlatform

/// A condition that did not come true in time.
struct TimedOut: Error, CustomStringConvertible {
    let what: String
    let seconds: Double

    var description: String { "not within \(seconds) s: \(what)" }
}

/// Asks for a value again and again until there is one.
/// - Throws: `TimedOut` after `seconds` of a quiet machine's.
func awaiting<T>(
    _ what: String, within seconds: Double = 20, every pause: Double = 0.005, _ value: () async throws -> T?
) async throws -> T {
    let start = SystemClock.monotonicSeconds()
    var end = start + seconds
    while true {
        if let value = try await value() { return value }
        if SystemClock.monotonicSeconds() >= end {
            end = max(end, start + Pace.stretched(seconds))
            guard SystemClock.monotonicSeconds() < end else { throw TimedOut(what: what, seconds: seconds) }
        }
        try await SystemClock.sleep(seconds: pause)
    }
}

/// Waits until a condition holds.
/// - Throws: `TimedOut` after `seconds`.
func waiting(
    until what: String, within seconds: Double = 20, every pause: Double = 0.005,
    _ condition: () async throws -> Bool
) async throws {
    let _: Bool = try await awaiting(what, within: seconds, every: pause) { try await condition() ? true : nil }
}

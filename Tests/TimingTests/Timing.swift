import Testing

/// Tests that measure how long something takes. They are a target of their own and run one after the other, so that
/// no other test's work is in their times, and the bounds can be what the product promises.
@Suite(.serialized) enum Timing {}

/// Does the work and says how long it took, in seconds.
func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - start) / .seconds(1)
}

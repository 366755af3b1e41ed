package import AutoSRECore
import Synchronization

/// Work was not over within its bound.
package struct OutOfTime: Error, Sendable, CustomStringConvertible {
    /// The bound, in seconds.
    let seconds: Double
    /// Whether the work has come to its end all the same, so that nothing more can come of it.
    let hasEnded: Bool
    /// The reason in words.
    package var description: String { "not over within \(PostMortem.seconds(seconds))" }
}

/// Seconds that cancelled work is given to come to its end by itself.
private let grace = 1.0

/// Does `work` within `seconds` of `world`'s time, and not longer: at the bound, or when this task is cancelled, the
/// work is cancelled, and if it does not end by itself a moment later it is left alone. So what cannot be cancelled,
/// such as the reading of a large file, holds no run up.
/// - Throws: what `work` throws; `OutOfTime`; `CancellationError`.
package func bounded<Value: Sendable>(
    _ seconds: Double, in world: any World, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let race = Race<Value>()
    let worker = Task {
        do { race.settle(.success(try await work())) } catch {
            // What may have happened stays so, however late it is said.
            let isFact = error is Pending || !race.isLate
            race.settle(.failure(isFact ? error : OutOfTime(seconds: seconds, hasEnded: true)))
        }
    }
    let timer = Task {
        try await world.elapse(seconds: seconds)
        race.expire()
        worker.cancel()
        try await world.elapse(seconds: grace)
        race.settle(.failure(OutOfTime(seconds: seconds, hasEnded: false)))
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
        try await race.value()
    } onCancel: {
        worker.cancel()
        Task {
            try await world.elapse(seconds: grace)
            race.settle(.failure(CancellationError()))
        }
    }
}

/// One result for one who waits; what comes after the first is forgotten.
private final class Race<Value: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Value, any Error>)
        case over(Result<Value, any Error>)
    }
    private let state = Mutex<State>(.running)
    private let late = Mutex(false)

    /// Whether the bound is reached, so that what fails now fails because of it.
    var isLate: Bool { late.withLock { $0 } }

    func expire() { late.withLock { $0 = true } }

    func settle(_ result: Result<Value, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            defer { if case .over = state {} else { state = .over(result) } }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(with: result)
    }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let result = state.withLock { state -> Result<Value, any Error>? in
                if case .over(let result) = state { return result }
                state = .awaited(continuation)
                return nil
            }
            if let result { continuation.resume(with: result) }
        }
    }
}

import AutoSREPlatform
import Synchronization

/// SIGINT and SIGTERM as values. The first asks the work to end in order; a second one ends the process at once, which
/// the journal makes safe.
final class Signals: Sendable {
    /// The numbers that POSIX gives to the two signals, with their names.
    private static let names: [Int32: String] = [2: "SIGINT", 15: "SIGTERM"]

    private struct State {
        var arrived: [String] = []
        var listeners: [AsyncStream<String>.Continuation] = []
    }

    private let state = Mutex(State())

    /// Listens from now on. Once in a process.
    init() {
        ProcessSignals.install(Array(Self.names.keys)) { [self] number in arrive(Self.names[number] ?? "SIGINT") }
    }

    /// The names of the signals, those that have arrived already first. One stream for each piece of work, because a
    /// stream ends with the task that reads it.
    func stream() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        state.withLock { state in
            for name in state.arrived { continuation.yield(name) }
            state.listeners.append(continuation)
        }
        return stream
    }

    /// Whether one has arrived.
    var hasArrived: Bool { state.withLock { !$0.arrived.isEmpty } }

    /// Returns when one arrives.
    func wait() async { for await _ in stream() { return } }

    private func arrive(_ name: String) {
        let (isFirst, listeners) = state.withLock { state in
            state.arrived.append(name)
            return (state.arrived.count == 1, state.listeners)
        }
        guard isFirst else { ExitCode.interrupted(by: name).end() }
        for listener in listeners { listener.yield(name) }
    }
}

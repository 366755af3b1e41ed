import AutoSREPlatform
import Synchronization

/// The signals that end a process, as values. The first asks the work to end in order, and sees to it that the process
/// is over within two seconds, whatever the work waits for; a second one, or one after all work, ends it at once. The
/// journal makes all of it safe.
final class Signals: Sendable {
    private struct State {
        var arrived: [StopSignal] = []
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Seconds that an orderly end may take.
    private static let orderlySeconds = 1.4

    /// Listens from now on. Once in a process. A SIGHUP that the process was started to ignore, by `nohup`, stays so.
    init() {
        let numbers = StopSignal.allCases.filter { $0 != .hangUp || !ProcessSignals.isIgnored($0.rawValue) }
        ProcessSignals.install(numbers.map(\.rawValue)) { [self] number in
            arrive(StopSignal(rawValue: number) ?? .interrupt)
        }
    }

    /// The names of the signals, those that have arrived already first. One stream for each piece of work, because a
    /// stream ends with the task that reads it.
    func stream() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingOldest(StopSignal.allCases.count))
        let number = state.withLock { state in
            for signal in state.arrived { continuation.yield(signal.name) }
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [self] _ in state.withLock { _ = $0.listeners.removeValue(forKey: number) } }
        return stream
    }

    /// Whether one has arrived.
    var hasArrived: Bool { state.withLock { !$0.arrived.isEmpty } }

    /// Returns when one arrives.
    func wait() async { for await _ in stream() { return } }

    private func arrive(_ signal: StopSignal) {
        let (isFirst, listeners) = state.withLock { state in
            state.arrived.append(signal)
            return (state.arrived.count == 1, Array(state.listeners.values))
        }
        guard isFirst, !ExitCode.isEnding else { ExitCode.interrupted(by: signal.name).end() }
        ProcessSignals.later(seconds: Self.orderlySeconds) {
            OutputQueue.standard.write(
                "Stopped by \(signal.name) in the middle of a step. See what is unfinished: autosre incidents\n",
                to: .error)
            ExitCode.interrupted(by: signal.name).end()
        }
        for listener in listeners { listener.yield(signal.name) }
    }
}

/// The signals that end a process, by the numbers that POSIX gives them.
enum StopSignal: Int32, CaseIterable, Sendable {
    /// The terminal has gone.
    case hangUp = 1
    /// Ctrl-C.
    case interrupt = 2
    /// Ctrl-\.
    case quit = 3
    /// What `kill` sends.
    case terminate = 15

    /// As the journal and people name it.
    var name: String {
        switch self {
        case .hangUp: "SIGHUP"
        case .interrupt: "SIGINT"
        case .quit: "SIGQUIT"
        case .terminate: "SIGTERM"
        }
    }
}

import AutoSRECore
import Synchronization

/// Who listens to what a store appends. One that stops listening is forgotten at once, and one that falls far behind is
/// let go: its stream ends, and it has to read the journal, rather than miss an entry without knowing.
final class Subscribers: Sendable {
    private struct State {
        var next = 0
        var continuations: [Int: AsyncStream<JournalEntry>.Continuation] = [:]
    }
    private let state = Mutex(State())

    /// Entries that wait for one listener.
    static let room = 4096

    /// How many listen.
    var count: Int { state.withLock { $0.continuations.count } }

    /// A stream of what is published from now on.
    func add() -> AsyncStream<JournalEntry> {
        let (stream, continuation) = AsyncStream<JournalEntry>.makeStream(bufferingPolicy: .bufferingOldest(Self.room))
        let number = state.withLock { state in
            state.next += 1
            state.continuations[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number) }
        return stream
    }

    /// Hands entries to everybody.
    func publish(_ entries: [JournalEntry]) {
        for (number, continuation) in state.withLock({ $0.continuations }) {
            for entry in entries {
                guard case .dropped = continuation.yield(entry) else { continue }
                forget(number)
                continuation.finish()
                break
            }
        }
    }

    private func forget(_ number: Int) { state.withLock { _ = $0.continuations.removeValue(forKey: number) } }
}

import AutoSRECore

/// Who listens to a store.
struct Subscribers: Sendable {
    private var continuations: [AsyncStream<JournalEntry>.Continuation] = []

    /// A stream of what is published from now on.
    mutating func add() -> AsyncStream<JournalEntry> {
        let (stream, continuation) = AsyncStream<JournalEntry>.makeStream()
        continuations.append(continuation)
        return stream
    }

    /// Hands entries to everybody; who stopped listening is forgotten.
    mutating func publish(_ entries: [JournalEntry]) {
        continuations.removeAll { continuation in
            for entry in entries {
                if case .terminated = continuation.yield(entry) { return true }
            }
            return false
        }
    }
}

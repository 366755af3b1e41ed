import AutoSRECore
import Synchronization

/// The fact, durable before a request that counts leaves, that it may have been sent; once for each try.
///
/// When the try is over nothing can be marked any more, so that a driver that was left alone sends nothing later.
final class SendingMark: Sendable {
    private enum State { case open, made, closed(isMade: Bool) }
    private let state = Mutex(State.open)
    private let write: @Sendable (Pending) async throws -> Void

    init(_ write: @escaping @Sendable (Pending) async throws -> Void) { self.write = write }

    /// Makes it durable. Throws where the try is over, or where it cannot be written: then nothing may be sent.
    func make(_ pending: Pending) async throws {
        try Task.checkCancellation()
        let isFirst = try state.withLock { state in
            switch state {
            case .open:
                state = .made
                return true
            case .made: return false
            case .closed: throw CancellationError()
            }
        }
        if isFirst { try await write(pending) }
    }

    /// Ends the try; returns whether anything may have been sent in it.
    @discardableResult
    func close() -> Bool {
        state.withLock { state in
            let isMade =
                switch state {
                case .open: false
                case .made: true
                case .closed(let isMade): isMade
                }
            state = .closed(isMade: isMade)
            return isMade
        }
    }
}

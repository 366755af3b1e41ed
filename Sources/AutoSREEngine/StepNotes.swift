import AutoSRECore
import Synchronization

/// What a step makes durable before it is over: that a request which counts is about to leave, once for each try, and
/// what the policy is by now.
///
/// When the step is over nothing can be noted any more, so that a driver that was left alone sends nothing later.
final class StepNotes: Sendable {
    private enum State { case open, sending, closed(isSent: Bool) }
    private let state = Mutex(State.open)
    private let write: @Sendable (Event) async throws -> Void

    init(_ write: @escaping @Sendable (Event) async throws -> Void) { self.write = write }

    /// Notes that what is asked for may have been sent. Throws where the step is over, or where it cannot be written:
    /// then nothing may be sent.
    func sending(_ pending: Pending) async throws {
        try Task.checkCancellation()
        let isFirst = try state.withLock { state in
            switch state {
            case .open:
                state = .sending
                return true
            case .sending: return false
            case .closed: throw CancellationError()
            }
        }
        if isFirst { try await write(.sending(pending)) }
    }

    /// Notes what the run is judged by from here on.
    func judged(by conditions: Conditions) async throws {
        try Task.checkCancellation()
        try await write(.conditions(conditions))
    }

    /// Ends the step; returns whether anything may have been sent in it.
    @discardableResult
    func close() -> Bool {
        state.withLock { state in
            let isSent =
                switch state {
                case .open: false
                case .sending: true
                case .closed(let isSent): isSent
                }
            state = .closed(isSent: isSent)
            return isSent
        }
    }
}

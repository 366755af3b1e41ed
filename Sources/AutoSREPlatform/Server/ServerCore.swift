internal import CMicrohttpd
internal import Synchronization

/// What the server's thread and the handlers' tasks share.
final class ServerCore: Sendable {
    /// The two ways of answering.
    enum Handler: Sendable {
        case synchronous(@Sendable (ServerRequest) -> ServerResponse)
        case asynchronous(@Sendable (ServerRequest) async -> ServerResponse)
    }

    private struct State {
        var stopping = false
        var waiting: [ObjectIdentifier: (pending: PendingAnswer, task: Task<Void, Never>)] = [:]
    }

    let limits: ServerLimits
    let handler: Handler
    let connections: ConnectionTable
    private let state = Mutex(State())

    init(limits: ServerLimits, handler: Handler) {
        self.limits = limits
        self.handler = handler
        connections = ConnectionTable()
    }

    /// Suspends the connection and starts the handler's task; `nil` when the server is stopping.
    ///
    /// Suspending comes first and under the lock: a task that is done at once must find something to resume, and `stop`
    /// must find every suspended connection, because the library aborts the process over one that is left.
    func answerLater(
        _ request: ServerRequest, on connection: OpaquePointer,
        by handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) -> PendingAnswer? {
        let pending = PendingAnswer(connection: connection)
        let admitted = state.withLock { state in
            guard !state.stopping else { return false }
            pending.suspend()
            let task = Task { self.finish(pending, with: await handler(request)) }
            state.waiting[ObjectIdentifier(pending)] = (pending, task)
            return true
        }
        return admitted ? pending : nil
    }

    private func finish(_ pending: PendingAnswer, with response: ServerResponse) {
        state.withLock { state in
            guard state.waiting.removeValue(forKey: ObjectIdentifier(pending)) != nil else { return }
            pending.resume(with: response)
        }
    }

    /// Resumes all suspended connections without an answer and admits no more of them.
    func abandonWaiting() {
        let abandoned = state.withLock { state in
            defer { state.waiting = [:] }
            state.stopping = true
            for entry in state.waiting.values { entry.pending.resume(with: nil) }
            return state.waiting.values.map(\.task)
        }
        for task in abandoned { task.cancel() }
    }
}

/// The answer that a suspended connection waits for.
final class PendingAnswer: Sendable {
    /// Sendable: resuming is the one call on a connection that any thread may make.
    private struct Connection: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let connection: Connection
    private let stored = Mutex<ServerResponse?>(nil)

    init(connection: OpaquePointer) { self.connection = Connection(pointer: connection) }

    func suspend() { MHD_suspend_connection(connection.pointer) }

    /// Stores the answer, then resumes the connection; without one the connection will be closed.
    func resume(with response: ServerResponse?) {
        stored.withLock { $0 = response }
        MHD_resume_connection(connection.pointer)
    }

    var response: ServerResponse? { stored.withLock { $0 } }
}

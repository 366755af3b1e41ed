internal import CMicrohttpd
internal import Synchronization

/// An HTTP/1.1 server on one thread (libmicrohttpd with epoll); it runs from `init` until `stop` or its last reference.
///
/// Without TLS and without authentication: meant for loopback or for behind a proxy.
public final class HTTPServer: Sendable {
    /// The port that it listens on, also where 0 was asked for.
    public let port: UInt16
    private let core: ServerCore
    private let daemon: Mutex<DaemonHandle?>
    private let watch: ConnectionWatch

    /// Starts a server whose handler runs as a task of its own per request, so that it may wait.
    public convenience init(
        host: String, port: UInt16, limits: ServerLimits = ServerLimits(),
        handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws(ServerError) {
        try self.init(host: host, port: port, core: ServerCore(limits: limits, handler: .asynchronous(handler)))
    }

    /// Starts a server whose handler answers at once on the server's thread: the faster one; it must not block, nor
    /// stop the server.
    public convenience init(
        host: String, port: UInt16, limits: ServerLimits = ServerLimits(),
        syncHandler: @escaping @Sendable (ServerRequest) -> ServerResponse
    ) throws(ServerError) {
        try self.init(host: host, port: port, core: ServerCore(limits: limits, handler: .synchronous(syncHandler)))
    }

    private init(host: String, port: UInt16, core: ServerCore) throws(ServerError) {
        ProcessSignals.ignorePipe()
        let socket = try ListeningSocket(host: host, port: port)
        let handle = try DaemonHandle(core: core, socket: socket)
        self.port = socket.port
        self.core = core
        daemon = Mutex(handle)
        watch = ConnectionWatch(core.connections, everySeconds: Double(core.limits.shortestSeconds) / 4)
    }

    deinit { stop() }

    /// Stops at once: connections are closed, handlers still at work are cancelled and their answers dropped.
    public func stop() {
        let taken = daemon.withLock { handle in
            defer { handle = nil }
            return handle
        }
        guard let taken else { return }
        watch.cancel()
        core.abandonWaiting()
        core.connections.closeAll()
        taken.stop()
    }
}

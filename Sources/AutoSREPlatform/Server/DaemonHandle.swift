internal import CMicrohttpd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The library's daemon and the reference to our side that it holds. Sendable: the library's calls used here are
/// thread-safe, and `HTTPServer` lets only one thread have it.
struct DaemonHandle: @unchecked Sendable {
    private let daemon: OpaquePointer
    private let core: Unmanaged<ServerCore>

    /// Starts the daemon on a listening socket, which it owns from here on.
    init(core: ServerCore, socket: ListeningSocket) throws(ServerError) {
        let held = Unmanaged.passRetained(core)
        let started = shim_mhd_start(
            shim_mhd_settings(
                listener: socket.descriptor, connections: UInt32(core.limits.connections),
                memory: core.limits.headerBytes + answerHeadBytes, idle_seconds: UInt32(core.limits.idleSeconds),
                context: held.toOpaque(), access: answerRequest, completed: requestCompleted,
                notified: connectionNotified, target: requestBegan, unescape: keepEscapes))
        guard let started else {
            let code = errno
            close(socket.descriptor)
            held.release()
            throw .other(systemMessage(code))
        }
        daemon = started
        self.core = held
    }

    /// Stops the daemon and waits for its thread; no callback runs afterwards.
    func stop() {
        MHD_stop_daemon(daemon)
        core.release()
    }
}

/// Room in a connection's memory for our own answer's head beside the request's.
private let answerHeadBytes = 8 << 10

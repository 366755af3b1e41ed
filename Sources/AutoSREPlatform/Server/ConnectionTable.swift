internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One client's connection, watched for requests that arrive too slowly.
///
/// The library's timeout counts silence only, so that a client which sends a byte now and then would stay for ever.
final class ClientConnection: Sendable {
    let descriptor: Int32
    /// Milliseconds on the monotonic clock since which a request is awaited; 0 while one is being answered.
    let awaitingSince: Atomic<Int64>

    init(descriptor: Int32) {
        self.descriptor = descriptor
        awaitingSince = Atomic(monotonicMilliseconds())
    }

    func requestArrived() { awaitingSince.store(0, ordering: .relaxed) }
    func requestDone() { awaitingSince.store(monotonicMilliseconds(), ordering: .relaxed) }
}

/// The open connections.
final class ConnectionTable: Sendable {
    private let open = Mutex<[ObjectIdentifier: ClientConnection]>([:])
    private let allowedMilliseconds: Int64

    init(allowedSeconds: Int) { allowedMilliseconds = Int64(allowedSeconds) * 1000 }

    func insert(_ connection: ClientConnection) {
        open.withLock { $0[ObjectIdentifier(connection)] = connection }
    }

    /// Forgets a connection; the library closes its descriptor only afterwards.
    func remove(_ connection: ClientConnection) {
        open.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// Shuts connections down whose request takes longer than allowed to arrive; the library then sees their end.
    func closeOverdue() {
        let limit = monotonicMilliseconds() - allowedMilliseconds
        open.withLock { connections in
            for connection in connections.values {
                let since = connection.awaitingSince.load(ordering: .relaxed)
                if since != 0 && since < limit { _ = shutdown(connection.descriptor, Int32(SHUT_RDWR)) }
            }
        }
    }
}

/// Looks for overdue connections now and then. Sendable: a dispatch source may be used from any thread.
final class ConnectionWatch: @unchecked Sendable {
    private let timer: any DispatchSourceTimer

    init(_ table: ConnectionTable, everySeconds interval: Double) {
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "autosre.http-server.watch"))
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.setEventHandler { @Sendable in table.closeOverdue() }
        timer.activate()
    }

    func cancel() { timer.cancel() }
}

internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The open connections.
final class ConnectionTable: Sendable {
    private let open = Mutex<[ObjectIdentifier: ClientConnection]>([:])

    /// Takes a new connection in. Where nearly all places are taken, the one that has been idle the longest gives way:
    /// connections that bring nothing must not keep out those that do.
    func insert(_ connection: ClientConnection, limit: Int) {
        open.withLock { connections in
            if connections.count >= limit - limit / 10 {
                let idle = connections.values.compactMap { one in one.idleSince.map { (since: $0, one: one) } }
                idle.min { $0.since < $1.since }?.one.shutDown()
            }
            connections[ObjectIdentifier(connection)] = connection
        }
    }

    /// Forgets a connection; the library closes its descriptor only afterwards.
    func remove(_ connection: ClientConnection) {
        open.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// Shuts connections down whose request takes longer than allowed to arrive; the library then sees their end.
    func closeOverdue() {
        let now = monotonicMilliseconds()
        open.withLock { connections in
            for connection in connections.values where connection.isOverdue(at: now) { connection.shutDown() }
        }
    }

    /// Shuts all of them down, and waits until the library has seen their end, at most a moment: libmicrohttpd (0.9.75,
    /// `MHD_queue_response` while the daemon shuts down) reads an answer that is not there where it refuses a request
    /// while it is being stopped.
    func closeAll() {
        open.withLock { connections in for connection in connections.values { connection.shutDown() } }
        for _ in 0..<Self.looks where !open.withLock(\.isEmpty) { usleep(Self.pauseMicroseconds) }
    }

    /// A tenth of a second in all.
    private static let (looks, pauseMicroseconds) = (100, UInt32(1000))

    /// Answers those whose head announces a body of no possible length.
    func answerImpossibleLengths() {
        open.withLock { connections in
            for connection in connections.values { connection.answerImpossibleLength() }
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

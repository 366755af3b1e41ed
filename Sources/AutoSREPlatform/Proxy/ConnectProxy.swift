internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A proxy of our own on the loopback interface, for a program whose traffic has to be listed: it opens tunnels
/// (`CONNECT`, RFC 9110, section 9.3.6) to a few hosts only, through the user's own proxy where there is one, and
/// counts their bytes. What is inside stays encrypted for it too.
public final class ConnectProxy: Sendable {
    /// What went to one destination.
    public struct Traffic: Sendable, Hashable {
        /// `HOST:PORT`.
        public let destination: String
        /// How many tunnels were opened.
        public var tunnels = 0
        /// Bytes that went there.
        public var sent = 0
        /// Bytes that came back.
        public var received = 0
        /// How often it was refused, because it is not among the allowed ones.
        public var refused = 0
        /// Why the last tunnel that was not opened was not.
        public var failure: String?
    }

    /// Its port on 127.0.0.1.
    public let port: UInt16
    private let core: ProxyCore

    /// Listens on a free port.
    /// - Parameter allowed: the destinations, as `HOST:PORT` in lower case.
    public init(allowing allowed: Set<String>, through outer: OuterProxy?) throws(ServerError) {
        let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
        port = socket.port
        let core = ProxyCore(allowed: allowed, route: Route(outer: outer))
        self.core = core
        core.listen(on: socket.descriptor)
    }

    deinit { stop() }

    /// What went where so far, in the order of the first request.
    public var traffic: [Traffic] { core.traffic }

    /// Takes no more tunnels and ends those that are open, within a fraction of a second.
    public func stop() { core.stop() }

    /// Whether a tunnel to `host` would come about, tried once.
    /// - Throws: `ProxyError` with why not, at the latest after `seconds`.
    public static func reach(_ host: String, _ port: UInt16, through outer: OuterProxy?, seconds: Double) async throws {
        let once = Once()
        let milliseconds = Int64(seconds * 1000)
        let deadline = monotonicMilliseconds() + milliseconds
        let result: Result<Void, ProxyError> = await withCheckedContinuation { continuation in
            let queue = DispatchQueue(label: "autosre.reach", attributes: .concurrent)
            queue.async {
                let result = Result { () throws(ProxyError) in
                    _ = systemClose(try Route(outer: outer).connect(to: host, port, by: deadline))
                }
                if once.take() { continuation.resume(returning: result) }
            }
            // A name server that does not answer keeps the other one waiting.
            queue.asyncAfter(deadline: .now() + .milliseconds(Int(milliseconds) + 100)) {
                if once.take() {
                    continuation.resume(returning: .failure(ProxyError("\(host):\(port): no answer in time")))
                }
            }
        }
        try result.get()
    }
}

/// True for the first who asks.
private final class Once: Sendable {
    private let taken = Mutex(false)
    func take() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}

private let systemClose = close

internal import Synchronization

/// An HTTP client whose transfers share one thread (libcurl's multi interface), which starts with the first request.
///
/// Loopback is never proxied.
public final class HTTPClient: Sendable {
    private let loop: TransferLoop
    private let nextID = Atomic<UInt64>(0)

    /// Makes a client.
    /// - Parameters:
    ///   - network: proxies and certificates; those of the environment where nothing is said.
    ///   - trust: the certificates to trust in place of the network's.
    ///   - direct: hosts that are never reached through a proxy, as in NO_PROXY.
    public init(
        network: NetworkSettings = NetworkSettings(Environment.all()), trust: NetworkSettings.Trust? = nil,
        direct: String = ""
    ) {
        ProcessSignals.ignorePipe()
        let settings = TransferSettings(network: network.past(direct), trust: trust ?? network.trust)
        loop = TransferLoop(settings: settings)
    }

    deinit { loop.shutdown() }

    /// Sends a request and gives its answer; cancelling the task ends the transfer at once.
    ///
    /// A method that changes things is sent on a connection of its own: on a reused one libcurl would repeat it unasked
    /// when the server closes.
    public func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let id = nextID.add(1, ordering: .relaxed).newValue
        let prepared = try PreparedRequest(request)
        let isCancelled = CancellationMark()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.start(Transfer(id: id, request: prepared, mark: isCancelled, continuation: continuation))
            }
        } onCancel: {
            isCancelled.set()
            loop.cancel(id)
        }
        return try result.get()
    }

    /// Ends all transfers as cancelled, and refuses new ones.
    public func shutdown() { loop.shutdown() }
}

/// Set when the task is cancelled, perhaps before its transfer has reached the loop.
final class CancellationMark: Sendable {
    private let mark = Atomic<Bool>(false)

    var isSet: Bool { mark.load(ordering: .acquiring) }
    func set() { mark.store(true, ordering: .releasing) }
}

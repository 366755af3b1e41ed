internal import Synchronization

/// An HTTP client whose transfers share one thread (libcurl's multi interface), which starts with the first request.
///
/// Proxies are taken from the environment as libcurl reads it; loopback is never proxied.
public final class HTTPClient: Sendable {
    private let loop: TransferLoop
    private let nextID = Atomic<UInt64>(0)

    /// Makes a client that trusts the certificates in the PEM file `caBundle`, else the system's, and reaches the hosts
    /// in `noProxy` (comma-separated, as in NO_PROXY) directly.
    public init(caBundle: String? = nil, noProxy: String? = nil) {
        ProcessSignals.ignorePipe()
        let environment = Environment.all()
        let inherited = environment["no_proxy"] ?? environment["NO_PROXY"]
        let direct = directHosts([inherited, noProxy].compactMap { $0 })
        loop = TransferLoop(settings: TransferSettings(caBundle: caBundle, directHosts: direct))
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

/// What NO_PROXY means to libcurl with our entries added; `*` must stand alone to mean every host.
func directHosts(_ lists: [String]) -> String {
    var entries = ["127.0.0.0/8", "localhost", "::1"]
    for list in lists {
        for entry in list.split(whereSeparator: { $0 == "," || $0 == " " }) {
            if entry == "*" { return "*" }
            entries.append(String(entry))
        }
    }
    return entries.joined(separator: ",")
}

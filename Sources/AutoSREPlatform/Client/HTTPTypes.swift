/// One request to somebody else's server.
public struct HTTPRequest: Sendable {
    /// The method, such as `GET`.
    public var method: String
    /// An absolute `http://` or `https://` URL; redirects are never followed.
    public var url: String
    /// The header fields; a line break or NUL in one makes the request malformed.
    public var headers: [(name: String, value: String)]
    /// The body; `nil` sends none.
    public var body: [UInt8]?
    /// Seconds for everything together: name resolution, connecting, sending and the last byte of the answer.
    public var timeoutSeconds: Double
    /// Bytes of the answer's body; one more ends the transfer with `tooLarge`.
    public var maximumBodyBytes: Int
    /// Whether every compression that libcurl knows is asked for and undone; libcurl does not look whether the
    /// compressed stream ends. Without it the body is as it was sent.
    public var decompresses: Bool

    /// Makes a request.
    public init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        timeoutSeconds: Double = 10, maximumBodyBytes: Int = 1 << 20,
        decompresses: Bool = true
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
        self.maximumBodyBytes = maximumBodyBytes
        self.decompresses = decompresses
    }
}

/// A server's answer, whatever its status: an error status is an answer too.
public struct HTTPResponse: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// The header fields in their order.
    public let headers: [(name: String, value: String)]
    /// The body: decompressed where the request says so, else as sent.
    public let body: [UInt8]
    /// The proxy, as host and port, that it came through. Nil for none.
    public let proxy: String?
    /// Whether the proxy only handed bytes on (https, SOCKS), so that the answer is certainly the server's.
    public let isTunnelled: Bool

    /// Makes a response, for tests of what reads one.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], proxy: String? = nil,
        isTunnelled: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.proxy = proxy
        self.isTunnelled = isTunnelled
    }

    /// Whether a proxy may have said this in the server's place.
    public var mayBeProxys: Bool { proxy != nil && !isTunnelled }

    /// The status for a person, with the proxy that it came through: `HTTP 502 through the proxy shop:3128`.
    public var code: String { "HTTP \(status)" + way }

    /// ` through the proxy shop:3128`; empty where none was.
    public var way: String { proxy.map { " through the proxy \($0)" } ?? "" }

    /// The first value of the header `name`, whatever its case.
    public func header(_ name: String) -> String? { firstValue(of: name, in: headers) }
}

/// Why there is no answer. The message names the host and port but never a URL's path, query or credentials, nor a
/// header, so that it may be shown and logged.
public struct HTTPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds that a caller may want to tell apart.
    public enum Code: Sendable, Equatable {
        /// Nothing listens there, or it cannot be reached.
        case refused
        /// `timeoutSeconds` were over.
        case timedOut
        /// The host's or the proxy's name has no address.
        case resolution
        /// The certificate or the handshake was not acceptable.
        case tls
        /// The answer was longer than allowed.
        case tooLarge
        /// The task was cancelled or the client shut down.
        case cancelled
        /// The request cannot be sent, or the answer is not HTTP.
        case malformed
        /// Anything else, such as a connection lost on the way.
        case other
    }

    /// The kind of failure.
    public let code: Code
    /// One line for a person.
    public let message: String

    /// Makes an error.
    public init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}

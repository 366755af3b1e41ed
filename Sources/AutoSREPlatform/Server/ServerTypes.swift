/// One request as a handler sees it: complete, decoded and within the server's limits.
public struct ServerRequest: Sendable {
    /// The method, upper case as the client sent it.
    public let method: String
    /// The path, percent-decoded once; it never holds a NUL and begins with `/` (or is `*`).
    public let path: String
    /// The path as the client sent it, without the query.
    public let rawPath: String
    /// The query's pairs in their order, decoded as a form's: `+` is a space.
    public let query: [(name: String, value: String)]
    /// The header fields in their order, names as the client wrote them.
    public let headers: [(name: String, value: String)]
    /// The body; empty where there was none.
    public let body: [UInt8]

    /// Makes a request, for a handler's tests.
    public init(
        method: String, path: String, rawPath: String, query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.rawPath = rawPath
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first value of the header `name`, whatever its case.
    public func header(_ name: String) -> String? { firstValue(of: name, in: headers) }

    /// The first value of the query's parameter `name`.
    public func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

/// What a handler answers; the server adds Content-Length and Date, and leaves the body away for HEAD.
public struct ServerResponse: Sendable {
    /// The status, 200 to 999; anything else is sent as 500.
    public var status: Int
    /// The header fields; one with a line break in it is left away.
    public var headers: [(name: String, value: String)]
    /// The body, also for HEAD, so that its length is known.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// The bounds that keep one client from harming the others.
public struct ServerLimits: Sendable {
    /// Bytes of a request's body; more is answered with 413.
    public var bodyBytes: Int
    /// Bytes of the request line and the header fields together; more is answered with 431 or 414.
    public var headerBytes: Int
    /// Connections open at a time; more wait in the listen queue. Of the last tenth each takes the place of the one
    /// that has been idle the longest.
    public var connections: Int
    /// Seconds without a byte after which a connection is closed; a request may take twice as long to arrive.
    public var idleSeconds: Int
    /// Seconds for a request's head, from when it begins or its connection was opened; never more than a request has.
    public var headSeconds: Int

    /// Makes limits.
    public init(
        bodyBytes: Int = 1 << 20, headerBytes: Int = 64 << 10, connections: Int = 1000, idleSeconds: Int = 30,
        headSeconds: Int = 10
    ) {
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.connections = connections
        self.idleSeconds = idleSeconds
        self.headSeconds = headSeconds
    }

    /// The shorter of the two bounds on waiting.
    var shortestSeconds: Int { min(idleSeconds, headSeconds) }
}

/// Why a server could not start; the description says what to do.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another process listens there.
    case addressInUse(host: String, port: UInt16)
    /// The host's name or address is not one of this machine, or the port needs privileges.
    case addressNotUsable(String)
    /// Anything else, as the system says it.
    case other(String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .addressInUse(let host, let port):
            "port \(port) on \(host) is in use by another program: stop that, or choose another port (0 picks a free one)"
        case .addressNotUsable(let reason): "cannot listen there: \(reason)"
        case .other(let reason): "the HTTP server could not start: \(reason)"
        }
    }
}

/// The first value of the field `name`; names of header fields have no case.
func firstValue(of name: String, in fields: [(name: String, value: String)]) -> String? {
    for field in fields where equalIgnoringCase(field.name, name) { return field.value }
    return nil
}

/// Compares ASCII text without case, and without making copies.
func equalIgnoringCase(_ left: String, _ right: String) -> Bool {
    let first = left.utf8
    let second = right.utf8
    guard first.count == second.count else { return false }
    for (one, other) in zip(first, second) where lowered(one) != lowered(other) { return false }
    return true
}

private func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

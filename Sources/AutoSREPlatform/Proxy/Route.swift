#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How to get to a host: straight, or through the user's own proxy. Blocks, each step within a deadline; only looking
/// a name up has the system's own.
struct Route: Sendable {
    let outer: OuterProxy?

    /// A connection to `host`.
    /// - Parameter deadline: on `monotonicMilliseconds`.
    func connect(to host: String, _ port: UInt16, by deadline: Int64) throws(ProxyError) -> Int32 {
        guard let outer, outer.serves(host, port) else {
            return try Self.open(host, port, by: deadline, what: "\(host):\(port)")
        }
        let what = "the proxy \(outer.host):\(outer.port)"
        let descriptor = try Self.open(outer.host, outer.port, by: deadline, what: what)
        do throws(ProxyError) {
            try Self.ask(descriptor, for: "\(host):\(port)", outer, by: deadline)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func ask(
        _ descriptor: Int32, for place: String, _ outer: OuterProxy, by deadline: Int64
    ) throws(ProxyError) {
        var head = "CONNECT \(place) HTTP/1.1\r\nHost: \(place)\r\n"
        if let authorization = outer.authorization { head += "Proxy-Authorization: \(authorization)\r\n" }
        let name = "the proxy \(outer.host):\(outer.port)"
        guard Wire.write(Array((head + "\r\n").utf8), to: descriptor, by: deadline) else {
            throw ProxyError("\(name) hung up")
        }
        guard let answer = Wire.head(of: descriptor, by: deadline) else {
            throw ProxyError("\(name) gives no answer")
        }
        let words = answer.prefix { !$0.isNewline }.split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
            throw ProxyError("\(name) is no HTTP proxy")
        }
        guard (200..<300).contains(status) else { throw ProxyError("\(name) refuses \(place): HTTP \(status)") }
    }

    private static func open(
        _ host: String, _ port: UInt16, by deadline: Int64, what: String
    ) throws(ProxyError) -> Int32 {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = streamSocket
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let list else {
            throw ProxyError("\(what): the name has no address")
        }
        defer { freeaddrinfo(list) }
        var reason = "no address"
        var next: UnsafeMutablePointer<addrinfo>? = list
        while let address = next {
            next = address.pointee.ai_next
            let descriptor = socket(address.pointee.ai_family, streamSocket, 0)
            guard descriptor >= 0 else { continue }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            var code: Int32 = 0
            if systemConnect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) != 0 { code = errno }
            if code == EINPROGRESS { code = Wire.outcome(of: descriptor, by: deadline) }
            if code == 0 { return descriptor }
            close(descriptor)
            reason = code == ETIMEDOUT ? "no answer in time" : String(cString: strerror(code))
        }
        throw ProxyError("\(what): \(reason)")
    }
}

private let systemConnect = connect
#if canImport(Glibc)
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    private let streamSocket = SOCK_STREAM
#endif

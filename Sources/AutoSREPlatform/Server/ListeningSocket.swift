#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A TCP socket that listens; made here rather than by the library, so that a taken port has its own clear error.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    /// Binds the first usable address of `host` and listens; port 0 takes any free one.
    init(host: String, port: UInt16) throws(ServerError) {
        let addresses = try Self.addresses(of: host, port: port)
        defer { freeaddrinfo(addresses) }
        var failure = ServerError.addressNotUsable("\(host) has no address")
        var next: UnsafeMutablePointer<addrinfo>? = addresses
        while let address = next {
            do throws(ServerError) {
                descriptor = try Self.listening(on: address.pointee, host: host, port: port)
                self.port = Self.boundPort(of: descriptor) ?? port
                return
            } catch {
                failure = error
                next = address.pointee.ai_next
            }
        }
        throw failure
    }

    private static func addresses(of host: String, port: UInt16) throws(ServerError) -> UnsafeMutablePointer<addrinfo> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = streamSocket
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0, let list else {
            throw .addressNotUsable("\(host): \(String(cString: gai_strerror(code)))")
        }
        return list
    }

    private static func listening(on address: addrinfo, host: String, port: UInt16) throws(ServerError) -> Int32 {
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { throw .other(systemMessage(errno)) }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, 511) == 0 else {
            let code = errno
            close(descriptor)
            throw error(code, host: host, port: port)
        }
        return descriptor
    }

    private static func error(_ code: Int32, host: String, port: UInt16) -> ServerError {
        switch code {
        case EADDRINUSE: .addressInUse(host: host, port: port)
        case EACCES: .addressNotUsable("port \(port) needs privileges; choose one above 1023")
        case EADDRNOTAVAIL: .addressNotUsable("\(host) is not an address of this machine")
        default: .other(systemMessage(code))
        }
    }

    private static func boundPort(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) }
        }
        guard code == 0 else { return nil }
        // The port stands at the same place in sockaddr_in and sockaddr_in6.
        return withUnsafeBytes(of: &storage) { UInt16(bigEndian: $0.load(fromByteOffset: 2, as: UInt16.self)) }
    }
}

#if canImport(Glibc)
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
    private let streamSocket = SOCK_STREAM
#endif

internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a proxy's threads share. They hold this and not the `ConnectProxy`, which stops them when it goes out of use.
final class ProxyCore: Sendable {
    private static let headMilliseconds: Int64 = 5000
    private static let connectMilliseconds: Int64 = 5000
    private static let maximumTunnels = 32

    private struct State {
        var isStopped = false
        var open = 0
        var traffic: [ConnectProxy.Traffic] = []
    }

    private let allowed: Set<String>
    private let route: Route
    private let state = Mutex(State())
    /// Of its own, because tunnels block.
    private let queue = DispatchQueue(label: "autosre.connect-proxy", attributes: .concurrent)

    init(allowed: Set<String>, route: Route) { (self.allowed, self.route) = (allowed, route) }

    var traffic: [ConnectProxy.Traffic] { state.withLock { $0.traffic } }

    func stop() { state.withLock { $0.isStopped = true } }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Takes tunnels until it is stopped, and closes the listener then.
    func listen(on listener: Int32) {
        queue.async {
            self.accept(listener)
            _ = systemClose(listener)
        }
    }

    private func accept(_ listener: Int32) {
        while !isStopped {
            var wanted = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, Int32(Tunnel.pollMilliseconds)) > 0 else { continue }
            let client = systemAccept(listener, nil, nil)
            guard client >= 0 else { continue }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            queue.async {
                self.serve(client)
                _ = systemClose(client)
            }
        }
    }

    private func serve(_ client: Int32) {
        let isFull = state.withLock { state in
            state.open += 1
            return state.open > Self.maximumTunnels
        }
        defer { state.withLock { $0.open -= 1 } }
        guard let head = Wire.head(of: client, by: monotonicMilliseconds() + Self.headMilliseconds) else { return }
        let words = head.prefix { !$0.isNewline }.split(separator: " ")
        guard words.count == 3, words[0] == "CONNECT", let place = OuterProxy.place(words[1], port: nil) else {
            return answer(client, "405 Method Not Allowed")
        }
        let destination = "\(place.host.lowercased()):\(place.port)"
        guard allowed.contains(destination), !isFull else {
            note(destination) { $0.refused += 1 }
            return answer(client, "403 Forbidden")
        }
        open(destination, place, client)
    }

    private func open(_ destination: String, _ place: (host: String, port: UInt16), _ client: Int32) {
        do throws(ProxyError) {
            let deadline = monotonicMilliseconds() + Self.connectMilliseconds
            let server = try route.connect(to: place.host, place.port, by: deadline)
            defer { _ = systemClose(server) }
            note(destination) { $0.tunnels += 1 }
            answer(client, "200 Connection established")
            Tunnel(client: client, server: server, isStopped: { self.isStopped }) { sent, received in
                self.note(destination) { traffic in
                    traffic.sent += sent
                    traffic.received += received
                }
            }.run()
        } catch {
            note(destination) { $0.failure = error.description }
            answer(client, "502 Bad Gateway")
        }
    }

    private func answer(_ client: Int32, _ status: String) {
        let length = status.hasPrefix("200") ? "" : "Content-Length: 0\r\n"
        let head = Array("HTTP/1.1 \(status)\r\n\(length)\r\n".utf8)
        _ = Wire.write(head, to: client, by: monotonicMilliseconds() + Self.headMilliseconds)
    }

    /// Only a few destinations are remembered: who asks for many different ones is not to fill the memory.
    private func note(_ destination: String, _ change: (inout ConnectProxy.Traffic) -> Void) {
        state.withLock { state in
            let index = state.traffic.firstIndex { $0.destination == destination }
            if let index { return change(&state.traffic[index]) }
            guard state.traffic.count < 100 else { return }
            var traffic = ConnectProxy.Traffic(destination: destination)
            change(&traffic)
            state.traffic.append(traffic)
        }
    }
}

private let systemAccept = accept
private let systemClose = close

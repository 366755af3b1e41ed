#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Hands bytes between two sockets until both are through, or `isStopped`.
struct Tunnel {
    let client: Int32
    let server: Int32
    let isStopped: () -> Bool
    /// Given the bytes that went to the server and those that came from it, as they go.
    let count: (_ sent: Int, _ received: Int) -> Void

    static let pollMilliseconds = 100
    private static let writeMilliseconds: Int64 = 30_000

    private struct Way {
        let from: Int32
        let to: Int32
        var isOpen = true
    }

    /// Blocks until it is over.
    func run() {
        var ways = [Way(from: client, to: server), Way(from: server, to: client)]
        var chunk = [UInt8](repeating: 0, count: 32 << 10)
        while ways.contains(where: \.isOpen), !isStopped() {
            var wanted = ways.map { pollfd(fd: $0.isOpen ? $0.from : -1, events: Int16(POLLIN), revents: 0) }
            guard poll(&wanted, nfds_t(wanted.count), Int32(Self.pollMilliseconds)) >= 0 || errno == EINTR else {
                return
            }
            for index in ways.indices where wanted[index].revents != 0 {
                let size = recv(ways[index].from, &chunk, chunk.count, 0)
                if size < 0, errno == EAGAIN || errno == EINTR { continue }
                guard size > 0 else {
                    ways[index].isOpen = false
                    shutdown(ways[index].to, Int32(SHUT_WR))
                    continue
                }
                index == 0 ? count(size, 0) : count(0, size)
                let deadline = monotonicMilliseconds() + Self.writeMilliseconds
                guard Wire.write(Array(chunk[..<size]), to: ways[index].to, by: deadline) else { return }
            }
        }
    }
}

import Foundation
import Synchronization

/// A TCP server on a free port of loopback that treats each connection, on a thread of its own, as a test wants; for
/// what no HTTP server would do.
package final class RawServer: Sendable {
    /// Its port.
    package let port: UInt16
    private let listener: Int32
    private let accepted = Atomic<Int>(0)

    /// How many connections have come.
    package var connections: Int { accepted.load(ordering: .acquiring) }
    /// Its address.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it; `serve` gets the connection and its number, from 1, may block, and the connection is closed when it
    /// returns.
    package init(_ serve: @escaping @Sendable (Int32, Int) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        // No process that a test starts may hold what the test has closed.
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let code = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { raw in
                bind(listener, raw.baseAddress, size) + listen(listener, 64)
                    + getsockname(listener, raw.baseAddress, &size)
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                let number = accepted.add(1, ordering: .acquiringAndReleasing).newValue
                Thread.detachNewThread {
                    serve(connection, number)
                    close(connection)
                }
            }
        }
    }

    /// Answers every connection's first request with these bytes and closes.
    package convenience init(answering text: String) throws {
        try self.init { connection, _ in
            _ = RawServer.readHead(connection)
            RawServer.write(connection, text)
        }
    }

    /// Stops listening; the accepting thread ends.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Reads until the blank line after a request's head; nil where the peer has gone before.
    package static func readHead(_ connection: Int32) -> String? {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while text.suffix(4) != Array("\r\n\r\n".utf8)[...] {
            guard recv(connection, &byte, 1, 0) == 1 else { return nil }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a request's head and the body that it announces; false where the peer has gone before.
    package static func readRequest(_ connection: Int32) -> Bool {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.ends(with: Array("\r\n\r\n".utf8)) {
            guard recv(connection, &byte, 1, 0) == 1 else { return false }
            head.append(byte)
        }
        let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }?.split(separator: ":").last ?? "0"
        var left = Int(length.filter(\.isNumber)) ?? 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while left > 0 {
            let count = recv(connection, &chunk, min(left, chunk.count), 0)
            guard count > 0 else { return false }
            left -= count
        }
        return true
    }

    /// Sends text; false where the peer has gone.
    @discardableResult
    package static func write(_ connection: Int32, _ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Waits until the peer has gone (it has nothing more to say), or for so many milliseconds; true where it has gone.
    package static func awaitGone(_ connection: Int32, milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, milliseconds) != 0
    }
}

extension [UInt8] {
    fileprivate func ends(with tail: [UInt8]) -> Bool { suffix(tail.count).elementsEqual(tail) }
}

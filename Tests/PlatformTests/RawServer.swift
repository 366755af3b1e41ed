import Foundation
import Synchronization

/// A TCP server on a free port of loopback that treats each connection, on a thread of its own, as a test wants.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted = Atomic<Int>(0)

    /// How many connections have come.
    var connections: Int { accepted.load(ordering: .acquiring) }

    init(_ serve: @escaping @Sendable (Int32, Int) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let code = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { raw in
                bind(listener, raw.baseAddress, size) + listen(listener, 16)
                    + getsockname(listener, raw.baseAddress, &size)
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let number = accepted.add(1, ordering: .acquiringAndReleasing).newValue
                Thread.detachNewThread {
                    serve(connection, number)
                    close(connection)
                }
            }
        }
    }

    /// Stops listening; the accepting thread ends.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Answers every connection's first request with these bytes and closes.
    convenience init(answering text: String) throws {
        try self.init { connection, _ in
            _ = readRequestHead(connection)
            writeAll(connection, text)
        }
    }
}

/// Reads until the blank line after a request's head.
func readRequestHead(_ connection: Int32) -> String {
    var text = ""
    var byte: UInt8 = 0
    while !text.hasSuffix("\r\n\r\n"), recv(connection, &byte, 1, 0) == 1 {
        text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return text
}

/// Sends text; false where the peer has gone.
@discardableResult
func writeAll(_ connection: Int32, _ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
}

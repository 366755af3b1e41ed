import Foundation

/// A TCP client that sends exactly what a test wants and reads whatever comes.
final class RawClient: @unchecked Sendable {
    let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { connect(descriptor, $0.baseAddress, size) }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Sends all of it; false where the peer has gone.
    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Everything until the peer closes, a reset, or ten seconds of silence, which throws.
    func readToEnd() throws -> String {
        var bytes: [UInt8] = []
        while let more = try readSome() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything up to and with `marker`.
    func read(through marker: String) throws -> String {
        var text = ""
        while !text.hasSuffix(marker) {
            var byte: UInt8 = 0
            let count = recv(descriptor, &byte, 1, 0)
            guard count == 1 else { throw ReadFailure(got: text, code: count == 0 ? 0 : errno) }
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        return text
    }

    /// One response: its head and as much body as Content-Length says.
    func readResponse(withBody: Bool = true) throws -> (head: String, body: String) {
        let head = try read(through: "\r\n\r\n")
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        let length = line.flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
        var body: [UInt8] = []
        while withBody, body.count < length {
            var chunk = [UInt8](repeating: 0, count: length - body.count)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { throw ReadFailure(got: head, code: errno) }
            body += chunk[..<count]
        }
        return (head, String(decoding: body, as: UTF8.self))
    }

    private func readSome() throws -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 { return Array(chunk[..<count]) }
        if count == 0 || errno == ECONNRESET { return nil }
        throw ReadFailure(got: "", code: errno)
    }
}

struct ReadFailure: Error {
    let got: String
    let code: Int32
}

/// Runs blocking work on a thread of its own: on Linux, Dispatch's global queues share their few threads with the pool
/// on which tasks run.
func blocking<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}

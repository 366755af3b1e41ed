import AutoSRECore
import AutoSREPlatform
import Foundation
import TestSupport

extension CloudGateway {
    /// Breaks a call that is not handed on.
    static func fail(_ connection: Int32, _ fault: CloudFault) {
        switch fault {
        case .hang: _ = RawServer.awaitGone(connection, milliseconds: 120_000)
        case .drip: drip(connection)
        case .throttled: answer(connection, "429 Too Many Requests", #"{"__type":"ThrottlingException"}"#)
        case .broken: answer(connection, "500 Internal Server Error", #"{"message":"boom"}"#)
        case .html: answer(connection, "200 OK", "<html><body>Please log in to the network</body></html>")
        case .flood: answer(connection, "200 OK", "{\"a\":\"" + String(repeating: "x", count: 20 << 20) + "\"}")
        case .expired:
            answer(connection, "403 Forbidden", #"{"__type":"ExpiredTokenException","message":"it has ended"}"#)
        case .refused, .reset, .truncated, .skewed, .lostAnswer: RawServer.reset(connection)
        }
    }

    private static func answer(_ connection: Int32, _ status: String, _ body: String) {
        RawServer.write(
            connection,
            "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        _ = RawServer.awaitGone(connection, milliseconds: 2000)
    }

    private static func drip(_ connection: Int32) {
        guard RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{") else { return }
        for _ in 0..<600 {
            if RawServer.awaitGone(connection, milliseconds: 200) { return }
            if !RawServer.write(connection, " ") { return }
        }
    }

    /// The whole answer with half of its body.
    static func truncated(_ answer: [UInt8]) -> [UInt8] {
        let parts = String(decoding: answer, as: UTF8.self).components(separatedBy: "\r\n\r\n")
        guard parts.count > 1 else { return answer }
        let body = parts[1].prefix(parts[1].count / 2)
        let head = parts[0].components(separatedBy: "\r\n").filter { line in
            !["content-length", "transfer-encoding"].contains { line.lowercased().hasPrefix($0) }
        }
        let text = head.joined(separator: "\r\n") + "\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
        return Array(text.utf8)
    }

    /// A service whose clock is an hour ahead refuses what is not signed for its time; nil where the time is right.
    static func skewed(_ request: RawRequest) -> [UInt8]? {
        let theirs = Date(timeIntervalSinceNow: 3600)
        let format = DateFormatter()
        (format.locale, format.timeZone) = (Locale(identifier: "en_US_POSIX"), TimeZone(identifier: "UTC"))
        format.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
        guard let signed = request.header("x-amz-date").flatMap({ format.date(from: $0) }) else { return nil }
        guard abs(signed.timeIntervalSince(theirs)) > 300 else { return nil }
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let body = #"{"__type":"InvalidSignatureException","message":"Signature expired"}"#
        let text =
            "HTTP/1.1 403 Forbidden\r\nDate: \(format.string(from: theirs))\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        return Array(text.utf8)
    }
}

extension RawServer {
    /// Closes a connection as a broken peer does: with RST in place of FIN.
    static func reset(_ connection: Int32) {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(connection, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    }

    /// Sends bytes; false where the peer has gone.
    @discardableResult
    static func write(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

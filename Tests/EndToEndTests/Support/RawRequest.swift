import Foundation
import TestSupport

/// One HTTP request as it came, to be looked at and handed on.
struct RawRequest: Sendable {
    private let lines: [String]
    private let body: [UInt8]

    /// Makes one.
    init(_ lines: String..., body: String) { (self.lines, self.body) = (lines, Array(body.utf8)) }

    /// Reads one; nil where the peer has gone before its end.
    init?(_ connection: Int32) {
        var head: [UInt8] = []
        var byte: UInt8 = 0
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard head.count < 1 << 16, recv(connection, &byte, 1, 0) == 1 else { return nil }
            head.append(byte)
        }
        lines = String(decoding: head.dropLast(4), as: UTF8.self).components(separatedBy: "\r\n")
        let length = Self.header("content-length", lines).flatMap { Int($0) } ?? 0
        guard let body = Self.read(connection, length) else { return nil }
        self.body = body
    }

    private static func read(_ connection: Int32, _ length: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: length)
        var have = 0
        while have < length {
            let count = bytes[have...].withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return nil }
            have += count
        }
        return bytes
    }

    func header(_ name: String) -> String? { Self.header(name, lines) }

    private static func header(_ name: String, _ lines: [String]) -> String? {
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name else { continue }
            return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }

    /// The operation of AWS that it asks for.
    var operation: String {
        if let target = header("x-amz-target") { return String(target.split(separator: ".").last ?? "") }
        let words = lines[0].split(separator: " ").map(String.init)
        let path = words.count > 1 ? words[1] : ""
        if path.contains("/aliases/") { return words[0] == "PUT" ? "UpdateAlias" : "GetAlias" }
        return path.contains("/versions") ? "ListVersionsByFunction" : "\(words[0]) \(path)"
    }

    /// To be sent on a connection of its own.
    var bytes: [UInt8] {
        let dropped = ["connection", "content-length", "expect"]
        let kept = lines.filter { line in !dropped.contains { line.lowercased().hasPrefix($0 + ":") } }
        let head = kept.joined(separator: "\r\n") + "\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    /// Sends bytes to a port of loopback and gives all that comes back.
    static func exchange(_ bytes: [UInt8], port: UInt16) -> [UInt8] {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let code = withUnsafeBytes(of: &address) { raw in
            raw.withMemoryRebound(to: sockaddr.self) { connect(connection, $0.baseAddress, socklen_t(raw.count)) }
        }
        guard code == 0, RawServer.write(connection, bytes) else { return [] }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return answer }
            answer += chunk[..<count]
        }
    }
}

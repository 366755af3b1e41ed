import AutoSRECore
import Foundation
import OperationsDashboard
import Synchronization
import Testing

/// A clock that stands still until it is moved.
final class Clock: Sendable {
    private let time = Mutex(Instant(seconds: 1_790_000_000))

    var now: Instant { time.withLock { $0 } }
    func advance(_ seconds: Double) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// A dashboard on a free port and a client that says exactly what a test wants.
struct Visitor {
    static let token = "0123456789abcdef0123456789abcdef"
    let clock = Clock()
    let dashboard: Dashboard

    init(_ fault: Fault = .leakyRelease, host: String = "127.0.0.1", names: [String] = []) throws {
        var configuration = DashboardConfiguration()
        (configuration.host, configuration.names) = (host, names)
        configuration.port = 0
        configuration.fault = fault
        dashboard = try Dashboard(configuration, now: { [clock] in clock.now }, token: Self.token)
    }

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue? { try? JSON.decode(JSONValue.self, from: body) }
        var detail: String? { json?["detail"]?.string }
    }

    func get(_ path: String) throws -> Answer { try send("GET", path) }

    /// Posts JSON.
    func post(_ path: String, _ body: String, type: String? = "application/json", origin: String? = nil) throws
        -> Answer
    {
        try send("POST", path, body: body, type: type, origin: origin)
    }

    /// Posts a page's form.
    func submit(_ path: String, _ fields: String, origin: String? = nil) throws -> Answer {
        try send("POST", path, body: fields, type: "application/x-www-form-urlencoded", origin: origin)
    }

    func send(
        _ method: String, _ path: String, body: String = "", type: String? = nil, origin: String? = nil,
        host: String? = nil, accept: String? = nil
    ) throws -> Answer {
        var head =
            "\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(dashboard.port)")\r\nConnection: close\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        if let origin { head += "Origin: \(origin)\r\n" }
        if let accept { head += "Accept: \(accept)\r\n" }
        if method == "POST" { head += "Content-Length: \(body.utf8.count)\r\n" }
        return try parse(exchange(Array((head + "\r\n" + body).utf8)))
    }

    var isHealthy: Bool {
        get throws { try get("/api/health").json == ["status": "healthy"] }
    }

    private func parse(_ bytes: [UInt8]) throws -> Answer {
        let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let status = try #require(Int(lines[0].split(separator: " ")[1]))
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        return Answer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
    }

    private func exchange(_ request: [UInt8]) throws -> [UInt8] {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = dashboard.port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { connect(descriptor, $0.baseAddress, size) }
        }
        try #require(connected == 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        try #require(Foundation.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}

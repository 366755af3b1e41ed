import AutoSRECore
import AutoSREPlatform
import Synchronization

/// A server between a client and another server: hands requests on, unless a test's closure answers them itself.
final class Between: Sendable {
    /// Asked before each request; an answer of its own keeps the request from the other server.
    typealias Before = @Sendable (ServerRequest) async -> ServerResponse?
    /// Given each answer; may change it.
    typealias After = @Sendable (ServerRequest, ServerResponse) async -> ServerResponse

    private let server: HTTPServer
    private let log: Log

    private final class Log: Sendable { let lines = Mutex<[String]>([]) }

    /// - Parameter target: the other server's address; nil where every request is answered by `before`.
    init(
        _ target: String?, before: @escaping Before = { _ in nil }, after: @escaping After = { $1 }
    ) throws {
        let (log, client) = (Log(), HTTPClient())
        self.log = log
        server = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            log.lines.withLock { $0.append("\(request.method) \(request.path)") }
            if let own = await before(request) { return own }
            guard let target else { return ServerResponse(status: 404) }
            return await after(request, await Self.handOn(request, to: target, client))
        }
    }

    /// Its address.
    var url: String { "http://127.0.0.1:\(server.port)" }
    /// Every request, as `GET /services`.
    var requests: [String] { log.lines.withLock { $0 } }
    /// What a page asked to change.
    var changes: [String] { requests.filter { $0.hasPrefix("POST /services/") } }

    /// Stops it.
    func stop() { server.stop() }

    /// The other server has to believe that it was asked itself: it refuses other origins.
    static func handOn(
        _ request: ServerRequest, to target: String, _ client: HTTPClient
    ) async -> ServerResponse {
        var out = HTTPRequest(
            method: request.method, url: target + request.rawPath + query(request), timeoutSeconds: 30,
            maximumBodyBytes: 32 << 20)
        out.headers = request.headers.compactMap { field in
            switch field.name.lowercased() {
            case "host", "connection", "content-length", "accept-encoding", "expect": nil
            case "origin": (field.name, target)
            default: field
            }
        }
        if !request.body.isEmpty || request.method == "POST" { out.body = request.body }
        do throws(HTTPError) {
            let answer = try await client.send(out)
            let hops = ["content-length", "connection", "date", "transfer-encoding", "keep-alive"]
            let headers = answer.headers.filter { !hops.contains($0.name.lowercased()) }
            return ServerResponse(status: answer.status, headers: headers, body: answer.body)
        } catch {
            return ServerResponse(status: 502, body: Array("\(error)".utf8))
        }
    }

    private static func query(_ request: ServerRequest) -> String {
        guard !request.query.isEmpty else { return "" }
        return "?" + request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}

extension ServerResponse {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A page.
    static func page(_ text: String, status: Int = 200) -> ServerResponse {
        ServerResponse(status: status, headers: [("Content-Type", "text/html; charset=utf-8")], body: Array(text.utf8))
    }

    /// A no of WebDriver.
    static func no(_ status: Int, _ error: String, _ message: String = "scripted") -> ServerResponse {
        let body: JSONValue = [
            "value": ["error": .string(error), "message": .string(message), "stacktrace": ""]
        ]
        return ServerResponse(
            status: status, headers: [("Content-Type", "application/json")], body: (try? JSON.encode(body)) ?? [])
    }
}

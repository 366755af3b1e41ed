import AutoSREPlatform
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPClientTests {
    private let client = HTTPClient()

    private func url(_ port: UInt16, _ rest: String = "/") -> String { "http://127.0.0.1:\(port)\(rest)" }

    private func failure(_ request: HTTPRequest) async -> HTTPError? {
        do {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["GET", "POST", "PUT", "DELETE", "PATCH"])
    func sendsMethodHeadersAndBody(method: String) async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                let seen = [request.header("x-one"), request.header("X-Empty"), request.header("Expect")]
                let text = "\(request.method) \(request.path) \(seen) \(request.header("Content-Type") ?? "-")"
                return ServerResponse(status: 201, headers: [(name: "X-Seen", value: text)], body: request.body)
            })
        let body = [UInt8](repeating: 7, count: 300_000)
        let request = HTTPRequest(
            method: method, url: url(server.port, "/p?q=1"),
            headers: [(name: "X-One", value: "a b"), (name: "X-Empty", value: "")], body: body)
        let response = try await client.send(request)
        #expect(response.status == 201)
        #expect(response.header("x-seen") == "\(method) /p [Optional(\"a b\"), Optional(\"\"), nil] -")
        #expect(response.body == body)
    }

    @Test func headHasHeadersOnlyAndAnEmptyPostALength() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                ServerResponse(
                    headers: [(name: "X-Length", value: request.header("Content-Length") ?? "none")], body: [1, 2, 3])
            })
        let head = try await client.send(HTTPRequest(method: "HEAD", url: url(server.port)))
        #expect(head.header("Content-Length") == "3")
        #expect(head.body.isEmpty)
        let post = try await client.send(HTTPRequest(method: "POST", url: url(server.port)))
        #expect(post.header("X-Length") == "0")
        #expect(post.body == [1, 2, 3])
    }

    @Test func doesNotFollowRedirects() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                request.path == "/"
                    ? ServerResponse(status: 302, headers: [(name: "Location", value: "/elsewhere")]) : ServerResponse()
            })
        let response = try await client.send(HTTPRequest(url: url(server.port)))
        #expect(response.status == 302)
        #expect(response.header("location") == "/elsewhere")
    }

    @Test func reusesConnectionsForSafeMethods() async throws {
        let server = try RawServer { connection, _ in
            while RawServer.readHead(connection) != nil {
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            }
        }
        for _ in 0..<5 {
            let response = try await client.send(HTTPRequest(url: url(server.port)))
            #expect(response.body == Array("ok".utf8))
        }
        #expect(server.connections == 1)
        server.stop()
    }

    @Test func neverRepeatsAMethodThatChangesThings() async throws {
        let posts = Atomic<Int>(0)
        let server = try RawServer { connection, _ in
            while true {
                guard let head = RawServer.readHead(connection) else { return }
                if head.hasPrefix("POST") {
                    posts.add(1, ordering: .relaxed)
                    return
                }
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        // The first answer leaves a connection to reuse; the POST must not be tried on it and then once more.
        _ = try await client.send(HTTPRequest(url: url(server.port)))
        let error = await failure(HTTPRequest(method: "POST", url: url(server.port), timeoutSeconds: 3))
        #expect(error?.code == .other)
        #expect(posts.load(ordering: .relaxed) == 1)
        server.stop()
    }

    /// Half a head is no answer, whatever its status line says.
    @Test(arguments: ["", "Content-Le", "Content-Type: text/html\r\n"]) func aHeadThatIsCutOffIsNoAnswer(
        _ rest: String
    ) async throws {
        let server = try RawServer(answering: "HTTP/1.1 200 OK\r\n" + rest)
        defer { server.stop() }
        let error = await failure(HTTPRequest(url: url(server.port)))
        #expect(error?.code == .other && error?.message.contains("ends within its head") == true, "\(error as Any)")
    }

    @Test func refusedConnectionsAreTold() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { _ in ServerResponse() })
        let port = server.port
        server.stop()
        let error = await failure(HTTPRequest(url: "http://user:secret@127.0.0.1:\(port)/path?token=secret"))
        #expect(error?.code == .refused)
        #expect(error?.message == "127.0.0.1:\(port) does not accept connections")
    }

    @Test(
        arguments: [
            "", "example.com", "ftp://example.com/", "file:///etc/passwd", "http://", "http:///x", "http://h/a b",
            "http://h/\n", "gopher://h/", "HTTP//x",
        ])
    func refusesWhatIsNotAWebAddress(url: String) async {
        #expect(await failure(HTTPRequest(url: url, timeoutSeconds: 1))?.code == .malformed)
    }

    @Test func refusesHeadersThatWouldBeTwo() async {
        let header = (name: "X", value: "secret\r\nY: b")
        let error = await failure(HTTPRequest(url: "http://127.0.0.1:1/", headers: [header]))
        #expect(error?.code == .malformed)
        #expect(error?.message.contains("secret") == false)
        let method = await failure(HTTPRequest(method: "GET /x", url: "http://127.0.0.1:1/"))
        #expect(method?.code == .malformed)
    }

    @Test(arguments: ["garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"])
    func tellsAnAnswerThatIsNotHTTP(answer: String) async throws {
        let server = try RawServer(answering: answer)
        #expect(await failure(HTTPRequest(url: url(server.port), timeoutSeconds: 3))?.code == .malformed)
        server.stop()
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
    func tellsAConnectionThatIsLost(answer: String) async throws {
        let server = try RawServer(answering: answer)
        #expect(await failure(HTTPRequest(url: url(server.port), timeoutSeconds: 3))?.code == .other)
        server.stop()
    }

    @Test func unknownNamesAreTold() async {
        let error = await failure(HTTPRequest(url: "http://no-such-host.invalid/", timeoutSeconds: 20))
        #expect(error?.code == .resolution)
    }

    @Test func secureConnectionsNeedATrustedCertificate() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { _ in ServerResponse() })
        let error = await failure(HTTPRequest(url: "https://127.0.0.1:\(server.port)/", timeoutSeconds: 5))
        #expect(error?.code == .tls)
        let blind = HTTPClient(network: NetworkSettings(["CURL_CA_BUNDLE": "/nonexistent.pem"]))
        do throws(HTTPError) {
            _ = try await blind.send(HTTPRequest(url: "https://127.0.0.1:\(server.port)/", timeoutSeconds: 5))
            Issue.record("nobody was believed, and yet it was sent")
        } catch {
            #expect(error.message.contains("CURL_CA_BUNDLE=/nonexistent.pem cannot be read"), "\(error)")
        }
    }
}

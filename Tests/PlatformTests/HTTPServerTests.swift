import AutoSREPlatform
import Foundation
import Synchronization
import Testing

/// Answers with what it saw, so that tests can look at it from outside.
private func echo(_ request: ServerRequest) -> ServerResponse {
    let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: ";")
    let text = "\(request.method) \(request.path) [\(query)] \(String(decoding: request.body, as: UTF8.self))"
    return ServerResponse(headers: [(name: "Content-Type", value: "text/plain")], body: Array(text.utf8))
}

private func exchange(_ server: HTTPServer, _ text: String) async throws -> String {
    try await exchange(server, Array(text.utf8))
}

private func exchange(_ server: HTTPServer, _ bytes: [UInt8]) async throws -> String {
    let port = server.port
    return try await blocking {
        let client = try RawClient(port: port)
        client.send(bytes)
        return try client.readToEnd()
    }
}

/// Both ways of answering must behave alike towards a client.
enum Way: CaseIterable {
    case synchronous, asynchronous

    func start(limits: ServerLimits = ServerLimits()) throws -> HTTPServer {
        switch self {
        case .synchronous: try HTTPServer(host: "127.0.0.1", port: 0, limits: limits, syncHandler: echo)
        case .asynchronous:
            try HTTPServer(host: "127.0.0.1", port: 0, limits: limits) { request in
                await Task.yield()
                return echo(request)
            }
        }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
    @Test(arguments: Way.allCases)
    func answersAGet(way: Way) async throws {
        let server = try way.start()
        let answer = try await exchange(server, "GET /a%20b?x=1&y=a+b%26&z HTTP/1.0\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n") || answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Content-Type: text/plain\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nGET /a b [x=1;y=a b&;z=] "))
    }

    @Test(arguments: Way.allCases)
    func headHasTheLengthButNoBody(way: Way) async throws {
        let server = try way.start()
        let answer = try await exchange(server, "HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(answer.contains("Content-Length: 11\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: Way.allCases)
    func keepsAliveAndAnswersPipelinedRequestsInOrder(way: Way) async throws {
        let server = try way.start()
        let one = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
        let two = "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
        let port = server.port
        let bodies = try await blocking {
            let client = try RawClient(port: port)
            client.send(one + two + one)
            var bodies = try (0..<3).map { _ in try client.readResponse().body }
            client.send(two)
            bodies.append(try client.readResponse().body)
            return bodies
        }
        #expect(bodies == ["GET /1 [] ", "POST /2 [] abc", "GET /1 [] ", "POST /2 [] abc"])
    }

    @Test(arguments: Way.allCases)
    func readsChunkedBodies(way: Way) async throws {
        let server = try way.start()
        let head = "POST /c HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        let answer = try await exchange(server, head + "4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\nT: v\r\n\r\n")
        #expect(answer.hasSuffix("POST /c [] abcdefg"))
    }

    @Test(arguments: Way.allCases)
    func asksForTheBodyOfAClientThatExpectsIt(way: Way) async throws {
        let port: UInt16
        let server = try way.start()
        port = server.port
        let (interim, body) = try await blocking {
            let client = try RawClient(port: port)
            client.send("PUT /e HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            let interim = try client.read(through: "\r\n\r\n")
            client.send("ok")
            return (interim, try client.readResponse().body)
        }
        #expect(interim.hasPrefix("HTTP/1.1 100 "))
        #expect(body == "PUT /e [] ok")
        withExtendedLifetime(server) {}
    }

    @Test func servesHTTP10WithoutHostAndRefusesHTTP11WithoutHost() async throws {
        let server = try Way.synchronous.start()
        #expect(try await exchange(server, "GET / HTTP/1.0\r\n\r\n").contains(" 200 "))
        #expect(try await exchange(server, "GET / HTTP/1.1\r\n\r\n").contains(" 400 "))
    }

    @Test(
        arguments: [
            "/a%00b", "/a%zz", "/a%2", "/%ff", "/%C3%28", "nonsense",
        ])
    func refusesAPathThatCannotBeUnderstood(path: String) async throws {
        let server = try Way.synchronous.start()
        let answer = try await exchange(server, "GET \(path) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(answer.contains(" 400 "))
    }

    @Test(
        arguments: [
            "GET /a\0b HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "\r\0\u{1}\u{2}garbage\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: h\r\n\r\n",
        ])
    func refusesAMalformedRequestAndCloses(request: String) async throws {
        let server = try Way.synchronous.start(limits: ServerLimits(idleSeconds: 2))
        let answer = try await exchange(server, request)
        #expect(!answer.contains(" 200 "))
        #expect(try await exchange(server, "GET / HTTP/1.0\r\n\r\n").contains(" 200 "))
    }

    @Test func theAbsoluteFormIsServed() async throws {
        let server = try Way.synchronous.start()
        let answer = try await exchange(server, "GET http://h/p?q=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(answer.hasSuffix("GET /p [q=1] "))
    }

    @Test func refusesHeadersOverTheLimit() async throws {
        let server = try Way.synchronous.start()
        let large = String(repeating: "a", count: 100_000)
        let answer = try await exchange(server, "GET / HTTP/1.1\r\nHost: h\r\nX: \(large)\r\n\r\n")
        #expect(answer.contains(" 431 ") || answer.isEmpty)
        let fair = String(repeating: "a", count: 30_000)
        let good = try await exchange(server, "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX: \(fair)\r\n\r\n")
        #expect(good.contains(" 200 "))
    }

    @Test(arguments: Way.allCases)
    func refusesABodyOverTheLimit(way: Way) async throws {
        let server = try way.start()
        let port = server.port
        for head in ["Content-Length: 20971520", "Transfer-Encoding: chunked"] {
            let answer = try await blocking {
                let client = try RawClient(port: port)
                client.send("POST / HTTP/1.1\r\nHost: h\r\n\(head)\r\n\r\n")
                let isChunked = head.contains("chunked")
                let block = [UInt8](repeating: 0x61, count: 1 << 20)
                for _ in 0..<20 {
                    if isChunked { client.send("100000\r\n") }
                    client.send(block)
                    if isChunked { client.send("\r\n") }
                }
                if isChunked { client.send("0\r\n\r\n") }
                return try client.readToEnd()
            }
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("Connection: close"))
        }
        let exact = "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 1048576\r\n\r\n"
        let answer = try await exchange(server, Array(exact.utf8) + [UInt8](repeating: 0x62, count: 1 << 20))
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func tellsAClientThatAsksFirstAtOnce() async throws {
        let server = try Way.synchronous.start()
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20971520\r\nExpect: 100-continue\r\n\r\n"
        #expect(try await exchange(server, head).hasPrefix("HTTP/1.1 413 "))
    }

    @Test func noHeaderCanBeSmuggledIntoAResponse() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { _ in
                ServerResponse(headers: [
                    (name: "X", value: "a\r\nSet-Cookie: b=c"), (name: "Content-Length", value: "9"),
                ])
            })
        let answer = try await exchange(server, "GET / HTTP/1.0\r\n\r\n")
        #expect(answer.contains("Content-Length: 0\r\n"))
        #expect(!answer.contains("Set-Cookie"))
    }
}

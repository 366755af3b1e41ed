import AutoSREPlatform
import Foundation
import Testing

/// What no handler should see gets one whole answer, and the connection ends.
@Suite(.timeLimit(.minutes(1)))
struct HTTPServerRefusalTests {
    private func answer(to request: String) async throws -> String {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0, limits: ServerLimits(idleSeconds: 2), syncHandler: { _ in ServerResponse() })
        let port = server.port
        let answer = try await blocking {
            let client = try RawClient(port: port)
            client.send(request)
            return try client.readToEnd()
        }
        withExtendedLifetime(server) {}
        return answer
    }

    private func expectOne(_ status: Int, for request: String) async throws {
        let answer = try await answer(to: request)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(60)) got \(answer.prefix(200))")
        #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2, "one head only: \(answer.prefix(400))")
        #expect(answer.contains("X-Content-Type-Options: nosniff\r\n"))
        #expect(answer.lowercased().contains("connection: close\r\n"))
        let parts = answer.components(separatedBy: "\r\n\r\n")
        #expect(parts.count == 2 && parts[0].contains("Content-Length: \(parts.last?.utf8.count ?? 0)"))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func aHeadThatBreaksTheRules(request: String) async throws {
        try await expectOne(400, for: request)
    }

    @Test(arguments: ["-2", "+2", "x", "2x", "2, 2", "0x2", ""])
    func aLengthThatIsNoNumber(length: String) async throws {
        try await expectOne(400, for: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n{}")
        try await expectOne(400, for: "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n")
    }

    @Test(arguments: ["18446744073709551615", "18446744073709551616", "99999999999999999999999999999999"])
    func aLengthThatCannotBe(length: String) async throws {
        try await expectOne(413, for: "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n{}")
        try await expectOne(413, for: "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n")
    }

    @Test func aHeadOverTheLimit() async throws {
        let large = String(repeating: "a", count: 66_000)
        try await expectOne(431, for: "GET / HTTP/1.1\r\nHost: h\r\nX: \(large)\r\n\r\n")
        try await expectOne(414, for: "GET /\(large) HTTP/1.1\r\nHost: h\r\n\r\n")
        let fields = String(repeating: "X: aaaaaaaa\r\n", count: 5100)
        #expect(try await answer(to: "GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n").contains(" 431 "))
    }

    @Test func anExpectationThatNobodyKnows() async throws {
        try await expectOne(417, for: "POST / HTTP/1.1\r\nHost: h\r\nExpect: foo\r\nContent-Length: 2\r\n\r\n{}")
    }

    @Test func aChunkOfNoPossibleSizeEndsTheConnection() async throws {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        for (size, status) in [("g", " 400 "), ("-1", " 400 "), ("fffffffffffffffff", " 413 ")] {
            #expect(try await answer(to: head + "\(size)\r\n{\r\n").contains(status), "\(size)")
        }
    }

    /// Nobody says that the client will not send it: it has the time of a request, and no handler hears of it.
    @Test(arguments: ["ffffffffffffffff", "7fffffffffffffff", "fffffff0"])
    func aChunkThatDoesNotComeEndsTheConnection(size: String) async throws {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(try await answer(to: head + "\(size)\r\n{\r\n").isEmpty)
    }

    @Test func oneClientsMistakeDoesNotTouchAnother() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { _ in ServerResponse() })
        let port = server.port
        let (good, bad) = try await blocking {
            let (slow, other) = (try RawClient(port: port), try RawClient(port: port))
            slow.send("POST / HTTP/1.1\r\nContent-Length: 2\r\n")
            other.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -2\r\n\r\n")
            let bad = try other.readToEnd()
            slow.send("Host: h\r\n\r\n{}")
            return (try slow.readResponse().head, bad)
        }
        #expect(good.hasPrefix("HTTP/1.1 200 "))
        #expect(bad.hasPrefix("HTTP/1.1 400 "))
        withExtendedLifetime(server) {}
    }
}

import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import TestSupport
import Testing

@Suite("The health address", .timeLimit(.minutes(1)))
struct HealthTests {
    private func read(_ url: String, within seconds: Double = 2) async -> HealthReading {
        await HTTPHealthVerifier(url: url, client: client) { noon }.read(.service("checkout"), within: seconds)
    }

    @Test("only 2xx with a JSON status of healthy is healthy")
    func healthy() async throws {
        let server = try FakeServer { _ in json(["x": [1], "status": "healthy"], status: 202) }
        let reading = await read(server.url + "/api/health")
        #expect(reading == HealthReading(.good, at: noon, detail: "HTTP 202 healthy"))
        #expect(server.requests.count == 1)
    }

    /// What a server answers: its status, its type, and its body.
    struct Answer: Sendable, CustomTestStringConvertible {
        let status: Int
        let type: String?
        let body: String
        init(_ status: Int, _ body: String, _ type: String? = nil) {
            (self.status, self.body, self.type) = (status, body, type)
        }
        var testDescription: String { "\(status) \(type ?? "no type") \(body)" }
    }

    private func read(_ answer: Answer, _ expectation: HealthExpectation = HealthExpectation()) async throws
        -> HealthReading
    {
        let server = try FakeServer { _ in
            var headers = [("Location", "http://127.0.0.2:1/elsewhere")]
            if let type = answer.type { headers.append(("Content-Type", type)) }
            return ServerResponse(status: answer.status, headers: headers, body: Array(answer.body.utf8))
        }
        let verifier = HTTPHealthVerifier(
            url: server.url + "/api/health", expectation: expectation, client: client, now: { noon })
        let reading = await verifier.read(.service("checkout"), within: 2)
        #expect(server.requests.count == 1)
        return reading
    }

    @Test(
        "good: a word that says so in JSON or plain text, or no body at all",
        arguments: [
            Answer(200, #"{"status":"UP","groups":["liveness"]}"#, "application/vnd.spring-boot.actuator.v3+json"),
            Answer(200, #"{"status":"Healthy"}"#), Answer(200, #"{"status":"pass"}"#, "application/health+json"),
            Answer(200, "OK\n", "text/plain; charset=utf-8"), Answer(200, "Healthy"), Answer(200, ""), Answer(204, ""),
            Answer(200, #"{"status":"green"}"#), Answer(200, #" {"status": "available"}"#, "text/plain"),
            Answer(200, "\u{FEFF}ok", "text/plain"), Answer(200, "\u{FEFF}OK\r\n"),
            Answer(200, "\u{FEFF}" + #"{"status":"UP"}"#, "application/json"),
            Answer(200, "\u{FEFF}" + #"{"status":"UP"}"#, "text/plain"), Answer(200, "\u{FEFF}" + #"{"status":"UP"}"#),
        ])
    func good(answer: Answer) async throws { #expect(try await read(answer).status == .good) }

    @Test(
        "bad: a word that says so, or a server error",
        arguments: [
            Answer(200, #"{"status":"degraded"}"#), Answer(503, #"{"status":"OUT_OF_SERVICE"}"#), Answer(500, ""),
            Answer(200, #"{"status":"red"}"#), Answer(200, "DOWN", "text/plain"),
            Answer(200, "\u{FEFF}DOWN", "text/plain"), Answer(503, "\u{FEFF}" + #"{"status":"DOWN"}"#),
            Answer(200, #"{"status":"Unhealthy"}"#),
            Answer(503, #"{"status":"healthy"}"#), Answer(502, "<html>bad gateway</html>", "text/html"),
        ])
    func bad(answer: Answer) async throws { #expect(try await read(answer).status == .bad) }

    @Test(
        "unknown: everything else, and the detail says what came",
        arguments: [
            (Answer(404, #"{"status":"healthy"}"#), "HTTP 404: nothing is there (METRICS_URL)"),
            (Answer(401, ""), "HTTP 401: it wants other credentials (METRICS_HEADERS)"),
            (Answer(429, #"{"status":"down"}"#), "HTTP 429"),
            (Answer(302, #"{"status":"healthy"}"#), "HTTP 302, a redirect that is not followed (METRICS_URL)"),
            (Answer(200, "<html>healthy</html>"), "HTTP 200, a page, not a health answer"),
            (Answer(200, "OK", "text/html"), "HTTP 200, a page, not a health answer"),
            (Answer(200, "healthy", "application/json"), "HTTP 200, not JSON"),
            (Answer(200, "[]", "application/json"), "HTTP 200, JSON without a status"),
            (Answer(200, #""healthy""#, "application/json"), "HTTP 200, JSON without a status"),
            (Answer(200, "null", "application/json"), "HTTP 200, JSON without a status"),
            (Answer(200, #"{"status":null}"#), "HTTP 200, no status in it"), (Answer(200, "{"), "HTTP 200, not JSON"),
            (Answer(200, #"{"status":"ok",}"#), "HTTP 200, not JSON"),
            (Answer(200, #"{"status":"ok","status":"down"}"#), "HTTP 200, not JSON"),
            (Answer(200, #"{"status":{"db":"ok"}}"#), "HTTP 200, an object at status and no word"),
            (Answer(200, "{}"), "HTTP 200, no status in it"), (Answer(200, #"{"status":"warn"}"#), "HTTP 200 warn"),
            (Answer(200, "all is well"), "HTTP 200, text that is not one word"),
        ])
    func unknown(answer: Answer, detail: String) async throws {
        let reading = try await read(answer)
        #expect(reading.status == .unknown && reading.detail == detail, "\(reading)")
    }

    private func reading(throughProxy answer: String) async throws -> (HealthReading, String) {
        let proxy = try RawServer(answering: answer)
        defer { proxy.stop() }
        let settings = NetworkSettings(["HTTP_PROXY": "http://u:hush@127.0.0.1:\(proxy.port)"])
        let verifier = HTTPHealthVerifier(
            url: "http://shop.test/health", client: HTTPClient(network: settings), now: { noon })
        return (await verifier.read(.service("checkout"), within: 2), "the proxy 127.0.0.1:\(proxy.port)")
    }

    @Test("what came through a proxy names it, and the proxy's own word says nothing of the service")
    func proxied() async throws {
        func answer(_ status: String, _ body: String = "") -> String {
            let length = "Content-Length: \(body.utf8.count)"
            return "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\n\(length)\r\n\r\n\(body)"
        }
        let (good, way) = try await reading(throughProxy: answer("200 OK", "healthy"))
        #expect(good.status == .good && good.detail == "HTTP 200 through \(way) healthy")
        let (bad, _) = try await reading(throughProxy: answer("503 Unavailable", "down"))
        #expect(bad.status == .bad, "the service's own word")
        let cases = [
            ("407 Proxy Authentication Required", "wants a user and a password for shop.test (HTTP 407)"),
            ("502 Bad Gateway", "HTTP 502 through the proxy"),
            ("403 Forbidden", "or the proxy does not let it through"),
        ]
        for (status, words) in cases {
            let (reading, way) = try await reading(throughProxy: answer(status))
            #expect(reading.status == .unknown && reading.detail.contains(words), "\(reading)")
            #expect(reading.detail.contains(way) && !reading.detail.contains("hush"), "\(reading)")
        }
    }

    @Test("METRICS_HEALTHY says which words count and where they stand")
    func expected() async throws {
        let state = try #require(HealthExpectation("/checks/db/state=ready"))
        #expect(try await read(Answer(200, #"{"checks":{"db":{"state":"READY"}}}"#), state).status == .good)
        #expect(try await read(Answer(200, #"{"checks":{"db":{"state":"ok"}}}"#), state).status == .unknown)
        #expect(try await read(Answer(200, #"{"checks":{"db":{"state":"down"}}}"#), state).status == .bad)
        #expect(try await read(Answer(200, #"{"status":"healthy"}"#), state).status == .unknown)
        let consul = try #require(HealthExpectation("/0/Status"))
        #expect(try await read(Answer(200, #"[{"Status":"passing"}]"#), consul).status == .good)
        let flag = try #require(HealthExpectation("/ok=true"))
        #expect(try await read(Answer(200, #"{"ok":true}"#), flag).status == .good)
        #expect(try await read(Answer(200, #"{"ok":false}"#), flag).status == .bad)
    }

    @Test("credentials are sent to the health address")
    func credentials() async throws {
        let server = try FakeServer { request in
            let isKnown = request.header("Authorization") == "Bearer t0ken"
            return isKnown ? json(["status": "ok"]) : json([:], status: 401)
        }
        let headers = [(name: "Authorization", value: "Bearer t0ken")]
        let verifier = HTTPHealthVerifier(url: server.url, headers: headers, client: client, now: { noon })
        #expect(await verifier.read(.service("checkout"), within: 2).status == .good)
        #expect(await read(server.url).status == .unknown)
    }

    @Test(
        "no redirect is followed: a login page on the same host is not the signal",
        arguments: [300, 301, 303, 304, 307])
    func redirect(status: Int) async throws {
        let server = try FakeServer { request in
            if request.path == "/login" { return ServerResponse(body: Array("OK".utf8)) }
            return ServerResponse(status: status, headers: [("Location", "/login")])
        }
        #expect(await read(server.url + "/health").status == .unknown)
        #expect(server.requests.count == 1)
    }

    @Test(
        "what a cache has kept is no reading of now, whatever it says",
        arguments: [("3", "degraded"), ("3", "healthy"), ("600, 2", "healthy"), ("99999999999999999999", "degraded")])
    func aged(age: String, word: String) async throws {
        let server = try FakeServer { _ in
            var answer = json(["status": .string(word)], status: word == "healthy" ? 200 : 503)
            answer.headers.append(("Age", age))
            return answer
        }
        let reading = await read(server.url)
        #expect(reading.status == .unknown, "\(reading)")
        #expect(reading.detail.contains("\(word), out of a cache: made "), "\(reading)")
        #expect(server.requests.first?.header("Cache-Control") == "no-cache")
    }

    private func word(behind header: (String, String)) async throws -> HealthReading {
        let server = try FakeServer { _ in
            var answer = json(["status": "degraded"])
            answer.headers.append(header)
            return answer
        }
        return await read(server.url)
    }

    @Test(
        "a cache that says in its own words that it has kept an answer is believed",
        arguments: [
            ("Warning", "110 - \"Response is Stale\""), ("Warning", "299 - \"old\", 111 - \"no\""),
            ("Cache-Status", "ExampleCache; hit; ttl=376"), ("Cache-Status", "origin; fwd=uri-miss, edge;hit"),
            ("X-Cache", "HIT"), ("X-Cache", "Hit from cloudfront"), ("X-Cache", "TCP_HIT from a1.example"),
            ("X-Cache", "MISS, HIT"), ("CF-Cache-Status", "STALE"), ("x-cache-status", "UPDATING"),
            ("X-Proxy-Cache", "HIT"), ("X-Rack-Cache", "fresh"), ("X-Cache-Hits", "0, 3"),
        ])
    func kept(name: String, value: String) async throws {
        let reading = try await word(behind: (name, value))
        #expect(reading.status == .unknown, "\(reading)")
        #expect(reading.detail.contains("degraded, out of a cache: \(name): "), "\(reading)")
    }

    @Test(
        "and one that says that it has asked the service is not taken for kept",
        arguments: [
            ("Warning", "299 - \"Deprecated API\""), ("Warning", "110000"), ("Cache-Status", "edge; fwd=stale"),
            ("Cache-Status", "edge; hit=?0; fwd=miss"), ("X-Cache", "Miss from cloudfront"),
            ("CF-Cache-Status", "DYNAMIC"), ("X-Cache-Status", "EXPIRED"), ("X-Cache-Hits", "0, 0"),
            ("X-Cache-Lookup", "HIT from squid:3128"), ("X-Cache-Key", "/hit/stale"),
            ("Cache-Control", "stale-while-revalidate=60"), ("CDN-Cache-Control", "stale-if-error=9"),
        ])
    func asked(name: String, value: String) async throws {
        #expect(try await word(behind: (name, value)).status == .bad)
    }

    @Test("an age of nothing, or one that is no number, says nothing", arguments: ["0", "", "-4", "soon"])
    func ageless(age: String) async throws {
        let server = try FakeServer { _ in
            var answer = json(["status": "healthy"])
            answer.headers.append(("Age", age))
            return answer
        }
        #expect(await read(server.url).status == .good)
    }

    /// A cache that does not say how old its answer is; and a clock of the server's that is far from ours, or is set.
    @Test("a Date that stands still is a cache's")
    func standing() async throws {
        let dates = ["05", "05", "05", "07", "01"].map { "Tue, 24 Nov 2026 13:00:\($0) GMT" }
        let asked = Mutex(0)
        let server = try FakeServer { _ in
            let date = asked.withLock { count in
                defer { count += 1 }
                return dates[min(count, dates.count - 1)]
            }
            var answer = json(["status": "degraded"])
            answer.headers.append(("Date", date))
            return answer
        }
        let seconds = Mutex(0.0)
        let verifier = HTTPHealthVerifier(url: server.url, client: client) {
            noon.advanced(bySeconds: seconds.withLock { $0 })
        }
        var seen: [HealthReading.Status] = []
        for second in [0, 0.9, 4, 5, 6] {
            seconds.withLock { $0 = second }
            seen.append(await verifier.read(.service("checkout"), within: 2).status)
        }
        #expect(seen == [.bad, .bad, .unknown, .bad, .bad])
    }

    @Test("a flood is cut off")
    func flood() async throws {
        let server = try FakeServer { _ in ServerResponse(body: Array(repeating: 32, count: 1 << 20)) }
        let reading = await read(server.url)
        #expect(reading.status == .unknown)
        #expect(reading.detail.contains("64 kB"))
    }

    @Test("no answer is silence")
    func silent() async throws {
        let refused = await read(nobody)
        #expect(refused == HealthReading(.unknown, at: noon, detail: "connection refused"))
        let gate = AsyncStream<Void>.makeStream()
        let server = try HTTPServer(host: "127.0.0.1", port: 0) { _ in
            for await _ in gate.stream {}
            return ServerResponse()
        }
        let late = await read("http://127.0.0.1:\(server.port)", within: 0.2)
        #expect(late == HealthReading(.unknown, at: noon, detail: "no answer within 0.2 s"))
        gate.continuation.finish()
        server.stop()
    }
}

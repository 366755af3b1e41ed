import AutoSREAdapters
import AutoSRECore
import AutoSREPlatform
import Testing

@Suite("The health address", .timeLimit(.minutes(1)))
struct HealthTests {
    private func read(_ url: String, within seconds: Double = 2) async -> HealthReading {
        await HTTPHealthVerifier(url: url, client: client) { noon }.read(within: seconds)
    }

    @Test("only 2xx with a JSON status of healthy is healthy")
    func healthy() async throws {
        let server = try FakeServer { _ in json(["x": [1], "status": "healthy"], status: 202) }
        let reading = await read(server.url + "/api/health")
        #expect(reading == HealthReading(.good, at: noon, detail: "HTTP 202 healthy"))
        #expect(server.requests.count == 1)
    }

    @Test(
        "any other answer is degraded, and the detail says what came",
        arguments: [
            (500, #"{"status":"healthy"}"#, "HTTP 500"), (404, #"{"status":"healthy"}"#, "HTTP 404"),
            (200, "healthy", "HTTP 200, not JSON"), (200, "<html>", "HTTP 200, not JSON"),
            (200, "[]", "HTTP 200, no status in it"), (200, #""healthy""#, "HTTP 200, no status in it"),
            (200, "null", "HTTP 200, no status in it"), (200, #"{"status":null}"#, "HTTP 200, no status in it"),
            (200, #"{"status":true}"#, "HTTP 200, no status in it"), (200, "{", "HTTP 200, not JSON"),
            (200, "{}", "HTTP 200, no status in it"), (200, #"{"status":"degraded"}"#, "HTTP 200 degraded"),
            (200, #"{"status":"Healthy"}"#, "HTTP 200 Healthy"), (200, "", "HTTP 200, not JSON"),
            (302, #"{"status":"healthy"}"#, "HTTP 302, a redirect that is not followed"),
        ])
    func degraded(status: Int, body: String, detail: String) async throws {
        let server = try FakeServer { _ in
            ServerResponse(
                status: status, headers: [("Location", "http://127.0.0.2:1/elsewhere")], body: Array(body.utf8))
        }
        let reading = await read(server.url + "/api/health")
        #expect(reading.status == .bad)
        #expect(reading.detail == detail)
        #expect(server.requests.count == 1)
    }

    @Test("a redirect on the same host is followed, and only so often")
    func redirect() async throws {
        let server = try FakeServer { request in
            if request.path == "/health/" { return ServerResponse(body: Array(#"{"status":"healthy"}"#.utf8)) }
            let next = request.path == "/loop" ? "/loop" : "/health/"
            return ServerResponse(status: 301, headers: [("Location", next)])
        }
        #expect(await read(server.url + "/health").status == .good)
        #expect(await read(server.url + "/loop").status == .bad)
        #expect(server.requests.count == 2 + 4)
    }

    @Test("a flood is cut off")
    func flood() async throws {
        let server = try FakeServer { _ in ServerResponse(body: Array(repeating: 32, count: 1 << 20)) }
        let reading = await read(server.url)
        #expect(reading.status == .bad)
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

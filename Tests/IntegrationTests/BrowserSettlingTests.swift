import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@testable import AutoSREIntegrations

/// How a page is waited for after a click, against a scripted driver; pages themselves are in the end-to-end tests.
@Suite(.timeLimit(.minutes(1))) struct BrowserSettlingTests {
    /// Settles with these answers, the last of which is given again and again; gives the number of questions.
    private func questions(
        _ answers: [String], patience: Double = 10, hasDevTools: Bool = true,
        hear: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Int {
        let asked = Mutex(0)
        let answering: @Sendable (ServerRequest) -> ServerResponse = { request in
            hear(String(decoding: request.body, as: UTF8.self))
            let answer = asked.withLock { count in
                count += 1
                return answers[min(count, answers.count) - 1]
            }
            let isError = answer.first.map { $0.isLetter && !["true", "false", "null"].contains(answer) } ?? false
            let text = isError ? #"{"error":"\#(answer)","message":"","stacktrace":""}"# : answer
            return ServerResponse(
                status: isError ? 500 : 200, headers: [("Content-Type", "application/json")],
                body: Array(#"{"value":\#(text)}"#.utf8))
        }
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: answering)
        defer { server.stop() }
        let (url, world) = ("http://127.0.0.1:\(server.port)", StillWorld())
        let driver = PageDriver(
            session: WebDriverSession(
                id: "1", client: WebDriverClient(baseURL: url, client: HTTPClient()), browser: "x",
                hasDevTools: hasDevTools),
            base: url, origin: try #require(WebOrigin(url)), variables: MapVariables(id: "checkout", serviceName: nil),
            trace: ActionTrace(now: { world.now() }), world: world, deadline: world.now().advanced(bySeconds: 30),
            patienceSeconds: patience)
        try await driver.settle()
        return asked.withLock { $0 }
    }

    @Test("A page is asked until it is at rest; one that nobody watches is asked once")
    func pagesComeToRest() async throws {
        #expect(try await questions(["true"]) == 1)
        #expect(try await questions(["null"]) == 1)
        #expect(try await questions(["false", "false", "true"]) == 3)
    }

    @Test("What is wrong between two documents is asked again, what stays so is left to the next look")
    func errorsAreNoFailures() async throws {
        #expect(try await questions(["javascript error", "unknown error", "true"]) == 3)
        #expect(try await questions(["unexpected alert open"]) == 1)
        #expect(try await questions(["no such window"]) == 1)
    }

    @Test("What never comes to rest is waited for in vain and for a bounded time")
    func theTimeIsBounded() async throws {
        #expect(try await questions(["false"], patience: 0.3) > 1)
    }

    @Test("A page that the driver gave up is none that has come to rest")
    func aPageThatWasGivenUp() async throws {
        await #expect(throws: WebDriverError.self) { try await questions(["timeout"]) }
    }

    @Test(
        "A driver that cannot have documents watch themselves from their beginning gives each the script when it asks")
    func documentsAreMadeToWatch() async throws {
        for hasDevTools in [true, false] {
            let bodies = Mutex<[String]>([])
            _ = try await questions(["false", "true"], hasDevTools: hasDevTools) { body in
                bodies.withLock { $0.append(body) }
            }
            let words = try bodies.withLock(\.self).map { try JSON.decode(JSONValue.self, from: $0.utf8)["args"] }
            #expect(words == Array(repeating: hasDevTools ? [] : [.string(Settling.watch)], count: 2))
        }
    }
}

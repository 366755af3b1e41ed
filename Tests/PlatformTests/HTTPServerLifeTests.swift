import AutoSREPlatform
import Foundation
import Synchronization
import Testing

/// Slow clients, lost clients and stopping: what happens to connections over time.
@Suite(.timeLimit(.minutes(1)), .serialized)
struct HTTPServerLifeTests {
    private let short = ServerLimits(idleSeconds: 1)

    private func started(
        _ limits: ServerLimits = ServerLimits(), _ handler: @escaping @Sendable (ServerRequest) async -> ServerResponse
    ) throws -> HTTPServer {
        try HTTPServer(host: "127.0.0.1", port: 0, limits: limits, handler: handler)
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHost:", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc"])
    func closesASilentClient(sent: String) async throws {
        let server = try started(short) { _ in ServerResponse() }
        let port = server.port
        let answer = try await blocking {
            let client = try RawClient(port: port)
            client.send(sent)
            return try client.readToEnd()
        }
        #expect(!answer.contains(" 200 "))
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nX: a"])
    func aHeadHasLessTimeThanARest(sent: String) async throws {
        let server = try started(ServerLimits(idleSeconds: 60, headSeconds: 1)) { _ in ServerResponse() }
        let port = server.port
        let (silent, rested) = try await blocking {
            let (silent, resting) = (try RawClient(port: port), try RawClient(port: port))
            resting.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            _ = try resting.readResponse()
            silent.send(sent)
            let silence = try silent.readToEnd()
            resting.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            return (silence, try resting.readResponse().head)
        }
        #expect(silent.isEmpty)
        #expect(rested.hasPrefix("HTTP/1.1 200 "))
        withExtendedLifetime(server) {}
    }

    /// Three times as many as there are places, silent or half-way through a head; each newcomer is answered at once.
    @Test func idleConnectionsKeepNobodyOut() async throws {
        let server = try started(ServerLimits(connections: 50, idleSeconds: 60, headSeconds: 60)) { _ in
            ServerResponse()
        }
        let port = server.port
        let (answers, seconds) = try await blocking {
            let idle = try (0..<150).map { number in
                let client = try RawClient(port: port)
                if number % 3 == 1 { client.send("GET / HTTP/1.1\r\nHo") }
                return client
            }
            let start = Date()
            let answers = try (0..<5).map { _ in
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                return try client.readResponse().head
            }
            withExtendedLifetime(idle) {}
            return (answers, -start.timeIntervalSinceNow)
        }
        #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200 ") } && seconds < 8)
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 999\r\n\r\n"])
    func closesAClientThatDrips(head: String) async throws {
        let server = try started(short) { _ in ServerResponse() }
        let port = server.port
        let seconds = try await blocking {
            let client = try RawClient(port: port)
            let start = Date()
            client.send(head)
            while client.send("a") {
                guard -start.timeIntervalSinceNow < 9 else { break }
                usleep(100_000)  // slow on purpose
            }
            return -start.timeIntervalSinceNow
        }
        #expect(seconds < 5)
        withExtendedLifetime(server) {}
    }

    @Test func waitsForAHandlerThatTakesLongerThanTheIdleTime() async throws {
        let server = try started(short) { _ in
            await pause(seconds: 3.2)
            return ServerResponse(body: Array("late".utf8))
        }
        let port = server.port
        let body = try await blocking {
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            return try client.readResponse().body
        }
        #expect(body == "late")
        withExtendedLifetime(server) {}
    }

    @Test func survivesClientsThatLeaveWhileTheirRequestIsAnswered() async throws {
        let gate = Gate()
        let server = try started { request in
            if request.path == "/wait" { await gate.wait() }
            return ServerResponse(body: [UInt8](repeating: 0x61, count: 1 << 20))
        }
        let port = server.port
        try await blocking {
            for _ in 0..<50 {
                let client = try RawClient(port: port)
                client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
            }
        }
        await gate.waiters(reach: 50)
        await gate.open()
        let length = try await blocking {
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            return try client.readResponse().body.utf8.count
        }
        #expect(length == 1 << 20)
        server.stop()
    }

    @Test func stopsAtOnceWithRequestsInFlight() async throws {
        let gate = Gate()
        let cancelled = Atomic<Int>(0)
        let server = try started { _ in
            await withTaskCancellationHandler {
                await gate.wait()
            } onCancel: {
                cancelled.add(1, ordering: .relaxed)
            }
            return ServerResponse()
        }
        let port = server.port
        let clients = try await blocking {
            try (0..<20).map { _ in
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                return client
            }
        }
        await gate.waiters(reach: 20)
        let start = ContinuousClock.now
        try await blocking { server.stop() }
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(cancelled.load(ordering: .relaxed) == 20)
        let answers = try await blocking { try clients.map { try $0.readToEnd() } }
        #expect(answers.joined().isEmpty)
        #expect(throws: (any Error).self) { try RawClient(port: port) }
        await gate.open()
        server.stop()
    }

    @Test func startingAndStoppingUnderLoadIsSafe() async throws {
        for _ in 0..<20 {
            let server = try started { _ in
                await Task.yield()
                return ServerResponse(body: [1])
            }
            let port = server.port
            async let load: Void = blocking {
                for _ in 0..<50 {
                    guard let client = try? RawClient(port: port) else { return }
                    client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
                    _ = try? client.readResponse()
                }
            }
            await Task.yield()
            try await blocking { server.stop() }
            try await load
        }
    }

    @Test func namesATakenPort() throws {
        let server = try started { _ in ServerResponse() }
        #expect(throws: ServerError.addressInUse(host: "127.0.0.1", port: server.port)) {
            _ = try HTTPServer(host: "127.0.0.1", port: server.port, handler: { _ in ServerResponse() })
        }
        #expect(throws: ServerError.addressNotUsable("192.0.2.1 is not an address of this machine")) {
            _ = try HTTPServer(host: "192.0.2.1", port: 0, handler: { _ in ServerResponse() })
        }
    }
}

/// Holds tasks until it is opened, and lets a test see how many it holds.
actor Gate {
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func wait() async {
        guard !isOpen else { return }
        await withCheckedContinuation { continuation in
            held.append(continuation)
            for watcher in watchers where held.count >= watcher.count { watcher.continuation.resume() }
            watchers.removeAll { held.count >= $0.count }
        }
    }

    func waiters(reach count: Int) async {
        guard held.count < count else { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    func open() {
        isOpen = true
        for continuation in held { continuation.resume() }
        held = []
    }
}

/// A pause that is the behaviour under test, not a way to wait for something.
func pause(seconds: Double) async {
    do { try await Task.sleep(for: .seconds(seconds)) } catch {}  // slow on purpose
}

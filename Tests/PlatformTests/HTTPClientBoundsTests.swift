import AutoSREPlatform
import Foundation
import TestSupport
import Testing

/// Time, size and cancellation: what keeps a bad server from hurting the agent. What takes how long is in TimingTests.
@Suite(.timeLimit(.minutes(1)))
struct HTTPClientBoundsTests {
    private let client = HTTPClient()

    private func failure(_ request: HTTPRequest) async -> HTTPError.Code? {
        do { _ = try await client.send(request) } catch { return error.code }
        return nil
    }

    private func hanging() throws -> RawServer {
        try RawServer { connection, _ in
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) == 1 {}
        }
    }

    @Test(arguments: [0.0, -1, .nan])
    func aTimeoutThatIsNoneEndsAtOnce(timeout: Double) async throws {
        let server = try hanging()
        let code = await failure(HTTPRequest(url: "http://127.0.0.1:\(server.port)/", timeoutSeconds: timeout))
        #expect(code == .timedOut)
        server.stop()
    }

    @Test func theLargestBodyAllowedIsTaken() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { _ in
                ServerResponse(body: [UInt8](repeating: 1, count: 100_000))
            })
        let url = "http://127.0.0.1:\(server.port)/"
        let fits = await failure(HTTPRequest(url: url, maximumBodyBytes: 100_000))
        #expect(fits == nil)
        let exceeds = await failure(HTTPRequest(url: url, maximumBodyBytes: 99_999))
        #expect(exceeds == .tooLarge)
    }

    @Test func cancellingTheTaskEndsTheTransfer() async throws {
        let gate = Gate()
        let server = try HTTPServer(host: "127.0.0.1", port: 0) { _ in
            await gate.wait()
            return ServerResponse()
        }
        let client = client
        let request = HTTPRequest(url: "http://127.0.0.1:\(server.port)/", timeoutSeconds: 30)
        let tasks = (0..<20).map { _ in
            Task { () -> HTTPError? in
                do throws(HTTPError) {
                    _ = try await client.send(request)
                    return nil
                } catch {
                    return error
                }
            }
        }
        await gate.waiters(reach: 20)
        let start = ContinuousClock.now
        for task in tasks { task.cancel() }
        for task in tasks { #expect(await task.value?.code == .cancelled) }
        #expect(ContinuousClock.now - start < .seconds(1))
        await gate.open()
        #expect(try await client.send(request).status == 200)
    }

    @Test func aTaskCancelledBeforehandSendsNothing() async throws {
        let server = try hanging()
        let client = client
        let port = server.port
        let task = Task { () -> HTTPError? in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(HTTPError) {
                _ = try await client.send(HTTPRequest(url: "http://127.0.0.1:\(port)/"))
                return nil
            } catch {
                return error
            }
        }
        #expect(await task.value?.code == .cancelled)
        #expect(server.connections == 0)
        server.stop()
    }

    @Test func manyAtOnceAllEnd() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                ServerResponse(body: Array(request.path.utf8))
            })
        let port = server.port
        let client = client
        let good = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let response = try await client.send(HTTPRequest(url: "http://127.0.0.1:\(port)/\(number)"))
                    return response.body == Array("/\(number)".utf8)
                }
            }
            return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
        #expect(good == 200)
    }

    @Test func shuttingDownEndsWhatIsUnderWayAndRefusesMore() async throws {
        let gate = Gate()
        let server = try HTTPServer(host: "127.0.0.1", port: 0) { _ in
            await gate.wait()
            return ServerResponse()
        }
        let request = HTTPRequest(url: "http://127.0.0.1:\(server.port)/")
        let own = HTTPClient()
        let first = Task { try await own.send(request) }
        await gate.waiters(reach: 1)
        own.shutdown()
        await #expect(throws: HTTPError(code: .cancelled, message: "the HTTP client was shut down")) {
            try await first.value
        }
        await #expect(throws: HTTPError.self) { try await own.send(request) }
        await gate.open()
    }
}

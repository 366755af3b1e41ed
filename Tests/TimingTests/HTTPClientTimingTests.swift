import AutoSREPlatform
import Foundation
import TestSupport
import Testing

extension Timing {
    /// A bad server costs the client no more time than it was given.
    @Suite(.timeLimit(.minutes(1))) struct HTTPClientTimingTests {
        private func timed(_ request: HTTPRequest) async -> (HTTPError.Code?, Double) {
            var code: HTTPError.Code?
            let taken = await seconds {
                do throws(HTTPError) { _ = try await HTTPClient().send(request) } catch { code = error.code }
            }
            return (code, taken)
        }

        private func hanging() throws -> RawServer {
            try RawServer { connection, _ in
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) == 1 {}
            }
        }

        private func dripping() throws -> RawServer {
            try RawServer { connection, _ in
                _ = RawServer.readHead(connection)
                RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while RawServer.write(connection, "x") { usleep(20_000) }  // slow on purpose
            }
        }

        @Test func theTimeoutCountsAgainstHangsAndDrips() async throws {
            for server in [try hanging(), try dripping()] {
                let (code, seconds) = await timed(HTTPRequest(url: "\(server.url)/", timeoutSeconds: 0.3))
                #expect(code == .timedOut)
                #expect(seconds >= 0.29 && seconds < 1)
                server.stop()
            }
        }

        @Test func aFloodIsCutOff() async throws {
            let flood = try RawServer { connection, _ in
                _ = RawServer.readHead(connection)
                RawServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n")
                let block = String(repeating: "y", count: 65536)
                while RawServer.write(connection, block) {}
            }
            let (code, seconds) = await timed(HTTPRequest(url: "\(flood.url)/", maximumBodyBytes: 100_000))
            #expect(code == .tooLarge)
            #expect(seconds < 2)
            flood.stop()
            let heads = try RawServer { connection, _ in
                RawServer.write(connection, "HTTP/1.1 200 OK\r\n")
                while RawServer.write(connection, "X-Header: \(String(repeating: "y", count: 1000))\r\n") {}
            }
            let (headCode, headSeconds) = await timed(HTTPRequest(url: "\(heads.url)/", timeoutSeconds: 9))
            #expect(headCode == .tooLarge)
            #expect(headSeconds < 2)
            heads.stop()
        }
    }
}

import AutoSRECore
import AutoSREPlatform
import Testing

@testable import AutoSREIntegrations

extension Timing {
    /// What a silent partner costs the agent.
    @Suite(.timeLimit(.minutes(1))) struct AdapterTimingTests {
        private func silent() throws -> HTTPServer {
            try HTTPServer(host: "127.0.0.1", port: 0) { _ in
                do { try await SystemClock.sleep(seconds: 30) } catch {}
                return ServerResponse()
            }
        }

        @Test func aSilentWebDriverIsGivenUp() async throws {
            let server = try silent()
            let client = WebDriverClient(baseURL: "http://127.0.0.1:\(server.port)", client: HTTPClient())
            let taken = await seconds {
                let error = await #expect(throws: WebDriverError.self) {
                    try await client.newSession([:], seconds: 0.3)
                }
                #expect(error?.description.contains("no answer") == true)
            }
            #expect(taken < 5)
            server.stop()
        }

        @Test func aDashboardThatHangsCostsASecond() async throws {
            let server = try silent()
            let client = DashboardClient(baseURL: "http://127.0.0.1:\(server.port)", client: HTTPClient())
            let now = Instant(seconds: 1_795_000_000)
            let incident = Incident(id: "i", service: "checkout", type: .latencySpike, detectedAt: now, payload: [:])
            let query = EvidenceQuery(
                incident: incident, since: now.advanced(bySeconds: -3600), until: now, now: now)
            let taken = await seconds {
                await #expect(throws: (any Error).self) { try await DashboardEvidence(client).collect(query) }
            }
            #expect(taken < 10)
            server.stop()
        }
    }
}

import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

extension EndToEnd.Runs {
    /// A dashboard that could be acted on and says nothing: what is made up is no ground for a real change.
    @Suite(.timeLimit(.minutes(1))) struct GroundTests {
        /// Degraded; every other question is answered by 500, and every change would be taken.
        private func mute() throws -> (server: HTTPServer, changes: Changes) {
            let changes = Changes()
            let server = try HTTPServer(
                host: "127.0.0.1", port: 0,
                syncHandler: { request in
                    if request.path == "/api/health" {
                        return ServerResponse(body: Array(#"{"status":"degraded"}"#.utf8))
                    }
                    guard request.method == "GET" else {
                        changes.count.add(1, ordering: .relaxed)
                        return ServerResponse(body: Array("{}".utf8))
                    }
                    return ServerResponse(status: 500)
                })
            return (server, changes)
        }

        private final class Changes: Sendable {
            let count = Atomic<Int>(0)
        }

        @Test(arguments: IncidentType.known)
        func nothingRealIsDoneOnMadeUpEvidence(_ type: IncidentType) async throws {
            let (server, changes) = try mute()
            let agent = try Agent(
                acting: "http://127.0.0.1:\(server.port)", ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "1"])
            let run = try await agent.run("run", "--incident-type", type.rawValue, "--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "escalated", "\(journal.reasons) \(run.errors)")
            let gaps = journal.report?["gaps"]?.array?.map { $0["reason"]?.string ?? "" } ?? []
            #expect(gaps.contains { $0.contains("500") }, "\(gaps)")
            #expect(changes.count.load(ordering: .relaxed) == 0)
            server.stop()
        }

        /// The same in a rehearsal: the plan is made and logged.
        @Test func aRehearsalRestsOnIt() async throws {
            let (server, changes) = try mute()
            let agent = try Agent([
                "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:\(server.port)", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "1",
            ])
            let journal = try await agent.run("run", "--output", "json").json()
            #expect(journal.events("acted").first?["payload"]?["effect"]?.string == "simulated", "\(journal.reasons)")
            #expect(changes.count.load(ordering: .relaxed) == 0)
            server.stop()
        }
    }
}

import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Runs {
    /// A run that acted for real and was killed, taken up without the setting that lets it act.
    @Suite(.timeLimit(.minutes(1))) struct OtherHandsTests {
        private func kill(_ agent: Agent, at kind: String) async throws -> String {
            let child = try agent.start { _, line, child in
                if line.contains("\"kind\":\"\(kind)\"") { child.signal(SIGKILL) }
            }
            let ending = try await child.ended(within: 40)
            #expect(ending == .killed(SIGKILL), "\(child.output) \(child.errors)")
            let first = child.output.prefix { $0 != "\n" }
            return try #require(try Journaled(String(first)).events.first?["run"]?.string)
        }

        private func closed(_ agent: Agent) async throws -> [String: Bool] {
            let runs = try await agent.run("incidents", "--output", "json").json().events
            return Dictionary(
                uniqueKeysWithValues: runs.map { ($0["run"]?.string ?? "", $0["closed"]?.bool == true) })
        }

        /// Where the service has healed, and where it has to be put back.
        @Test(arguments: [true, false]) func whatActedIsFinishedByWhoActs(heals: Bool) async throws {
            let dashboard = try FakeDashboard(.obeys, heals: heals)
            let settings = ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "5", "AUTOSRE_STABLE_SECONDS": "1.5"]
            var agent = try Agent(acting: dashboard.url, settings).journaling()
            let real = try await kill(agent, at: "acted")
            agent.settings["UI_STUB"] = nil
            let rehearsal = try await kill(agent, at: "opened")
            let refused = try await agent.run("resume")
            #expect(refused.code == 1, "\(refused.words)")
            #expect(
                refused.errors.contains("\(real) acted for real: set UI_STUB=false to finish it"), "\(refused.words)")
            #expect(dashboard.versions == ["v1.4.1"] && dashboard.requests == 1)
            // It keeps no other from its end, and can be finished itself.
            #expect(try await closed(agent) == [real: false, rehearsal: true], "\(refused.words)")
            let one = try await agent.run("resume", real)
            #expect(one.code == 1 && one.errors.contains("UI_STUB=false"), "\(one.words)")
            agent.settings["UI_STUB"] = "false"
            let finished = try await agent.run("resume", real, "--output", "json")
            #expect(finished.code == (heals ? 0 : 1), "\(finished.words)")
            #expect(try finished.json().outcome == (heals ? "recovered" : "not_recovered"), "\(finished.words)")
            #expect(dashboard.versions == (heals ? ["v1.4.1"] : ["v1.4.1", "v1.4.2"]))
            #expect(!finished.words.lowercased().contains("nothing was touched"), "\(finished.words)")
            #expect(try await closed(agent)[real] == true)
            dashboard.stop()
        }
    }
}

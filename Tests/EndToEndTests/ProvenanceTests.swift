import AutoSRECore
import Testing

extension EndToEnd.Runs {
    /// What a run says of where its evidence is from is true, in the JSON and in the head of the report.
    @Suite(.timeLimit(.minutes(1))) struct ProvenanceTests {
        @Test(arguments: [true, false]) func whatIsReadFromADashboardIsRealAndTheSimulatorsAlertIsNot(
            _ isStub: Bool
        ) async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            var agent = try Agent(acting: shop.url).journaling()
            agent.settings.merge(["UI_STUB": "\(isStub)", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "2"]) { $1 }
            let (report, head) = try await told(agent)
            #expect(report["simulated"] == false)
            #expect(head.contains("**Evidence:** real; the alert is made up"), "\(head)")
            let pieces = report["evidence"]?.array ?? []
            #expect(pieces.count > 3)
            for piece in pieces { #expect(piece["simulated"]?.bool == (piece["kind"] == "alert"), "\(piece)") }
            try await shop.stop()
        }

        @Test func theRecordedScenarioIsMadeUpWhole() async throws {
            let (report, head) = try await told(nowhere(["UI_STUB": "true"]))
            #expect(report["simulated"] == true && head.contains("**Evidence:** simulated: made up"), "\(head)")
            let pieces = (report["evidence"]?.array ?? []).filter { $0["kind"] != "health" }
            #expect(pieces.count > 3 && pieces.allSatisfy { $0["simulated"] == true }, "\(pieces)")
        }

        @Test func whereNothingWasReadNothingIsReal() async throws {
            let (report, head) = try await told(nowhere(["UI_STUB": "false"]))
            #expect(head.contains("**Evidence:** none was read; the alert is made up"), "\(head)")
            #expect(report["simulated"] == false && report["outcome"] == "unverified", "\(report)")
        }

        private func nowhere(_ settings: [String: String]) throws -> Agent {
            let place = ["OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "1"]
            return try Agent(place.merging(settings) { $1 }).journaling()
        }

        /// A run's report for programs, and for people.
        private func told(_ agent: Agent) async throws -> (JSONValue, String) {
            let run = try await agent.run("run", "--output", "json")
            let report = try #require(try run.json().report, "\(run.words)")
            let id = try #require(report["incident_id"]?.string)
            return (report, try await agent.run("report", id, "--format", "markdown").output)
        }
    }
}

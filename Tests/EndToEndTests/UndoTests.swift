import AutoSRECore
import Testing

extension EndToEnd.Runs {
    /// A scripted dashboard on which the rollback does not help, or does not come to pass.
    @Suite(.timeLimit(.minutes(1))) struct UndoTests {
        @Test(arguments: [FakeDashboard.Manners.obeys, .forgetsToAnswer])
        func whatDidNotHelpIsTakenBack(_ manners: FakeDashboard.Manners) async throws {
            let dashboard = try FakeDashboard(manners, heals: false)
            let run = try await agent(dashboard, verifying: "1").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "not_recovered", "\(journal.reasons) \(run.errors)")
            #expect(dashboard.versions == ["v1.4.1", "v1.4.2"], "back to where it was")
            let words = journal.report?["action_taken"]?.string ?? ""
            #expect(words.contains("rollback service/checkout: v1.4.2 → v1.4.1"), "\(words)")
            #expect(words.contains("undone: rollback service/checkout: v1.4.1 → v1.4.2"), "\(words)")
            #expect(journal.report?["recovery_time_seconds"]?.number == nil, "no recovery, no recovery time")
            #expect(journal.events("verified").compactMap { $0["payload"]?["verification"]?.string }.last == "undone")
            dashboard.stop()
        }

        @Test func anEffectWithoutAnAnswerIsFound() async throws {
            let dashboard = try FakeDashboard(.forgetsToAnswer, heals: true)
            let run = try await agent(dashboard, verifying: "5").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(journal.reasons) \(run.errors)")
            #expect(dashboard.versions == ["v1.4.1"] && dashboard.requests == 1)
            dashboard.stop()
        }

        /// Two runs, or a run and a person, at the same moment: the one who comes second finds it done.
        @Test func whatSomebodyElseDidAMomentBeforeIsFound() async throws {
            let dashboard = try FakeDashboard(.isBeaten, heals: true)
            let run = try await agent(dashboard, verifying: "5").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(journal.reasons) \(run.errors)")
            #expect(dashboard.versions == ["v1.4.1"])
            dashboard.stop()
        }

        /// - Parameter requests: how often it may be asked for at the most.
        @Test(arguments: [
            (manners: FakeDashboard.Manners.answers(500), requests: 3, says: "500"),
            (manners: .answers(503), requests: 3, says: "503"), (manners: .answers(409), requests: 1, says: "409"),
            (manners: .answers(403), requests: 1, says: "403"), (manners: .hangs, requests: 1, says: ""),
        ])
        func whatCannotBeDoneFails(
            _ script: (manners: FakeDashboard.Manners, requests: Int, says: String)
        ) async throws {
            let dashboard = try FakeDashboard(script.manners, heals: true)
            let run = try await agent(dashboard, verifying: "5").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "failed", "\(journal.reasons) \(run.errors)")
            let spent = try journal.time(of: "closed").seconds(since: journal.time(of: "intended"))
            #expect(spent <= 7)
            #expect(dashboard.version == "v1.4.2" && dashboard.versions.isEmpty)
            #expect((1...script.requests).contains(dashboard.requests))
            let reason = journal.report?["reason"]?.string ?? ""
            #expect(reason.contains("rollback") || reason.contains(script.says), "\(reason)")
            #expect(journal.reasons.contains { $0.contains(script.says) }, "\(journal.reasons)")
            #expect(journal.report?["recovery_time_seconds"]?.number == nil)
            #expect(journal.events("told").count == 1, "it is reported all the same")
            dashboard.stop()
        }

        private func agent(_ dashboard: FakeDashboard, verifying seconds: String) throws -> Agent {
            try Agent(acting: dashboard.url, ["RECOVERY_VERIFY_TIMEOUT_SECONDS": seconds])
        }
    }
}

import AutoSRECore
import Foundation
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

        /// After anything but a clear no it may have happened: it is watched for, and never asked for again.
        @Test(arguments: [FakeDashboard.Manners.answers(500), .answers(503), .hangs])
        func whatMayHaveHappenedIsWatchedFor(_ manners: FakeDashboard.Manners) async throws {
            let dashboard = try FakeDashboard(manners, heals: true)
            let child = try agent(dashboard, verifying: "5").start()
            try await waiting(until: "the rollback was asked for") { dashboard.requests == 1 }
            try await dashboard.isWatched()
            child.signal(SIGTERM)
            let ending = try await child.ended(within: 20)
            #expect(ending == .exited(143), "\(child.output) \(child.errors)")
            #expect(dashboard.requests == 1 && dashboard.versions.isEmpty)
            dashboard.stop()
        }

        @Test(arguments: [409, 403]) func whatIsRefusedFails(_ status: Int) async throws {
            let dashboard = try FakeDashboard(.answers(status), heals: true)
            let run = try await agent(dashboard, verifying: "5").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "failed", "\(journal.reasons) \(run.errors)")
            let spent = try journal.time(of: "closed").seconds(since: journal.time(of: "intended"))
            #expect(spent <= 7)
            #expect(dashboard.version == "v1.4.2" && dashboard.versions.isEmpty)
            #expect(dashboard.requests == 1)
            let reason = journal.report?["reason"]?.string ?? ""
            #expect(reason.contains("rollback") || reason.contains("\(status)"), "\(reason)")
            #expect(journal.reasons.contains { $0.contains("\(status)") }, "\(journal.reasons)")
            #expect(journal.report?["recovery_time_seconds"]?.number == nil)
            #expect(journal.events("notified").count == 1, "it is reported all the same")
            dashboard.stop()
        }

        private func agent(_ dashboard: FakeDashboard, verifying seconds: String) throws -> Agent {
            try Agent(acting: dashboard.url, ["RECOVERY_VERIFY_TIMEOUT_SECONDS": seconds])
        }
    }
}

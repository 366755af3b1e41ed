import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Runs {
    /// SIGHUP, SIGINT, SIGQUIT and SIGTERM end a run within 2 s, leave it in order, and say how to go on.
    @Suite(.timeLimit(.minutes(1))) struct SignalTests {
        static let signals: [(number: Int32, code: Int32)] = [
            (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131), (SIGTERM, 143),
        ]

        @Test(arguments: signals)
        func endsARunThatVerifies(_ signal: (number: Int32, code: Int32)) async throws {
            let shop = try await ShopProcess()
            let agent = try stub(shop.url).journaling()
            let run = try await interrupt(agent, at: "checked", by: signal.number)
            #expect(run.code == signal.code, "\(run.words)")
            let id = try #require(run.errors.firstMatch(of: /autosre resume (run-[0-9a-f]+)/)?.1, "\(run.words)")
            #expect(try run.json().kinds.last == "interrupted")
            let list = try await agent.run("incidents")
            #expect(list.output.contains(id) && list.output.contains("unfinished"), "\(list.words)")

            try await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.1"])
            let resumed = try await agent.run("resume", String(id), "--output", "json")
            #expect(resumed.code == 0, "\(resumed.words)")
            #expect(try resumed.json().outcome == "recovered")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"], "by hand, and by nobody else")
            try await shop.stop()
        }

        /// What is known of one dashboard is no ground for touching another.
        @Test func aRunIsFinishedOnlyWhereItBegan() async throws {
            let shop = try await ShopProcess()
            var agent = try stub(shop.url).journaling()
            _ = try await interrupt(agent, at: "checked", by: SIGINT)
            let elsewhere = try FakeDashboard(.obeys, heals: true)
            agent.settings["OPERATIONS_DASHBOARD_URL"] = elsewhere.url
            let other = try await agent.run("resume")
            #expect(other.code == 1, "\(other.words)")
            #expect(other.errors.contains(" began with OPERATIONS_DASHBOARD_URL=\(shop.url): set"), "\(other.words)")
            agent.settings["OPERATIONS_DASHBOARD_URL"] = shop.url
            agent.settings["METRICS_URL"] = elsewhere.url + "/api/health?key=none"
            let signal = try await agent.run("resume")
            #expect(signal.code == 1 && signal.errors.contains("began without METRICS_URL: set"), "\(signal.words)")
            #expect(elsewhere.healthReads == 0)
            elsewhere.stop()
            try await shop.stop()
        }

        @Test func saysThatARunWithoutAJournalIsGone() async throws {
            let shop = try await ShopProcess()
            let agent = try stub(shop.url)
            let run = try await interrupt(agent, at: "checked", by: SIGINT)
            #expect(run.code == 130, "\(run.words)")
            #expect(run.errors.contains("LOG_STORAGE_DATA_DIR"), "\(run.words)")
            #expect(agent.scratch.contents.isEmpty)
            try await shop.stop()
        }

        /// The action in flight is given up; the resumed run finds what became of it and does not repeat it.
        @Test(arguments: [FakeDashboard.Manners.hangs, .forgetsToAnswer])
        func endsARunThatActs(_ manners: FakeDashboard.Manners) async throws {
            let dashboard = try FakeDashboard(manners, heals: true)
            let agent = try Agent(acting: dashboard.url).journaling()
            let child = try agent.start()
            try await waiting(until: "the rollback was asked for") { dashboard.requests == 1 }
            let sent = SystemClock.monotonicSeconds()
            child.signal(SIGTERM)
            let ending = try await child.ended(within: 20)
            #expect(ending == .exited(143), "\(child.output) \(child.errors)")
            #expect(child.endedAt - sent < 2)

            dashboard.behave(.obeys)
            guard case .forgetsToAnswer = manners else {
                // Nobody knows that it was not done: it is waited for, and never asked for again.
                let waiting = try agent.start(["resume"])
                try await dashboard.isWatched()
                waiting.signal(SIGTERM)
                #expect(try await waiting.ended(within: 20) == .exited(143), "\(waiting.output) \(waiting.errors)")
                #expect(dashboard.requests == 1)
                return dashboard.stop()
            }
            let resumed = try await agent.run("resume", "--output", "json")
            #expect(resumed.code == 0, "\(resumed.words)")
            #expect(try resumed.json().outcome == "recovered")
            #expect(dashboard.versions == ["v1.4.1"], "one effect")
            dashboard.stop()
        }

        @Test(arguments: signals)
        func endsADashboard(_ signal: (number: Int32, code: Int32)) async throws {
            let shop = try await ShopProcess()
            let sent = SystemClock.monotonicSeconds()
            shop.child.signal(signal.number)
            let ending = try await shop.child.ended(within: 20)
            #expect(ending == .exited(0))
            #expect(shop.child.endedAt - sent < 1)
        }

        @Test func aTakenPortIsAClearError() async throws {
            let shop = try await ShopProcess()
            let port = shop.url.split(separator: ":").last.map(String.init) ?? ""
            let second = try await Agent().run("dashboard", "--port", port)
            #expect(second.code == 1, "\(second.words)")
            #expect(second.errors.contains(port) && second.errors.contains("in use"), "\(second.words)")
            #expect(second.output.isEmpty, "\(second.words)")
            try await shop.stop()
        }

        private func stub(_ url: String) throws -> Agent {
            try Agent(["OPERATIONS_DASHBOARD_URL": url, "RECOVERY_VERIFY_TIMEOUT_SECONDS": "30"])
        }

        /// Runs until the first event of a kind, sends the signal, and expects the end within 2 s.
        private func interrupt(_ agent: Agent, at kind: String, by signal: Int32) async throws -> Finished {
            let child = try agent.start()
            try await waiting(until: "the first \(kind)") { child.output.contains("\"kind\":\"\(kind)\"") }
            let sent = SystemClock.monotonicSeconds()
            child.signal(signal)
            try await child.ended(within: 20)
            let run = Finished(child, began: sent)
            #expect(run.seconds < 2)
            return run
        }
    }
}

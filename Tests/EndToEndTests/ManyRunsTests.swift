import AutoSRECore
import Testing

extension EndToEnd.Runs {
    @Suite(.timeLimit(.minutes(3))) struct ManyRunsTests {
        /// All of them make the directory and the database at the same time.
        @Test func twelveRunsAtOnceLoseNothing() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(["OPERATIONS_DASHBOARD_URL": shop.url, "RECOVERY_VERIFY_TIMEOUT_SECONDS": "1"])
                .journaling()
            var children: [Child] = []
            for _ in 1...12 { children.append(try agent.start()) }
            var printed: Set<String> = []
            for child in children {
                let ending = try await child.ended(within: 50)
                #expect(ending == .exited(1), "\(child.output) \(child.errors)")
                let journal = try Journaled(child.output)
                // On a busy machine a second may pass without an answer.
                #expect(["not_recovered", "unverified"].contains(journal.outcome), "\(journal.reasons)")
                #expect(!child.errors.contains("durable") && !child.errors.contains("damaged"), "\(child.errors)")
                printed.insert(journal.events.first?["run"]?.string ?? "")
            }
            #expect(printed.count == 12)
            let runs = try await agent.run("incidents", "--output", "json").json().events
            #expect(Set(runs.compactMap { $0["run"]?.string }) == printed)
            #expect(Set(runs.compactMap { $0["incident"]?["incident_id"]?.string }).count == 12)
            #expect(runs.allSatisfy { $0["closed"]?.bool == true })
            for id in printed {
                let shown = try await agent.run("show", id, "--output", "json")
                #expect(try shown.json().kinds.last == "closed", "\(shown.words)")
            }
            try await shop.stop()
        }

        /// The same people on the same trouble: it is healed once, the others see that, and nobody undoes it.
        @Test func thirtyActingRunsHealOnce() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            var children: [Child] = []
            for _ in 1...30 { children.append(try agent.start()) }
            for child in children {
                let ending = try await child.ended(within: 50)
                #expect(ending == .exited(0), "\(child.output) \(child.errors)")
            }
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            let health = try await shop.health()
            #expect(health == "healthy")
            try await shop.stop()
        }

        /// A rehearsal claims nothing and waits for nobody, and a healthy service is no trouble to any of them.
        @Test func thirtyRehearsalsOverAHealthyServiceEndWell() async throws {
            let shop = try await ShopProcess(fault: "none")
            let agent = try Agent(["OPERATIONS_DASHBOARD_URL": shop.url]).journaling()
            var children: [Child] = []
            for _ in 1...30 { children.append(try agent.start()) }
            for child in children {
                let ending = try await child.ended(within: 50)
                #expect(ending == .exited(0), "\(child.output) \(child.errors)")
            }
            try await shop.stop()
        }
    }
}

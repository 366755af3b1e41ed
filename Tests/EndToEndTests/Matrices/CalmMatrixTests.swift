import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Matrices {
    /// A healthy service is left alone, whatever its sources do not say, say too late, or say in other words.
    @Suite(.timeLimit(.minutes(4))) struct CalmMatrixTests {
        /// What may be said of a service to which nothing was done, good or bad.
        private static let honest: Set<String> = [
            "self_recovered", "nothing_to_do", "unverified", "escalated", "failed",
        ]

        @Test func threeSourcesMeetInEveryCombination() {
            let all = Combination.all
            #expect(all.count == 375)
            for dashboard in CalmDashboard.Kind.allCases {
                let worlds = all.filter { $0.dashboard == dashboard }
                for (a, b, c) in [(0, 1, 2), (0, 1, 4), (0, 2, 4), (1, 3, 4), (2, 3, 4)] {
                    let seen = Set(worlds.map { world in [a, b, c].map { world[Source.allCases[$0]] } })
                    #expect(seen.count == 125)
                }
            }
        }

        @Test func nothingIsDone() async throws {
            let shop = try await ShopProcess(fault: "none")
            try await inParallel(Combination.all, width: 12) { try await Self.check($0, shop.url) }
            let made = try await shop.operations()
            #expect(made.isEmpty)
            try await shop.stop()
        }

        private static func check(_ world: Combination, _ shop: String) async throws {
            let dashboard = try CalmDashboard(world, shop: shop)
            defer { dashboard.stop() }
            let settings = [
                "UI_DRIVER": world.driver, "RECOVERY_VERIFY_TIMEOUT_SECONDS": "0.5", "AUTOSRE_STABLE_SECONDS": "0.1",
            ]
            let agent = try Agent(acting: dashboard.url, settings)
            let run = try await agent.run("run", "--incident-type", world.alert, "--output", "json", within: 60)
            let journal = try run.json()
            let what: Comment = "\(world): \(journal.outcome), \(journal.reasons) \(run.errors)"
            #expect(run.code == 0 || run.code == 1, what)
            #expect(dashboard.changes.isEmpty, what)
            #expect(journal.events("intended").isEmpty && journal.events("acted").isEmpty, what)
            #expect(honest.contains(journal.outcome), what)
        }
    }
}

import AutoSRECore
import Testing

extension EndToEnd.Runs {
    @Suite(.timeLimit(.minutes(2))) struct FaultMatrixTests {
        @Test(arguments: FaultRow.table)
        func everySeedEndsAsTheTableSays(_ row: FaultRow) async throws {
            try await inParallel([[1, 2, 3], [4, 5, 6], [7, 8], [9, 10]], width: 4) { seeds in
                let shop = try await ShopProcess(fault: row.fault)
                for seed in seeds {
                    try await shop.reset(row.fault, seed: seed)
                    try await check(row, on: shop, "seed \(seed)")
                }
                try await shop.stop()
            }
        }

        /// Whatever alert the healthy shop is accused by, it is left alone.
        @Test(arguments: ["crash_loop", "memory_leak", "deployment_failure"])
        func aHealthyShopIsLeftAlone(_ alert: String) async throws {
            let shop = try await ShopProcess(fault: "none")
            let row = FaultRow(fault: "none", alert: alert, outcome: "self_recovered", change: nil)
            for seed in 1...3 {
                try await shop.reset("none", seed: seed)
                try await check(row, on: shop, "\(alert), seed \(seed)")
            }
            try await shop.stop()
        }

        private func check(_ row: FaultRow, on shop: ShopProcess, _ what: Comment) async throws {
            let agent = try Agent(acting: shop.url)
            let run = try await agent.run("run", "--incident-type", row.alert, "--output", "json")
            let journal = try run.json()
            #expect(journal.outcome == row.outcome, "\(what): \(journal.reasons) \(run.errors)")
            #expect(run.code == (row.outcome == "escalated" ? 1 : 0), what)
            #expect(journal.events("transient_failure").isEmpty, what)
            try await checkChanges(row, on: shop, what)
            let isHealthy = try await shop.health() == "healthy"
            #expect(isHealthy == (row.outcome != "escalated"), what)
            checkReport(row, journal, what)
        }

        private func checkChanges(_ row: FaultRow, on shop: ShopProcess, _ what: Comment) async throws {
            let changes = try await shop.operations()
            guard let change = row.change else {
                #expect(changes.isEmpty, what)
                return
            }
            #expect(changes.count == 1, what)
            let made = changes.first ?? ""
            #expect(change.hasSuffix(" ") ? made.hasPrefix(change) : made == change, what)
        }

        private func checkReport(_ row: FaultRow, _ journal: Journaled, _ what: Comment) {
            let report = journal.report
            if let guilty = row.guilty {
                #expect(report?["root_cause"]?.string?.contains(guilty) == true, what)
                #expect(report?["root_cause"]?.string?.contains("checkout") == true, what)
            }
            let seconds = report?["recovery_time_seconds"]?.number
            #expect((seconds != nil) == (row.outcome == "recovered"), "only a recovery has a time; \(what)")
            let notes = report?["notes"]?.array?.compactMap(\.string) ?? []
            let isMitigation = notes.contains { $0.contains("mitigation") }
            #expect(isMitigation == (row.fault == "slow-leak"), what)
            #expect(report?["prevention_suggestion"]?.string?.isEmpty == false, what)
            #expect(report?["timeline"]?.array?.isEmpty == false, what)
        }
    }
}

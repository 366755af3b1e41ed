import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Browsers {
    /// The fault table by a real Chromium on the real dashboard.
    @Suite(.timeLimit(.minutes(3))) struct BrowserMatrixTests {
        @Test(arguments: FaultRow.table)
        func everySeedEndsAsTheTableSays(_ row: FaultRow) async throws {
            let shop = try await ShopProcess(fault: row.fault)
            for seed in 1...3 {
                try await shop.reset(row.fault, seed: seed)
                try await check(row, on: shop, "seed \(seed)")
            }
            try await shop.stop()
        }

        private func check(_ row: FaultRow, on shop: ShopProcess, _ what: Comment) async throws {
            let (agent, household) = try Agent.browsing(shop.url)
            let run = try await agent.run("run", "--incident-type", row.alert, "--output", "json")
            let journal = try run.json()
            #expect(journal.outcome == row.outcome, "\(what): \(journal.reasons) \(run.errors)")
            #expect(journal.events("transient_failure").isEmpty, "\(what): \(journal.reasons)")
            let made = try await shop.operations()
            #expect(made.count == (row.change == nil ? 0 : 1), what)
            if let change = row.change { #expect(made.first?.hasPrefix(change) == true, "\(made); \(what)") }
            for receipt in journal.events("acted") {
                #expect(receipt["payload"]?["driver"]?.string == "browser")
                #expect(receipt["payload"]?["confirmation"]?.string?.contains("Checkout ›") == true)
                #expect(receipt["payload"]?["artifacts"] == nil, "without a data directory no file is left")
            }
            #expect(agent.scratch.contents.isEmpty, what)
            try await household.areGone(within: 1)
        }

        /// A run that is journaled keeps a picture from before and one from after, and what was done when.
        @Test func picturesAreKept() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent.browsing(shop.url, driver: "auto").agent.journaling()
            let run = try await agent.run("run", "--output", "json")
            let receipt = try #require(try run.json().events("acted").first?["payload"], "\(run.words)")
            let artifacts = try #require(receipt["artifacts"]?.array)
            let names = artifacts.compactMap { $0["name"]?.string }
            #expect(names == ["before the click", "confirmation", "after the click", "steps in the browser"])
            for artifact in artifacts {
                let path = try #require(artifact["path"]?.string)
                let bytes = try Files.read(path)
                let isPicture = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
                #expect(isPicture == (artifact["media_type"]?.string == "image/png"), "\(path)")
            }
            try await shop.stop()
        }

        /// Another WebDriver, of whose browser nothing is known but the standard.
        @Test func aRemoteDriverServes() async throws {
            let shop = try await ShopProcess()
            let driver = try await RemoteDriver()
            let relay = try driver.standard()
            let (agent, household) = try Agent.browsing(shop.url, ["AUTOSRE_WEBDRIVER_URL": relay.url])
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            #expect(household.folders.isEmpty, "no process of its own")
            #expect(relay.requests.last?.hasPrefix("DELETE /session/") == true, "the session is given back")
            #expect(!relay.requests.contains { $0.hasSuffix("/goog/cdp/execute") })
            await driver.stop()
            relay.stop()
            try await shop.stop()
        }
    }
}

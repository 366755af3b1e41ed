import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Consoles {
    /// Consoles that nobody here has made and that have no API are worked by a map and a file of log lines: read in a
    /// browser, mended in a second one, and believed after a third and the health address agree.
    @Suite(.timeLimit(.minutes(5))) struct MadeUpConsoleTests {
        /// Which console.
        enum Kind: String, CaseIterable, Sendable {
            case framed, dialog

            func console(_ manners: ConsoleState.Manners = .obeys) throws -> any MadeUpConsole {
                switch self {
                case .framed: try FramedConsole(manners)
                case .dialog: try DialogConsole(manners)
                }
            }
        }

        /// Runs the agent on a console to its end.
        private func work(
            _ console: some MadeUpConsole, _ settings: [String: String] = [:]
        ) async throws -> (run: Finished, household: Household) {
            let (agent, household) = try console.agent(settings)
            let run = try await agent.run("run", "--output", "json", within: 120)
            try await household.areGone(within: 2)
            return (run, household)
        }

        private func evidence(_ run: Finished, _ kind: String) throws -> [JSONValue] {
            try run.json().events("gathered").flatMap { $0["payload"]?["evidence"]?.array ?? [] }.filter {
                $0["kind"]?.string == kind
            }
        }

        @Test(arguments: Kind.allCases) func aConsoleIsHealedByItsMap(_ kind: Kind) async throws {
            let console = try kind.console()
            let (run, _) = try await work(console)
            #expect(run.code == 0, "\(run.words)")
            #expect(try run.json().outcome == "recovered", "\(run.words)")
            #expect(console.state.changes == ["2.8.0"] && console.state.runs == "2.8.0")
            let states = try evidence(run, "state")
            #expect(states.first?["source"]?.string == "dashboard pages", "\(run.words)")
            #expect(states.first?["simulated"]?.bool == false)
            let receipt = try run.json().events("acted").first?["payload"]
            #expect(receipt?["driver"] == "browser" && receipt?["effect"] == "applied", "\(run.words)")
            #expect(receipt?["confirmation"]?.string?.contains("checkout runs 2.8.0") == true)
            // Evidence, the look before, the action and the look after it each logged in by themselves.
            #expect(console.state.logins >= 4, "\(console.state.logins)")
            #expect(!run.output.contains("correct horse"))
            console.server.stop()
        }

        @Test("What comes late is waited for, and the service that is shown first is never touched")
        func whatComesLate() async throws {
            let console = try TabbedConsole()
            let (run, _) = try await work(console)
            #expect(run.code == 0, "\(run.words)")
            #expect(try run.json().outcome == "recovered", "\(run.words)")
            #expect(console.state.changes == ["2.8.0"] && console.state.runs == "2.8.0", "\(run.words)")
            #expect(!run.output.contains(TabbedConsole.stranger) && !run.output.contains("loading…"), "\(run.words)")
            console.server.stop()
        }

        @Test("So it is by a driver that has nothing but the standard's commands")
        func whatComesLateByTheStandard() async throws {
            let (console, driver) = (try TabbedConsole(), try await RemoteDriver())
            let relay = try driver.standard()
            let (run, _) = try await work(console, ["AUTOSRE_WEBDRIVER_URL": relay.url])
            #expect(try run.code == 0 && run.json().outcome == "recovered", "\(run.words)")
            #expect(console.state.changes == ["2.8.0"] && console.state.runs == "2.8.0", "\(run.words)")
            #expect(!run.output.contains(TabbedConsole.stranger) && !run.output.contains("loading…"), "\(run.words)")
            await driver.stop()
            relay.stop()
            console.server.stop()
        }

        @Test("A page that says done while the health address stays bad is not believed, and taken back")
        func thePageLies() async throws {
            let console = try FramedConsole(.lies)
            let (run, _) = try await work(console, ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "6"])
            #expect(run.code == 1, "\(run.words)")
            #expect(try ["not_recovered", "unverified"].contains(run.json().outcome), "\(run.words)")
            #expect(console.state.changes == ["2.8.0", "2.8.1"] && console.state.shown == "2.8.1", "\(run.words)")
            console.server.stop()
        }

        @Test("A click that is lost is made once, and ends unconfirmed")
        func theClickIsLost() async throws {
            let console = try DialogConsole(.loses)
            let (run, _) = try await work(console, ["RECOVERY_VERIFY_TIMEOUT_SECONDS": "6"])
            #expect(run.code == 1, "\(run.words)")
            #expect(try run.json().outcome == "unverified", "\(run.words)")
            #expect(console.state.changes == ["2.8.0"], "\(run.words)")
            console.server.stop()
        }

        @Test("What health shows and the pages never do is no recovery: both have to agree")
        func healthAloneIsNotEnough() async throws {
            let console = try FramedConsole(.hides)
            let (run, _) = try await work(console)
            #expect(run.code == 1, "\(run.words)")
            #expect(try run.json().outcome == "unverified", "\(run.words)")
            #expect(run.output.contains("the health signal stands healthy, but"), "\(run.words)")
            #expect(console.state.changes == ["2.8.0"], "\(run.words)")
            console.server.stop()
        }

        @Test("Of two rows that could be meant none is: nothing is known of the service, and nothing touched")
        func anAmbiguousRow() async throws {
            let console = try FramedConsole(rows: 2)
            let (run, _) = try await work(console)
            #expect(run.code == 1, "\(run.words)")
            #expect(console.state.changes.isEmpty, "\(run.words)")
            #expect(run.output.contains("is there 2 times"), "\(run.words)")
            console.server.stop()
        }

        @Test("A login that is over before the question is asked for no second time: nobody knows what the click did")
        func theLoginExpires() async throws {
            let console = try FramedConsole(.forgets)
            let (run, _) = try await work(console, ["AUTOSRE_UI_STEP_SECONDS": "5"])
            #expect(run.code == 1, "\(run.words)")
            #expect(console.state.changes.isEmpty, "\(run.words)")
            #expect(run.output.contains("no confirmation: the page 'Please sign in'"), "\(run.words)")
            console.server.stop()
        }

        @Test("Two dashboards in one autosre.yaml, one of them by its map alone")
        func besideAnother() async throws {
            let (shop, console) = (try await ShopProcess(), try FramedConsole())
            var (agent, household) = try console.agent()
            let password = agent.settings["CONSOLE_PASSWORD"] ?? ""
            for name in ["OPERATIONS_DASHBOARD_URL", "METRICS_URL", "AUTOSRE_UI_MAP", "UI_STUB", "UI_DRIVER"] {
                agent.settings[name] = nil
            }
            try agent.scratch.write(
                "autosre.yaml",
                """
                integrations:
                  shop: {kind: dashboard, url: "\(shop.url)", stub: false, driver: http}
                  console:
                    kind: dashboard
                    url: "\(console.url)"
                    stub: false
                    driver: browser
                    ui_map: ui-map.yaml
                    health_url: "\(console.url)/healthz"
                services:
                  checkout: {workload: console}
                """)
            #expect(!password.isEmpty)
            let run = try await agent.run("run", "--output", "json", within: 120)
            #expect(run.code == 0, "\(run.words)")
            #expect(console.state.changes == ["2.8.0"] && console.state.runs == "2.8.0", "\(run.words)")
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"])
            let doctor = try await agent.run("doctor")
            #expect(doctor.output.contains("console.ui-map"), "\(doctor.words)")
            try await household.areGone(within: 2)
            console.server.stop()
            try await shop.stop()
        }
    }
}

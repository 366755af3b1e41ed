import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// The real binary against moto, as far as moto goes; what moto does otherwise than AWS is in IntegrationTests.
    @Suite(.timeLimit(.minutes(3))) struct CloudTests {
        private static let permitted: Set<String> = [
            "DescribeAlarms", "FilterLogEvents", "GetAlias", "ListVersionsByFunction", "UpdateAlias",
        ]

        /// Without a model: a fresh version behind the alias, and the alarm after it.
        @Test(arguments: [["[ERROR] KeyError: 'price'"], []]) func rollsBackAndRecovers(logs: [String]) async throws {
            let shop = try await MotoShop(logs: logs)
            let gateway = try CloudGateway(shop)
            let dashboard = try FakeDashboard(.obeys, heals: true)
            var agent = try Agent(shop.settings(gateway.url))
            agent.settings["OPERATIONS_DASHBOARD_URL"] = dashboard.url
            agent.settings["METRICS_URL"] = dashboard.url + "/api/health"
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(journal.reasons) \(run.errors)")
            #expect(try await shop.version() == "2" && gateway.moves == 1)
            #expect(Set(gateway.calls).isSubset(of: Self.permitted))
            #expect(dashboard.requests == 0 && dashboard.healthReads == 0)
            let first = run.errors.split(separator: "\n").first ?? ""
            #expect(first.contains("alias live of \(shop.name) is really moved"), "\(run.errors)")
            let incident = journal.events("opened").first?["payload"]?["incident"]
            #expect(incident?["incident_id"]?.string?.hasPrefix("inc-cw-") == true, "\(journal.events.first ?? .null)")
            #expect(!run.words.contains("a-secret-of-the-tests"))
            #expect(!run.words.contains("UI_STUB=true"))
            dashboard.stop()
        }

        @Test func noAlarmIsNothingToDo() async throws {
            let shop = try await MotoShop()
            try await shop.setAlarm("OK")
            let gateway = try CloudGateway(shop)
            let run = try await Agent(shop.settings(gateway.url)).run("run", "--output", "json")
            #expect(run.code == 0 && run.output.contains(#""outcome":"nothing_to_do""#), "\(run.words)")
            #expect(gateway.calls == ["DescribeAlarms"])
        }

        @Test func aNameThatNoAlarmHasIsSaid() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            var agent = try Agent(shop.settings(gateway.url))
            agent.settings["CLOUDWATCH_ALARM_NAMES"] = "a-slip-of-the-pen"
            let run = try await agent.run("run")
            #expect(run.code == 0 && run.errors.contains("no alarm in us-east-1 is named a-slip-of-the-pen"))
            #expect(run.output.contains("Nothing to do") && gateway.calls == ["DescribeAlarms"], "\(run.words)")
        }

        @Test func aDryRunOnlyLooks() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            let run = try await Agent(shop.settings(gateway.url)).run("run", "--dry-run")
            #expect(run.code == 0, "\(run.words)")
            #expect(run.output.contains("is only looked at"))
            #expect(try await shop.version() == "3" && !gateway.calls.contains("UpdateAlias"))
        }

        /// Too early to tell: the alias stays, the way back is said, and the next run does not walk back one more.
        @Test(arguments: [true, false]) func staysRolledBackAndGoesNoFurther(remembers: Bool) async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop, heals: false)
            var agent = try Agent(shop.settings(gateway.url))
            agent.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "1"
            if remembers { agent = agent.journaling() }
            let first = try await agent.run("run")
            #expect(first.code == 1 && first.output.contains("unverified"), "\(first.words)")
            let undo = "aws lambda update-alias --function-name \(shop.name) --name live --function-version 3"
            #expect(first.output.contains(undo), "\(first.words)")
            #expect(try await shop.version() == "2")
            let second = try await agent.run("run")
            #expect(second.code == 1 && second.output.contains("already rolled back from 3 to 2"), "\(second.words)")
            #expect(try await shop.version() == "2" && gateway.moves == 1)
        }

        /// What an earlier run has done binds a dry run too, although that keeps nothing.
        @Test func aDryRunRemembers() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop, heals: false)
            var agent = try Agent(shop.settings(gateway.url)).journaling()
            agent.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "1"
            _ = try await agent.run("run")
            // Somebody has tidied the description, and with it our mark.
            try await shop.forgetMark()
            let dry = try await agent.run("run", "--dry-run")
            #expect(dry.output.contains("already rolled back from 3 to 2"), "\(dry.words)")
            #expect(try await shop.version() == "2" && gateway.moves == 1)
        }

        @Test func whatIsNotThereIsEscalated() async throws {
            for (alias, versions) in [(String?.none, 3), ("live", 1)] {
                let shop = try await MotoShop(versions: versions, alias: alias)
                let gateway = try CloudGateway(shop)
                let run = try await Agent(shop.settings(gateway.url)).run("run", "--output", "json")
                #expect(try run.json().outcome == "escalated" && run.code == 1, "\(run.words)")
                #expect(gateway.moves == 0)
            }
        }

        /// AWS's variables count from `.env` too; the environment wins.
        @Test func variablesOfDotEnv() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            let agent = try Agent(["AWS_ACCESS_KEY_ID": "AKIDTEST", "AWS_SECRET_ACCESS_KEY": "x"])
            var settings = shop.settings(gateway.url)
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] { settings[name] = nil }
            // It belongs to another key: with it every call would be refused.
            settings["AWS_SESSION_TOKEN"] = "stale"
            try agent.scratch.write(".env", settings.map { "\($0.key)=\($0.value)\n" }.joined())
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            #expect(gateway.moves == 1)
        }
    }
}

import AutoSRECore
import Testing

extension EndToEnd.Clouds {
    /// The service map followed: what a service of one system is tied to in another is read there.
    @Suite(.timeLimit(.minutes(2))) struct TiedServiceTests {
        /// A shop whose checkout writes its log lines in the cloud, under a function's name.
        private static func services(logs: String, _ more: String = "calls: [payments]") -> String {
            """
            services:
              checkout:
                owner: team-payments
                workload: shop
                logs: {in: cloud, name: "\(logs)"}
                \(more)
              web: {calls: [checkout]}
            """
        }

        private static let line = "java.lang.OutOfMemoryError: Java heap space in the cloud"

        /// A function that is well, so that the run is the shop's, with lines of the shop's service.
        private func cloud() async throws -> (MotoShop, CloudGateway) {
            let function = try await MotoShop(logs: Array(repeating: "[ERROR] \(Self.line)", count: 40))
            try await function.setAlarm("OK")
            return (function, try CloudGateway(function))
        }

        private func run(logs: (MotoShop) -> String) async throws -> (Journaled, [JSONValue], String) {
            let shop = try await ShopProcess()
            let (function, gateway) = try await cloud()
            let agent = try Agent(
                shop, function, as: "cloud", behind: gateway, services: Self.services(logs: logs(function)))
            let run = try await agent.run("run", "--output", "json", within: 60)
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(run.words)")
            let evidence = journal.events("gathered").first?["payload"]?["evidence"]?.array ?? []
            try await shop.stop()
            let report = try await agent.run("report", journal.report?["run"]?.string ?? "?", "--format", "html")
            return (journal, evidence, report.output + run.words)
        }

        @Test("The report names the line that was read in the other system, and who calls whom")
        func logsAreReadWhereTheyAre() async throws {
            let (journal, evidence, words) = try await run { $0.name }
            let logs = evidence.filter { $0["kind"]?.string == "logs" }
            #expect(
                logs.count == 1 && logs[0]["source"]?.string?.hasPrefix("cloud: cloudwatch logs /aws/lambda/") == true)
            #expect(logs[0]["entity"]?["name"]?.string == "checkout", "\(words)")
            let id = logs[0]["id"]?.string ?? "?"
            let claims = journal.events("diagnosed").first?["payload"]?["hypotheses"]?.array?.first?["claims"]?.array
            let cited = claims?.filter { $0["evidence"]?.array?.contains(.string(id)) == true } ?? []
            #expect(cited.contains { "\($0)".contains("OutOfMemoryError") }, "\(words)")
            #expect(words.contains("Java heap space in the cloud"))
            let map = try #require(evidence.first { $0["kind"]?.string == "topology" })
            #expect(map["source"] == "autosre.yaml" && map["summary"] == "3 entities, 2 connections")
        }

        /// The outcome of a run about a shop's checkout whose health is also the memory of another shop's payments.
        private func verified(by bound: String) async throws -> (Finished, Journaled) {
            let (shop, west) = (try await ShopProcess(), try await ShopProcess(fault: "none"))
            let (function, gateway) = try await cloud()
            let health = "- {name: memory, metric: memory_used_mb, \(bound), from: {in: west, name: payments}}"
            let more = "health:\n      \(health)\n      - {alerts: {in: cloud, name: \(function.name)}}"
            let agent = try Agent(
                shop, function, as: "cloud", behind: gateway,
                beside: "west: {kind: dashboard, url: \"\(west.url)\"}",
                services: Self.services(logs: function.name, more))
            let run = try await agent.run("run", "--service", "checkout", "--output", "json", within: 60)
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"], "\(run.words)")
            #expect(try await west.operations().isEmpty && gateway.moves == 0)
            try await shop.stop()
            try await west.stop()
            return (run, try run.json())
        }

        @Test(
            "A metric of another system that stays bad keeps the run from having recovered, and one that is good does not"
        )
        func aMetricIsASignal() async throws {
            let (bad, unseen) = try await verified(by: "below: 1 MB")
            #expect(bad.code == 1 && unseen.outcome == "unverified", "\(bad.words)")
            #expect(bad.output.contains("memory bad: memory_used_mb below 1 MB: 0 of"))
            #expect(bad.output.contains("alerts of cloud unknown: no alert about"))
            let (good, seen) = try await verified(by: "below: 1000 GB")
            #expect(good.code == 0 && seen.outcome == "recovered", "\(good.words)")
            #expect(good.output.contains("memory good: memory_used_mb below 1000 GB"))
        }

        @Test("A tie that leads nowhere is a gap of its name, and the service's own system is heard")
        func aBrokenTieIsAGap() async throws {
            let (journal, evidence, words) = try await run { _ in "gone" }
            #expect(evidence.first { $0["kind"]?.string == "logs" }?["source"] == "dashboard API", "\(words)")
            let gaps = journal.events("gathered").first?["payload"]?["gaps"]?.array ?? []
            let gap = gaps.first { $0["source"] == "cloud: cloudwatch logs" }
            #expect(gap?["reason"]?.string?.contains("there is no log group /aws/lambda/gone") == true, "\(words)")
        }
    }
}

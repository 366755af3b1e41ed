import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// One process, two systems, from one `autosre.yaml`: the shop and a function on moto.
    @Suite(.timeLimit(.minutes(2))) struct TwoSystemsTests {
        private func agent(
            _ shop: ShopProcess, _ function: MotoShop, _ gateway: CloudGateway, tied: String = ""
        ) throws -> Agent {
            try Agent(
                shop, function, as: "orders", behind: gateway,
                services: """
                    services:
                      checkout:
                        owner: team-payments
                        workload: shop
                        health: [{name: edge, url: "\(shop.url)/api/health"}]
                    \(tied)
                    """)
        }

        private func reports(_ run: Finished) throws -> [JSONValue] {
            try run.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
                .filter { $0["type"]?.string == "report" }
        }

        @Test func eachIsHealedAndVerifiedInItsOwnSystem() async throws {
            let (shop, function) = (try await ShopProcess(), try await MotoShop())
            let gateway = try CloudGateway(function)
            let agent = try agent(shop, function, gateway)
            let run = try await agent.run("run", "--output", "json", within: 60)
            let ends = try reports(run)
            #expect(run.code == 0 && ends.count == 2, "\(run.words)")
            #expect(ends.allSatisfy { $0["outcome"]?.string == "recovered" }, "\(run.words)")
            #expect(Set(ends.compactMap { $0["system"]?.string }).count == 2, "each says where it was")
            let scopes = try run.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
                .filter { $0["kind"] == "opened" }.compactMap { $0["payload"]?["entity"]?["scope"] }
            #expect(Set(scopes) == [["shop"], ["orders"]], "\(run.words)")
            #expect(try await function.version() == "2" && gateway.moves == 1)
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"])
            #expect(try await shop.health() == "healthy")
            // Each was verified by its own signals: the alarm, and the shop's address with the one of its service.
            let words = run.output
            #expect(
                words.contains("\(function.alarm) is OK")
                    && words.contains("edge good: HTTP 200 healthy; system health good: HTTP 200 healthy"))
            let table = try await agent.run("incidents")
            #expect(table.output.contains("SYSTEM"), "\(table.words)")
            let listed = try await agent.run("incidents", "--output", "json").output.split(separator: "\n")
                .map { try JSON.decode(JSONValue.self, from: $0.utf8)["system"] }
            #expect(Set(listed) == ["shop", "orders"], "\(table.words)")
            try await shop.stop()
        }

        /// Whoever asks for one service has only that one worked on, whatever else is wrong elsewhere.
        @Test(arguments: ["checkout", "Bestellung"]) func onlyTheServiceThatIsAskedForIsWorkedOn(
            _ name: String
        ) async throws {
            let (shop, function) = (try await ShopProcess(), try await MotoShop())
            let gateway = try CloudGateway(function)
            let tied = "  bestellung: {workload: {in: orders, name: \"\(function.name)\"}}"
            let agent = try agent(shop, function, gateway, tied: tied)
            let run = try await agent.run("run", "--service", name, "--output", "json", within: 60)
            let ends = try reports(run)
            #expect(run.code == 0 && ends.map { $0["outcome"]?.string } == ["recovered"], "\(run.words)")
            let isShop = name == "checkout"
            #expect(gateway.moves == (isShop ? 0 : 1), "\(run.words)")
            #expect(try await shop.operations() == (isShop ? ["rollback checkout v1.4.1"] : []), "\(run.words)")
            try await shop.stop()
        }

        @Test func anAlarmAboutAnotherServiceIsLeftAlone() async throws {
            let function = try await MotoShop()
            let gateway = try CloudGateway(function)
            let agent = try Agent(function.settings(gateway.url))
            let run = try await agent.run("run", "--service", "payments", within: 60)
            #expect(run.code == 0 && run.output.contains("no incident about payments"), "\(run.words)")
            #expect(run.errors.contains("Left alone") && run.errors.contains(function.name), "\(run.words)")
            #expect(gateway.moves == 0)
        }

        @Test("A system that cannot be asked does not keep the other from being mended")
        func oneIsOut() async throws {
            let (shop, function) = (try await ShopProcess(), try await MotoShop())
            let gateway = try CloudGateway(function)
            var agent = try agent(shop, function, gateway)
            agent.settings["AWS_ENDPOINT_URL_CLOUDWATCH"] = "http://127.0.0.1:1"
            let run = try await agent.run("run", "--output", "json", within: 60)
            #expect(run.code == 1 && run.errors.contains("orders: "), "\(run.words)")
            #expect(try reports(run).map { $0["outcome"]?.string } == ["recovered"], "\(run.words)")
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"] && gateway.moves == 0)
            try await shop.stop()
        }

        @Test("A run is finished in the system in which it began, and in no other")
        func itsOwnSystem() async throws {
            let (shop, function) = (try await ShopProcess(), try await MotoShop())
            let gateway = try CloudGateway(function)
            let agent = try agent(shop, function, gateway)
            let child = try agent.start(["run", "--output", "json", "--service", "checkout"]) { _, line, running in
                if line.contains(#""kind":"intended""#) { running.signal(SIGKILL) }
            }
            try await child.ended(within: 60)
            let begun = try await agent.run("incidents", "--output", "json")
            #expect(begun.output.contains("run-"), "\(begun.words)")
            let finished = try await agent.run("resume", "--output", "json", within: 60)
            let ends = try reports(finished)
            #expect(!ends.isEmpty && ends.allSatisfy { $0["outcome"]?.string == "recovered" }, "\(finished.words)")
            try await shop.stop()
        }

        @Test func partsAndTiesAreShown() async throws {
            let (shop, function) = (try await ShopProcess(), try await MotoShop())
            let gateway = try CloudGateway(function)
            let agent = try agent(shop, function, gateway)
            let services = try await agent.run("services", "--output", "json")
            let rows = try services.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
            let checkout = rows.first { $0["name"]?.string == "checkout" }
            #expect(services.code == 0 && checkout?["owner"]?.string == "team-payments", "\(services.words)")
            #expect(checkout?["found"] == ["autosre.yaml", "shop"] && checkout?["missing"] == [])
            #expect(rows.contains { $0["workload"]?.string == "orders/\(function.name)" }, "\(services.words)")
            let text = try await agent.run("services")
            #expect(text.output.contains("\(function.name) is missing owner"), "\(text.words)")
            let doctor = try await agent.run("doctor")
            for part in ["shop.dashboard", "orders.lambda", "slack"] { #expect(doctor.output.contains(part)) }
            let config = try await agent.run("config")
            #expect(config.output.contains("integrations.shop.url"), "\(config.words)")
            try await shop.stop()
        }
    }
}

import AutoSRECore
import AutoSREEngine
import AutoSREPlatform
import AutoSRETesting
import Foundation
import Testing

@testable import AutoSREIntegrations

/// What works pages keeps the actuator's contract as every other adapter does (`ContractTests`), here on real
/// dashboards and in a real Chromium.
enum DriverContract {
    /// An intent to roll `checkout` back, and the permission that goes with it.
    static func permitted(from before: String, to after: String) throws -> (Intent, Clearance) {
        let action = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version(before),
            after: .version(after), reason: "the contract")
        let hypothesis = HypothesisKey(
            category: "bad_release", service: "checkout", version: before, recommendation: .rollback)
        let plan = try #require(Plan(actions: [action], hypothesis: hypothesis, expectation: "healthy"))
        let now = SystemWorld().now()
        let context = PolicyContext(
            run: RunID("run-1"), incident: Sample.incident, evidence: Digest(of: "e"), confidence: 0.9,
            hasObservedSymptom: true, knownVersions: [before, after], attempts: 0, lastChanges: [:], now: now,
            actions: .standard)
        guard case .allow(let clearance) = Policy().judge(plan, in: context) else {
            throw Unexpected("the policy does not allow it")
        }
        return (Intent(run: RunID("run-1"), number: 1, action: action, plan: plan.digest, at: now), clearance)
    }

    /// A shop with a bad release, and whoever is to roll it back.
    static func stand(
        on shop: ShopProcess, _ actuator: (DashboardClient) async throws -> (any Actuator)?
    ) async throws -> ActuatorContract.Stand {
        try await shop.reset("leaky-release", seed: 1)
        let (intent, clearance) = try permitted(from: "v1.4.2", to: "v1.4.1")
        let actuator = try #require(try await actuator(DashboardClient(baseURL: shop.url, client: HTTPClient())))
        return ActuatorContract.Stand(
            actuator, intent, clearance, changes: { try await shop.operations().count },
            meddle: { try await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.0"]) })
    }
}

extension EndToEnd.Consoles {
    @Suite(.timeLimit(.minutes(4))) struct DriverContractTests {
        private func settings(_ household: Household) throws -> BrowserSettings {
            let variables = Environment.all().merging(["TMPDIR": household.folder]) { $1 }
            var settings = try #require(BrowserSettings(installedIn: variables))
            settings.stepSeconds = Pace.stretched(Agent.stepSeconds)
            return settings
        }

        @Test func aBrowserActsOnTheShop() async throws {
            let (shop, household) = (try await ShopProcess(), try Household(folder: Scratch(shortNamed: true)))
            let (settings, map) = (try settings(household), try UIMap.builtIn())
            try await ActuatorContract.check {
                try await DriverContract.stand(on: shop) { api in
                    BrowserActuator(
                        settings, api: api, map: map, client: HTTPClient(), pictures: nil, world: SystemWorld())
                }
            }
            try await household.areGone(within: 10)
            try await shop.stop()
        }

        @Test func aBrowserActsWhereThereAreOnlyPages() async throws {
            let household = try Household(folder: Scratch(shortNamed: true))
            let (settings, map) = (try settings(household), try UIMap(yaml: Array(FramedConsole.map().utf8)))
            try await ActuatorContract.check {
                let console = try FramedConsole()
                let (intent, clearance) = try DriverContract.permitted(from: "2.8.1", to: "2.8.0")
                let actuator = BrowserActuator(
                    settings, api: DashboardClient(baseURL: console.url, client: HTTPClient()), map: map,
                    secrets: ["CONSOLE_PASSWORD": "correct horse"], client: HTTPClient(), pictures: nil,
                    world: SystemWorld())
                return ActuatorContract.Stand(
                    try #require(actuator), intent, clearance, changes: { console.state.changes.count },
                    meddle: { console.state.activate("2.7.9") })
            }
            try await household.areGone(within: 10)
        }
    }
}

extension EndToEnd.Pilots {
    @Suite(.timeLimit(.minutes(4))) struct DriverContractTests {
        @Test func novaActActsOnTheShop() async throws {
            let (shop, household) = (try await ShopProcess(), try Household(folder: Scratch(shortNamed: true)))
            let nova = try await FakeNova(for: household)
            let own = [
                "TMPDIR": household.folder, "HTTPS_PROXY": nova.proxy, "SSL_CERT_FILE": nova.authority,
                "REQUESTS_CA_BUNDLE": nova.authority,
            ]
            let settings = NovaActSettings(
                key: Agent.novaKey, folder: FakeNova.folder, seconds: Pace.stretched(60),
                environment: Environment.all().merging(own) { $1 })
            let gate = EgressGate(textGuard: Redactor(secrets: []), ledger: Unkept(), now: { SystemWorld().now() })
            try await ActuatorContract.check {
                try await DriverContract.stand(on: shop) { api in
                    NovaActActuator(
                        settings, api: api, gate: gate, pictures: nil, isAlone: true, world: SystemWorld())
                }
            }
            try await household.areGone(within: 10)
            try await nova.stop()
            try await shop.stop()
        }

        /// What leaves is not what this is about.
        private struct Unkept: EgressLedger {
            func record(_ egress: Egress) async throws {}
            func egress(of run: RunID) async throws -> [Egress] { [] }
        }
    }
}

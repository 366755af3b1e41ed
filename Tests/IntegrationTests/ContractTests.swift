import AutoSRECore
import AutoSREEngine
import AutoSREPlatform
import AutoSRETesting
import Synchronization
import Testing

@testable import AutoSREIntegrations

/// Every adapter keeps its port's contract. What works a browser keeps the actuator's in EndToEndTests.
@Suite(.timeLimit(.minutes(2))) struct ContractTests {
    @Test func theDashboardsAPIActs() async throws {
        try await ActuatorContract.check {
            let shop = ContractShop()
            let server = try FakeServer { shop.answer($0) }
            let (intent, clearance) = try permitted(rollback())
            return .init(
                DashboardActuator(DashboardClient(baseURL: server.url, client: client), now: { noon }), intent,
                clearance, changes: { server.posts.count }, meddle: { shop.run("v9.9.9") })
        }
    }

    @Test func theStubOnlyLogs() async throws {
        try await ActuatorContract.check {
            let (intent, clearance) = try permitted(rollback())
            let said = Heard()
            let driver = DashboardActuator(DashboardClient(baseURL: "http://shop", client: client))
            let stub = StubActuator(for: driver, dashboard: "http://shop", log: said.add)
            return .init(try #require(stub), intent, clearance, changes: { 0 })
        }
    }

    @Test func theAliasIsMoved() async throws {
        try await ActuatorContract.check {
            let cloud = FakeCloud()
            let parts = integration(try cloud.server())
            parts.resume(alarmIncident())
            let action = Action(
                kind: .rollback, target: Target(kind: .lambdaAlias, name: "shop-fn:live"), before: .version("3"),
                after: .version("2"), reason: "history")
            let (intent, clearance) = try permitted(action)
            return .init(
                parts.actuator, intent, clearance, changes: { cloud.see { $0.updates } },
                meddle: { cloud.set { $0.alias = "1" } })
        }
    }

    private func health(_ body: String, _ status: Int = 200) throws -> (any Verifier, FakeServer) {
        let server = try FakeServer { _ in ServerResponse(status: status, body: Array(body.utf8)) }
        return (HTTPHealthVerifier(url: server.url, client: client) { noon }, server)
    }

    @Test func healthAddressesAreRead() async throws {
        let (good, bad) = (try health(#"{"status":"healthy"}"#), try health(#"{"status":"degraded"}"#, 503))
        let silent = HTTPHealthVerifier(url: "http://127.0.0.1:1/", client: client) { noon }
        let shop = Entity.service("checkout")
        try await VerifierContract.check(good: good.0, bad: bad.0, silent: silent, of: shop)
        let log = Heard()
        func told(_ signal: any Verifier) -> any Verifier { Unanswered(signal, url: "u", log: log.add) }
        try await VerifierContract.check(good: told(good.0), bad: told(bad.0), silent: told(silent), of: shop)
        func beside(_ signal: any Verifier) -> any Verifier {
            CombinedVerifier([HTTPHealthVerifier("edge", url: good.1.url, client: client) { noon }, signal]) { noon }
        }
        try await VerifierContract.check(
            good: beside(good.0), bad: beside(bad.0), silent: beside(silent), of: shop)
    }

    @Test func alarmsAreRead() async throws {
        let clouds = ["OK", "ALARM", "INSUFFICIENT_DATA"].map { state in
            let cloud = FakeCloud()
            cloud.set { $0.alarms = [FakeCloud.alarm(state: state)] }
            return cloud
        }
        let signals = try clouds.map { cloud in
            let parts = integration(try cloud.server())
            parts.resume(alarmIncident())
            return parts.verifier
        }
        try await VerifierContract.check(
            good: signals[0], bad: signals[1], silent: signals[2], of: .service("shop-fn"))
    }

    @Test func incidentsAreReported() async throws {
        try await DetectorContract.check(
            ringing: SimulatedDetector(type: .crashLoop, incidentID: "inc-1", now: noon))
        let (cloud, calm) = (FakeCloud(), FakeCloud())
        calm.set { $0.alarms = [FakeCloud.alarm(state: "OK")] }
        let server = try FakeServer { _ in refusal(403, "AccessDenied") }
        try await DetectorContract.check(
            ringing: integration(try cloud.server()).source, quiet: integration(try calm.server()).source,
            broken: integration(server).source)
    }

    @Test func slackIsTold() async throws {
        let server = try FakeServer { _ in json(["ok": true, "channel": "C0TEST", "ts": "1.2"]) }
        let broken = try FakeServer { _ in json(["ok": false, "error": "channel_not_found"]) }
        func notifier(_ url: String, channel: String? = "C0TEST") -> SlackNotifier {
            SlackNotifier(token: "xoxb-1", channel: channel, apiURL: url + "/", client: client, sleep: { _ in })
        }
        try await NotifierContract.check(
            works: notifier(server.url), broken: notifier(broken.url), unset: notifier(server.url, channel: nil),
            of: try Story().postMortem(), delivered: { server.requests.count })
    }
}

/// A dashboard with one service that runs the version that it is told to run.
private final class ContractShop: Sendable {
    private let version = Mutex("v1.4.2")

    func run(_ other: String) { version.withLock { $0 = other } }

    func answer(_ request: ServerRequest) -> ServerResponse {
        version.withLock { version in
            guard request.method != "POST" else {
                let body = (try? JSON.decode(JSONValue.self, from: request.body)) ?? .null
                version = body["to_version"]?.string ?? version
                return json(["ok": true])
            }
            var service = Answers.service.object ?? [:]
            service["version"] = .string(version)
            service["instances"] = [
                ["id": "a", "version": .string(version), "started_at": "2026-11-24T11:48:00Z", "status": "running"]
            ]
            service["deployments"] = [
                ["version": .string(version), "timestamp": "2026-11-24T11:48:00Z", "status": "running"]
            ]
            return json(.object(service))
        }
    }
}

import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import OperationsDashboard
import Testing

@Suite("Against the real dashboard", .timeLimit(.minutes(1)))
struct LivingDashboardTests {
    private let dashboard: Dashboard
    private let api: DashboardClient
    private let url: String

    init() throws {
        var configuration = DashboardConfiguration()
        configuration.port = 0
        dashboard = try Dashboard(configuration, now: { SystemClock.now() }, token: "token")
        url = "http://127.0.0.1:\(dashboard.port)"
        api = DashboardClient(baseURL: url, client: client)
    }

    private func query() -> EvidenceQuery {
        let now = SystemClock.now()
        let incident = Incident(id: "i", service: "checkout", type: .latencySpike, detectedAt: now, payload: [:])
        return EvidenceQuery(incident: incident, since: now.advanced(bySeconds: -3600), until: now, now: now)
    }

    private func perform(_ kind: ActionKind, _ before: ResourceState?, _ after: ResourceState) async throws -> Receipt {
        let target = Target(kind: .service, name: "checkout")
        let action = Action(kind: kind, target: target, before: before, after: after, reason: "test")
        let (intent, clearance) = try permitted(action, number: kind.rawValue.utf8.count)
        let actuator = DashboardActuator(api)
        if case .applied = try await actuator.status(of: intent) { throw Refusal("it is seen before it is done") }
        let receipt = try await actuator.perform(intent, with: clearance, sending: { _ in })
        guard case .applied = try await actuator.status(of: intent) else {
            throw Refusal("\(action.summary) is not seen")
        }
        return receipt
    }

    private func health() async -> HealthReading.Status {
        await HTTPHealthVerifier(url: url + "/api/health", client: client) { noon }.read(
            .service("checkout"), within: 1
        ).status
    }

    @Test("it has all five kinds of evidence, whole")
    func evidence() async throws {
        let found = try await DashboardEvidence(api).collect(query())
        #expect(Set(found.map(\.body.kind)) == [.logs, .metrics, .changes, .state, .traces])
        #expect(found.deployments.map(\.version).prefix(2) == ["v1.4.2", "v1.4.1"])
        let state = try #require(found.state)
        #expect(state.version == "v1.4.2" && state.instances.count == state.replicasDesired && state.pool != nil)
        #expect(found.logs.count > 1000 && found.metrics.count == 12)
        #expect(try #require(found.metrics.first).times.count >= 239)
    }

    @Test("the simulator's curves and units are the dashboard's")
    func sameCurves() async throws {
        let real = try await DashboardEvidence(api).collect(query()).metrics
        let recorded = try await ScenarioEvidence().collect(query()).metrics
        #expect(real.map(\.name) == recorded.map(\.name))
        #expect(real.map(\.unit) == recorded.map(\.unit))
    }

    @Test("a rollback heals it, and its state confirms it")
    func rollback() async throws {
        #expect(await health() == .bad)
        let receipt = try await perform(.rollback, .version("v1.4.2"), .version("v1.4.1"))
        #expect(receipt.effect == .applied)
        #expect(await health() == .good)
    }

    @Test("the other actions are confirmed too, on the same machine's clock")
    func others() async throws {
        #expect(try await perform(.scaleUp, .replicas(4), .replicas(7)).effect == .applied)
        #expect(try await perform(.restart, nil, .instancesSince(SystemClock.now())).effect == .applied)
        #expect(try await perform(.restartDatabasePool, nil, .poolSince(SystemClock.now())).effect == .applied)
    }

    @Test("nonsense is refused")
    func refused() async throws {
        await #expect(throws: Refusal.self) { try await perform(.rollback, .version("v1.4.2"), .version("v0")) }
        await #expect(throws: Refusal.self) { try await perform(.scaleUp, .replicas(4), .replicas(1000)) }
        #expect(await health() == .bad)
    }
}

import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

/// A dashboard whose service changes when it is told to.
private final class Shop: Sendable {
    struct State {
        var version = "v1.4.2"
        var replicas: Int64 = 4
        var started = "2026-11-24T11:48:00Z"
        var pool = "2026-11-10T00:00:00Z"
        var deployed = "2026-11-24T11:48:00Z"
        var isDeaf = false
        var status: Int?
        /// When a second instance started.
        var second: String?
    }
    let state = Mutex(State())

    func answer(_ request: ServerRequest) -> ServerResponse {
        state.withLock { state in
            guard request.method == "POST" else { return json(Self.detail(state)) }
            let status = state.status ?? 200
            let answer = json(status < 400 ? ["ok": true] : ["detail": "boom"], status: status)
            guard !state.isDeaf else { return answer }
            // The gateway gives up before the shop has done it.
            if state.status != nil { return answer }
            let body = (try? JSON.decode(JSONValue.self, from: request.body)) ?? .null
            switch request.path {
            case "/api/services/checkout/rollback":
                state.version = body["to_version"]?.string ?? ""
                state.deployed = "2026-11-24T12:00:01Z"
            case "/api/services/checkout/scale": state.replicas = body["replicas"]?.integer ?? 0
            case "/api/services/checkout/restart": state.started = "2026-11-24T12:00:01Z"
            case "/api/services/checkout/pool/restart": state.pool = "2026-11-24T12:00:01Z"
            default: return Answers.missing
            }
            return json(["ok": true])
        }
    }

    private static func detail(_ state: State) -> JSONValue {
        var service = Answers.service.object ?? [:]
        service["version"] = .string(state.version)
        service["replicas"] = ["desired": .integer(state.replicas), "maximum": 12]
        let starts = [state.started] + (state.second.map { [$0] } ?? [])
        service["instances"] = .array(
            starts.map {
                ["id": "a", "version": .string(state.version), "started_at": .string($0), "status": "running"]
            })
        service["pool"] = ["size": 50, "in_use": 3, "waiting": 0, "restarted_at": .string(state.pool)]
        service["deployments"] = [
            ["version": .string(state.version), "timestamp": .string(state.deployed), "status": "running"]
        ]
        return .object(service)
    }
}

@Suite("Acting through the dashboard's API", .timeLimit(.minutes(1)))
struct DashboardActuatorTests {
    private let shop = Shop()
    private let server: FakeServer
    private let actuator: DashboardActuator

    init() throws {
        let shop = shop
        server = try FakeServer { shop.answer($0) }
        actuator = DashboardActuator(DashboardClient(baseURL: server.url, client: client), now: { noon })
    }

    private func action(_ kind: ActionKind, _ before: ResourceState?, _ after: ResourceState) -> Action {
        Action(kind: kind, target: Target(kind: .service, name: "checkout"), before: before, after: after, reason: "")
    }

    @Test("each action is asked for once, as the API has it, and confirmed by the state")
    func actions() async throws {
        let since = noon
        let cases: [(Action, String, String)] = [
            (rollback(), "/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#),
            (action(.scaleUp, .replicas(4), .replicas(9)), "/api/services/checkout/scale", #"{"replicas":9}"#),
            (action(.restart, nil, .instancesSince(since)), "/api/services/checkout/restart", "{}"),
            (action(.restartDatabasePool, nil, .poolSince(since)), "/api/services/checkout/pool/restart", "{}"),
        ]
        for (number, (action, path, body)) in cases.enumerated() {
            let (intent, clearance) = try permitted(action, number: number)
            #expect(try await actuator.status(of: intent) == .absent)
            let receipt = try await actuator.perform(intent, with: clearance, sending: { _ in })
            #expect(receipt.effect == .applied && receipt.driver == "http" && receipt.intent == intent.key)
            let post = try #require(server.posts.last)
            #expect(post.path == path && String(decoding: post.body, as: UTF8.self) == body)
            #expect(post.header("Content-Type") == "application/json")
            #expect(post.header("Idempotency-Key") == intent.key)
            #expect(server.posts.count == number + 1)
            guard case .applied(let found) = try await actuator.status(of: intent) else {
                Issue.record("\(action.summary) is not seen")
                continue
            }
            #expect(found.effect == .found)
        }
    }

    @Test("what stands already is found, not done again")
    func found() async throws {
        shop.state.withLock { $0.version = "v1.4.1" }
        let (intent, clearance) = try permitted(rollback())
        let receipt = try await actuator.perform(intent, with: clearance, sending: { _ in })
        #expect(receipt.effect == .found)
        #expect(server.posts.isEmpty)
    }

    @Test("what another process did for this intent before it died is found, not done again")
    func foundAfterCrash() async throws {
        let (intent, clearance) = try permitted(rollback())
        _ = try await actuator.perform(intent, with: clearance, sending: { _ in })
        let other = DashboardActuator(DashboardClient(baseURL: server.url, client: client))
        let receipt = try await other.perform(intent, with: clearance, sending: { _ in })
        #expect(receipt.effect == .found)
        #expect(server.posts.count == 1)
    }

    @Test("a target that is not what the plan expects is refused, untouched")
    func unexpected() async throws {
        shop.state.withLock { $0.version = "v2.0.0" }
        let (intent, clearance) = try permitted(rollback())
        let error = await #expect(throws: Refusal.self) {
            try await actuator.perform(intent, with: clearance, sending: { _ in })
        }
        #expect(error?.reason.contains("v2.0.0") == true && error?.reason.contains("v1.4.2") == true)
        #expect(server.posts.isEmpty)
    }

    @Test("a clearance for another plan opens nothing")
    func foreignClearance() async throws {
        let (intent, _) = try permitted(rollback())
        let (_, other) = try permitted(rollback(to: "v1.4.2"))
        await #expect(throws: Refusal.self) { try await actuator.perform(intent, with: other, sending: { _ in }) }
        #expect(server.requests.isEmpty)
    }

    @Test("an answer that changes nothing yet is pending, for as long as such a change may take")
    func deaf() async throws {
        shop.state.withLock { $0.isDeaf = true }
        let (intent, clearance) = try permitted(rollback())
        let pending = await #expect(throws: Pending.self) {
            try await actuator.perform(intent, with: clearance, sending: { _ in })
        }
        #expect(pending?.intent == intent.key && pending?.driver == "http")
        #expect(pending?.until == noon.advanced(bySeconds: 5 * 20), "four instances, and once more")
        #expect(server.posts.count == 1)
        #expect(try await actuator.status(of: intent) == .absent)
        shop.state.withLock { $0.version = "v1.4.1" }
        guard case .applied(let shown) = try await actuator.status(of: intent), let pending else {
            Issue.record("it is not seen")
            return
        }
        let receipt = pending.receipt(for: intent, shown: shown)
        #expect(receipt.effect == .applied && receipt.intent == intent.key)
    }

    /// Only the target's own clear no is one: of anything else it may have happened.
    @Test(
        "an answer that does not say no may have had its effect",
        arguments: [301, 303, 307, 408, 425, 429, 499, 500, 502, 503, 504], [true, false])
    func unclear(_ status: Int, _ isTaken: Bool) async throws {
        shop.state.withLock { ($0.status, $0.isDeaf) = (status, !isTaken) }
        let (intent, clearance) = try permitted(rollback())
        let pending = await #expect(throws: Pending.self) {
            try await actuator.perform(intent, with: clearance, sending: { _ in })
        }
        #expect(pending?.reason.contains("\(status)") == true)
        #expect(server.posts.count == 1)
    }

    @Test("a 4xx without a body of the API's kind is somebody's on the way", arguments: [400, 403, 404, 409])
    func foreignNo(_ status: Int) async throws {
        for (body, isOwn) in [("<h1>Forbidden</h1>", false), ("", false), ("{}", false), (#"{"detail":"no"}"#, true)] {
            let error = try await refused(by: body, status)
            #expect(isOwn ? error is Refusal : error is Pending, "\(body)")
        }
    }

    @Test("what is asked for is marked first, and not asked for where it cannot be")
    func mark() async throws {
        let (intent, clearance) = try permitted(rollback())
        await #expect(throws: CancellationError.self) {
            try await actuator.perform(intent, with: clearance) { _ in throw CancellationError() }
        }
        #expect(server.posts.isEmpty)
        let marks = Mutex<[(Pending, Int)]>([])
        let receipt = try await actuator.perform(intent, with: clearance) { pending in
            marks.withLock { $0.append((pending, server.posts.count)) }
        }
        #expect(receipt.effect == .applied && server.posts.count == 1)
        let made = marks.withLock { $0 }
        #expect(made.count == 1 && made.first?.1 == 0 && made.first?.0.intent == intent.key)
        #expect(made.first?.0.until == noon.advanced(bySeconds: 5 * 20))
        // What is there already needs neither.
        _ = try await actuator.perform(intent, with: clearance) { _ in Issue.record("nothing is asked for") }
    }

    @Test("no dashboard may be tried again; a no is final")
    func refusals() async throws {
        let (intent, clearance) = try permitted(rollback())
        let absent = DashboardActuator(DashboardClient(baseURL: nobody, client: client))
        let error = await #expect(throws: (any Error).self) {
            try await absent.perform(intent, with: clearance, sending: { _ in })
        }
        #expect(!(error is Refusal))
        for status in [404, 409, 422] {
            let no = try FakeServer { _ in json(["detail": "no such thing"], status: status) }
            let actuator = DashboardActuator(DashboardClient(baseURL: no.url, client: client))
            let refusal = await #expect(throws: Refusal.self) { try await actuator.status(of: intent) }
            #expect(refusal?.reason.contains("no such thing") == true)
        }
    }

    @Test("a dashboard that shows a rollback only in its health", arguments: [true, false])
    func minimal(heals: Bool) async throws {
        let healed = Mutex(false)
        let server = try FakeServer { request in
            switch (request.method, request.path) {
            case ("POST", _):
                healed.withLock { $0 = heals }
                return json(["ok": true, "rolled_back_to": "v1.4.1"])
            case (_, "/api/health"): return json(["status": .string(healed.withLock { $0 } ? "healthy" : "degraded")])
            default: return json(Answers.minimal)
            }
        }
        let actuator = DashboardActuator(DashboardClient(baseURL: server.url, client: client))
        let (intent, clearance) = try permitted(rollback())
        if heals {
            #expect(try await actuator.perform(intent, with: clearance, sending: { _ in }).effect == .applied)
        } else {
            // It can never show it: the verification decides, and nothing is waited for.
            let receipt = try await actuator.perform(intent, with: clearance, sending: { _ in })
            #expect(receipt.effect == .unconfirmed && receipt.inverse == nil)
        }
        #expect(server.posts.count == 1)
    }
}

@Suite("The stub", .timeLimit(.minutes(1)))
struct StubActuatorTests {
    @Test("logs what it would click and says that nothing was touched")
    func clicks() async throws {
        let target = Target(kind: .service, name: "checkout")
        func action(_ kind: ActionKind, _ after: ResourceState) -> Action {
            Action(kind: kind, target: target, before: nil, after: after, reason: "")
        }
        let cases: [(Action, String)] = [
            (rollback(), "click_rollback checkout v1.4.1"),
            (action(.scaleUp, .replicas(9)), "click_scale_up checkout 9"),
            (action(.restart, .instancesSince(noon)), "click_restart checkout"),
            (action(.restartDatabasePool, .poolSince(noon)), "click_restart_db_pool checkout"),
        ]
        for (action, click) in cases {
            let heard = Heard()
            let driver = DashboardActuator(DashboardClient(baseURL: "http://localhost:3000", client: client))
            let made = StubActuator(for: driver, dashboard: "http://localhost:3000", log: heard.add)
            let stub = try #require(made)
            #expect(stub.capabilities == driver.capabilities)
            let (intent, clearance) = try permitted(action)
            #expect(try await stub.status(of: intent) == .absent)
            #expect(heard.all.isEmpty)
            let receipt = try await stub.perform(intent, with: clearance, sending: { _ in })
            #expect(receipt.effect == .simulated && receipt.inverse == nil && stub.isSimulated)
            #expect(heard.all.first?.hasPrefix("navigate http://localhost:3000/services/checkout") == true)
            #expect(heard.all.last == click)
            #expect(try await stub.status(of: intent) == .absent)
        }
    }

    /// A driver of somebody else's, with a kind of action of its own.
    private struct Foreign: Actuator {
        let worksDashboard: Bool
        let name = "foreign"
        let capabilities = [Capability(ActionKind(rawValue: "drain"), TargetKind(rawValue: "node"))]
        let isSimulated = false
        func status(of intent: Intent) async throws -> ActuationStatus { .absent }
        func perform(
            _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
        ) async throws -> Receipt { throw Refusal("not in this test") }
    }

    /// What it does, in states of its own.
    private struct Drain: ActionParameters {
        static let kind = ActionKind(rawValue: "drain")
        static let title = "Move everything off a node."
        static let blastRadius = "every workload on the node"
        static let risk = Risk.low

        init() {}
        init?(before: ResourceState?, after: ResourceState) {
            guard before == nil, after == Drain().after else { return nil }
        }
        var before: ResourceState? { nil }
        var after: ResourceState { .other(kind: "node", value: "drained") }
        var inverse: Drain? { nil }
        func expectation(of target: String) -> String { "nothing runs on \(target)" }
    }

    @Test("stands in for whatever works a dashboard, whatever is done there, and for nothing else")
    func standsInForDashboards() async throws {
        let (foreign, heard) = (Foreign(worksDashboard: true), Heard())
        let made = StubActuator(for: foreign, dashboard: "http://localhost:3000", log: heard.add)
        let stub = try #require(made)
        #expect(stub.isSimulated && stub.capabilities == foreign.capabilities)
        let none = StubActuator(for: Foreign(worksDashboard: false), dashboard: "http://d", log: heard.add)
        #expect(none == nil)
        let node = Target(kind: TargetKind(rawValue: "node"), name: "n1")
        let (intent, clearance) = try permitted(
            Action(Drain(), on: node, reason: ""), kinds: .standard.adding([Drain.self]),
            rules: [ActionRule(Drain.kind, on: node.kind)])
        let receipt = try await stub.perform(intent, with: clearance, sending: { _ in })
        #expect(receipt.effect == .simulated && heard.all.last == "click_drain n1 node drained")
    }
}

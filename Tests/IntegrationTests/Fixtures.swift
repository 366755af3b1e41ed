import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import AutoSRETesting
import Foundation
import Synchronization
import Testing

/// A fixed moment that all fixtures are about.
let noon = Instant("2026-11-24T12:00:00Z") ?? Instant(seconds: 0)

func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

func incident(_ type: IncidentType = .latencySpike, service: String = "checkout") -> Incident {
    Incident(id: "inc-test0001", service: service, type: type, detectedAt: noon, payload: ["a": 1])
}

func query(_ type: IncidentType = .latencySpike, service: String = "checkout") -> EvidenceQuery {
    EvidenceQuery(
        incident: incident(type, service: service), since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
}

extension [RawEvidence] {
    var deployments: [Change] { lazy.compactMap(\.body.rollouts).first ?? [] }
    var logs: [LogLine] { lazy.compactMap(\.body.logs).first.map { [LogLine]($0) } ?? [] }
    var metrics: [MetricSeries] { lazy.compactMap(\.body.metrics).first.map { [MetricSeries]($0) } ?? [] }
    var state: ServiceState? { lazy.compactMap(\.body.state).first }

    /// The pieces as they would be kept if nothing had to be taken out.
    var kept: [Evidence] { get throws { try map { try $0.minted.evidence } } }

    /// Everything in it as text.
    var text: String {
        get throws { try map { String(decoding: try $0.body.bytes(), as: UTF8.self) }.joined(separator: "\n") }
    }
}

/// Gathers what closures are told.
final class Heard: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

/// A folder that goes away with the test.
final class Folder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "autosre-adapters-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: Data) throws {
        try bytes.write(to: URL(filePath: "\(path)/\(name)"))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }
}

/// A server on a free port that answers by a closure and remembers what it was asked. It runs until it is stopped or
/// the tests are over: a port that goes back while its address is still in use may be another test's next, which would
/// answer.
final class FakeServer: Sendable {
    private final class Box: Sendable { let requests = Mutex<[ServerRequest]>([]) }

    private static let running = Mutex<[HTTPServer]>([])
    private let box = Box()
    private let server: HTTPServer

    init(_ answer: @escaping @Sendable (ServerRequest) -> ServerResponse) throws {
        let box = box
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                box.requests.withLock { $0.append(request) }
                return answer(request)
            })
        self.server = server
        Self.running.withLock { $0.append(server) }
    }

    var url: String { "http://127.0.0.1:\(server.port)" }
    var requests: [ServerRequest] { box.requests.withLock { $0 } }
    var posts: [ServerRequest] { requests.filter { $0.method == "POST" } }
    func stop() { server.stop() }
}

func json(_ value: JSONValue, status: Int = 200) -> ServerResponse {
    let body = (try? JSON.encode(value)) ?? []
    return ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: body)
}

/// An address where nothing listens.
let nobody = "http://127.0.0.1:1"

let client = HTTPClient()

func rollback(before: String? = "v1.4.2", to version: String = "v1.4.1") -> Action {
    Action(
        kind: .rollback, target: Target(kind: .service, name: "checkout"), before: before.map { .version($0) },
        after: .version(version), reason: "history")
}

/// An intent for `action` and the permission that goes with it.
func permitted(
    _ action: Action, number: Int = 1, kinds: ActionKinds = .standard, rules: Set<ActionRule> = ActionRule.standard
) throws -> (Intent, Clearance) {
    let plan = try #require(Plan(actions: [action], hypothesis: hypothesis().key, expectation: "healthy"))
    let context = PolicyContext(
        run: RunID("run-1"), incident: incident(), evidence: Digest(of: "e"), confidence: 0.9,
        hasObservedSymptom: true, knownVersions: ["v1.4.1", "v1.4.2", "1", "2", "3", "3+2:0.25"], attempts: 0,
        lastChanges: [:], now: noon, actions: kinds)
    var policy = Policy()
    policy.allowedActions = rules
    guard case .allow(let clearance) = policy.judge(plan, in: context) else {
        throw Refusal("the fixture's plan is not allowed")
    }
    return (Intent(run: RunID("run-1"), number: number, action: action, plan: plan.digest, at: noon), clearance)
}

/// What a rollback comes to at a dashboard that answers it so and never shows it; it is asked for once.
func refused(by body: String, _ status: Int) async throws -> (any Error)? {
    let server = try FakeServer { request in
        guard request.method == "POST" else { return json(Answers.service) }
        return ServerResponse(status: status, body: Array(body.utf8))
    }
    let actuator = DashboardActuator(DashboardClient(baseURL: server.url, client: client))
    let (intent, clearance) = try permitted(rollback())
    let error = await #expect(throws: (any Error).self) {
        try await actuator.perform(intent, with: clearance, sending: { _ in })
    }
    #expect(server.posts.count == 1)
    return error
}

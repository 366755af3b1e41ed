import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

/// The answers of a dashboard that knows everything.
enum Answers {
    static let service: JSONValue = [
        "id": "checkout", "name": "Checkout", "version": "v1.4.2", "status": "degraded",
        "replicas": ["desired": 4, "ready": 3, "maximum": 12],
        "instances": [
            ["id": "a", "version": "v1.4.2", "started_at": "2026-11-24T11:48:00Z", "status": "running", "restarts": 0],
            ["id": "b", "version": "v1.4.2", "started_at": "2026-11-24T11:49:00Z", "status": "crashed", "restarts": 2],
        ],
        "pool": ["size": 50, "in_use": 14, "waiting": 0, "restarted_at": "2026-11-10T00:00:00Z"],
        "deployments": [
            ["version": "v1.4.2", "timestamp": "2026-11-24T11:48:00Z", "status": "running"],
            ["version": "v1.4.1", "timestamp": "2026-11-15T08:00:00Z", "status": "superseded"],
        ],
    ]
    static let minimal: JSONValue = [
        "id": "checkout", "name": "Checkout",
        "deployments": [
            ["version": "v1.4.2", "timestamp": "2026-11-24T11:48:00Z", "status": "deployed"],
            ["version": "v1.4.1", "timestamp": "2026-11-15T08:00:00Z", "status": "deployed"],
        ],
    ]
    static let metrics: JSONValue = [
        "interval_seconds": 15, "timestamps": ["2026-11-24T11:59:45Z", "2026-11-24T12:00:00Z"],
        "series": [["name": "latency_p99_ms", "unit": "ms", "values": [812.5, 900]]],
    ]
    static let logs: JSONValue = [
        "logs": [
            ["timestamp": "2026-11-24T10:00:00Z", "level": "INFO", "instance": "a", "message": "too old"],
            ["timestamp": "2026-11-24T11:59:00.5Z", "level": "ERROR", "instance": "a", "message": "slow"],
            ["timestamp": "2026-11-24T12:00:01Z", "level": "ERROR", "instance": "a", "message": "too late"],
        ]
    ]
    static let missing = json(["detail": "Not Found"], status: 404)
}

@Suite("Evidence from the dashboard", .timeLimit(.minutes(1)))
struct DashboardEvidenceTests {
    private func evidence(_ url: String, service: String = "checkout") async throws -> [RawEvidence] {
        let client = DashboardClient(baseURL: url, client: client)
        return try await DashboardEvidence(client).collect(query(service: service))
    }

    @Test("all kinds that it has, within the window, from one question each")
    func whole() async throws {
        let server = try FakeServer { request in
            switch request.path {
            case "/api/services/checkout": json(Answers.service)
            case "/api/services/checkout/metrics": json(Answers.metrics)
            case "/api/services/checkout/logs": json(Answers.logs)
            default: Answers.missing
            }
        }
        let found = try await evidence(server.url)
        #expect(found.allSatisfy { $0.provenance.source == "dashboard API" && $0.entity == .service("checkout") })
        #expect(found.logs.map(\.message) == ["slow"])
        #expect(found.metrics.first?.values == [812.5])
        #expect(found.deployments.map(\.version) == ["v1.4.2", "v1.4.1"])
        let state = try #require(found.state)
        #expect(state.version == "v1.4.2" && state.replicasDesired == 4 && state.replicasMaximum == 12)
        #expect(state.instances.map(\.status) == ["running", "crashed"] && state.pool?.size == 50)
        #expect(server.requests.count == 4)
        let logs = try #require(server.requests.first { $0.path.hasSuffix("/logs") })
        #expect(logs.queryValue("since") == "2026-11-24T11:00:00.000Z" && logs.queryValue("limit") == "20000")
    }

    @Test("lines that name another service do not count, and that is told", arguments: ["service", "service_name"])
    func foreignLines(member: String) async throws {
        let time: JSONValue = "2026-11-24T11:59:00Z"
        let lines: [JSONValue] = [
            ["timestamp": time, "message": "its own", member: "Checkout"],
            ["timestamp": time, "message": "unnamed"],
            ["timestamp": time, "message": "another's", member: "payments"],
        ]
        let server = try FakeServer { $0.path.hasSuffix("/logs") ? json(["logs": .array(lines)]) : Answers.missing }
        let found = try await evidence(server.url)
        #expect(found.logs.map(\.message) == ["its own", "unnamed"])
        let completeness = try #require(found.first { $0.body.kind == .logs }?.completeness)
        #expect(completeness.missing == "1 of 3 lines names another service" && completeness.whole == nil)
    }

    @Test("a dashboard that knows little gives what it has")
    func minimal() async throws {
        let server = try FakeServer { $0.path == "/api/services/checkout" ? json(Answers.minimal) : Answers.missing }
        let found = try await evidence(server.url)
        #expect(Set(found.map(\.body.kind)) == [.state, .changes])
        #expect(found.state?.version == "v1.4.2")
    }

    @Test("more connections in use than a pool has are no figures of it, and said", arguments: [50, 51])
    func pool(inUse: Int) async throws {
        var service = Answers.service.object ?? [:]
        service["pool"] = ["size": 50, "in_use": .integer(Int64(inUse)), "waiting": 0]
        let answer = JSONValue.object(service)
        let server = try FakeServer { $0.path == "/api/services/checkout" ? json(answer) : Answers.missing }
        let found = try await evidence(server.url)
        #expect(found.state?.pool?.inUse == (inUse > 50 ? nil : inUse) && found.state?.version == "v1.4.2")
        let missing = found.first { $0.body.kind == .state }?.completeness?.missing ?? ""
        #expect(missing.contains("no numbers of its connections") == (inUse > 50), "\(missing)")
    }

    @Test("NaN and Infinity, as Python writes them, are holes, and a name that reads so stays")
    func bareWords() async throws {
        let answer = """
            {"timestamps": ["2026-11-24T11:59:00Z", "2026-11-24T11:59:15Z", "2026-11-24T11:59:30Z",
             "2026-11-24T11:59:45Z"], "series": [{"name": "\\"NaN\\" of -Infinity", "unit": "ms",
             "values": [NaN, -Infinity, Infinity, 5]}]}
            """
        let server = try FakeServer {
            $0.path.hasSuffix("/metrics") ? ServerResponse(body: Array(answer.utf8)) : Answers.missing
        }
        let found = try await evidence(server.url).metrics
        #expect(found.map(\.values) == [[5]] && found.first?.name == "\"NaN\" of -Infinity")
    }

    @Test("only what is asked for is fetched")
    func kinds() async throws {
        let server = try FakeServer { _ in json(Answers.service) }
        let source = DashboardEvidence(DashboardClient(baseURL: server.url, client: client), kinds: [.changes])
        #expect(try await source.collect(query()).map(\.body.kind) == [.changes])
        #expect(server.requests.count == 1)
    }

    @Test(
        "what is not the API makes a gap",
        arguments: [
            json([:], status: 404), json(["status": "healthy"]), json([]), ServerResponse(body: Array("<html>".utf8)),
            json(["id": "payments", "deployments": []]), json(["id": "checkout", "version": 7, "deployments": []]),
            json(["id": "checkout", "deployments": [["version": "v1"]]]), ServerResponse(status: 302),
        ])
    func nonsense(answer: ServerResponse) async throws {
        let server = try FakeServer { _ in answer }
        await #expect(throws: (any Error).self) { try await evidence(server.url) }
    }

    /// Not among the arguments above: the library describes each of those at length.
    @Test("more than is read of any answer makes a gap")
    func tooMuch() async throws {
        let server = try FakeServer { _ in ServerResponse(body: [UInt8](repeating: 32, count: 20 << 20)) }
        await #expect(throws: (any Error).self) { try await evidence(server.url) }
    }

    @Test("no dashboard makes a gap")
    func nobodyThere() async throws {
        await #expect(throws: (any Error).self) { try await evidence(nobody) }
    }

    @Test("a service's name cannot leave its place in the path")
    func escaping() async throws {
        let server = try FakeServer { _ in Answers.missing }
        await #expect(throws: (any Error).self) { try await evidence(server.url, service: "../x?y=1 é") }
        #expect(server.requests.allSatisfy { $0.rawPath.hasPrefix("/api/services/..%2Fx%3Fy%3D1%20%C3%A9") })
    }
}

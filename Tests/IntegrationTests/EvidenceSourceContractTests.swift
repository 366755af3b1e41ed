import AutoSRECore
import AutoSREIntegrations
import AutoSREPlatform
import AutoSRETesting
import Testing

/// Every source that there is keeps the contract.
@Suite(.timeLimit(.minutes(2))) struct EvidenceSourceContractTests {
    private static let traces: JSONValue = [
        "spans": [
            [
                "trace_id": "4bf92f3577b34da6", "span_id": "00f067aa", "parent_id": .null, "component": "gateway",
                "operation": "GET /", "start_time": "2026-11-24T11:59:30Z", "duration_ms": 812.5, "status": "ok",
            ],
            [
                "trace_id": "4bf92f3577b34da6", "span_id": "00f067ab", "parent_id": "00f067aa",
                "component": "database-pool", "operation": "acquire connection",
                "start_time": "2026-11-24T11:59:30.010Z",
                "duration_ms": 800, "status": "error", "instance": "a",
            ],
            ["trace_id": "late", "span_id": "1", "start_time": "2026-11-24T12:00:01Z", "duration_ms": 1],
            ["trace_id": "x", "span_id": "2", "start_time": "soon", "duration_ms": -1],
        ]
    ]

    private func dashboard(_ answer: @escaping @Sendable (String) -> ServerResponse) throws -> DashboardEvidence {
        let server = try FakeServer { answer($0.path) }
        return DashboardEvidence(DashboardClient(baseURL: server.url, client: client))
    }

    @Test func theDashboard() async throws {
        let source = try dashboard { path in
            switch path {
            case "/api/services/checkout": json(Answers.service)
            case "/api/services/checkout/metrics": json(Answers.metrics)
            case "/api/services/checkout/logs": json(Answers.logs)
            case "/api/services/checkout/traces": json(Self.traces)
            default: Answers.missing
            }
        }
        let asked = EvidenceQuery(
            incident: incident(), since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        try await EvidenceSourceContract.check(source, asked)
        let found = try await source.collect(asked)
        let spans = try #require(found.first { $0.body.kind == .traces }?.body.as(Traces.self)?.spans)
        #expect(spans.map(\.service) == ["gateway", "database-pool"] && spans[1].parent == spans[0].id)
        #expect(spans[0].duration == 812_500_000 && spans[1].status == .error)
        #expect(found.first { $0.body.kind == .traces }?.completeness?.missing?.hasPrefix("1 of 4 spans") == true)
        let broken = try dashboard { _ in ServerResponse(status: 500) }
        try await EvidenceSourceContract.checkBroken(broken, asked)
    }

    /// Others' dashboards have no traces: a page, or nothing, is at that address.
    @Test func aDashboardWithoutTracesHasNone() async throws {
        for answer in [Answers.missing, ServerResponse(body: Array("<!doctype html>".utf8))] {
            let server = try FakeServer { _ in answer }
            let source = DashboardEvidence(DashboardClient(baseURL: server.url, client: client), kinds: [.traces])
            #expect(try await source.collect(query()).isEmpty)
        }
    }

    @Test func theCloud() async throws {
        let cloud = FakeCloud()
        cloud.set {
            $0.events = (0..<5).map { FakeCloud.event($0, noon.advanced(bySeconds: -60 * Double($0) - 1), "l\($0)") }
        }
        for source in integration(try cloud.server()).evidence {
            try await EvidenceSourceContract.check(source, alarmQuery())
        }
        let silent = try FakeServer { _ in ServerResponse(status: 400) }
        for source in integration(silent).evidence {
            try await EvidenceSourceContract.checkBroken(source, alarmQuery())
        }
    }

    @Test func theTeamsFiles() async throws {
        let folder = try Folder()
        let sources: [any EvidenceSource] = [
            LogEntriesFile(directory: folder.path) { _ in }, DeploymentsFile(directory: folder.path) { _ in },
        ]
        try folder.write(
            "log_entries.json",
            #"[{"service_name": "checkout", "timestamp": "2026-11-24T11:50:00Z", "message": "slow", "level": "WARN"}]"#)
        try folder.write(
            "deployments.json",
            #"[{"service_name": "checkout", "version": "v2", "timestamp": "2026-11-24T11:48:00Z", "status": "running"}]"#
        )
        for source in sources { try await EvidenceSourceContract.check(source, query()) }
        for name in ["log_entries.json", "deployments.json"] { try folder.write(name, "{") }
        for source in sources { try await EvidenceSourceContract.checkBroken(source, query()) }
    }

    @Test(arguments: IncidentType.known) func theRecording(_ type: IncidentType) async throws {
        try await EvidenceSourceContract.check(ScenarioEvidence(), query(type), isSimulated: true)
    }

    /// A source that knows names of services is asked about each of them.
    @Test func neighboursAreAskedAboutByName() async throws {
        let folder = try Folder()
        let lines = ["checkout", "payments", "other"].map {
            #"{"service_name": "\#($0)", "timestamp": "2026-11-24T11:50:00Z", "message": "of \#($0)"}"#
        }
        try folder.write("log_entries.json", "[\(lines.joined(separator: ","))]")
        let both = EvidenceQuery(
            incident: incident(), neighbours: [.service("payments"), Entity(.node, "other"), .service("checkout")],
            since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        let found = try await LogEntriesFile(directory: folder.path) { _ in }.collect(both)
        #expect(found.map(\.entity) == [.service("checkout"), .service("payments")])
        #expect(found.compactMap { $0.body.logs?.first?.message } == ["of checkout", "of payments"])
    }
}

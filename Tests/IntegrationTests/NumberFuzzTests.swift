import AutoSRECore
import AutoSREAnalysis
import AutoSRETesting
import TestSupport
import Testing

@testable import AutoSREIntegrations

/// No number that a dashboard or a file can write ends the process, wherever it goes: read, judged, planned with, told
/// and drawn. A trap here takes the whole test process, so the last seed printed is the one.
@Suite("Absurd numbers", .timeLimit(.minutes(3)))
struct NumberFuzzTests {
    private static let whole = Completeness(whole: TimeWindow(from: Instant(seconds: 0), until: noon))

    private func evidence(_ body: EvidenceBody, _ completeness: Completeness? = whole) throws -> RawEvidence {
        RawEvidence(
            body, service: "checkout", source: "fuzz", collectedAt: noon, summary: "by chance",
            completeness: completeness)
    }

    /// What a dashboard's answers say; an answer that is none is left out.
    private func dashboard(_ world: inout AbsurdNumbers) throws -> [RawEvidence] {
        let since = noon.advanced(bySeconds: -3600)
        var found: [RawEvidence] = []
        let service = try? JSON.decode(DashboardService.self, fromLoose: Array(world.service().utf8))
        if let state = service?.state { found.append(try evidence(.state(state))) }
        if let history = service?.history(of: .service("checkout"), limit: 5, by: noon), !history.isEmpty {
            found.append(try evidence(.changes(history)))
        }
        let metrics = try? DashboardMetrics(Array(world.metrics().utf8))
        let series = metrics?.series(since: since, until: noon).series ?? []
        for one in series { #expect(one.values.allSatisfy(MetricSeries.isPlausible)) }
        if !series.isEmpty { found.append(try evidence(.metrics(series))) }
        let logs = try? DashboardLogs(Array(world.logs().utf8), of: "checkout")
        if let lines = logs?.lines(since: since, until: noon), !lines.isEmpty {
            let completeness = logs?.completeness(of: lines, until: noon, limit: 20_000)
            found.append(try evidence(.logs(lines), completeness))
        }
        return found
    }

    private func files(_ world: inout AbsurdNumbers, _ folder: Folder) async throws -> [RawEvidence] {
        try folder.write("log_entries.json", world.logFile())
        try folder.write("deployments.json", world.deploymentsFile())
        let logs = try? await LogEntriesFile(directory: folder.path) { _ in }.collect(query())
        let history = try? await DeploymentsFile(directory: folder.path) { _ in }.collect(query())
        return (logs ?? []) + (history ?? [])
    }

    /// Everything that is done with evidence after it was read.
    private func follow(_ all: [RawEvidence], _ health: HealthReading.Status) throws {
        let reading = try evidence(.health(HealthReading(health, at: noon, detail: "fuzz")))
        let request = DiagnosisRequest(
            run: RunID("run-fuzz"), incident: incident(), evidence: try (all + [reading]).kept, gaps: [], tried: [])
        let diagnosis = LocalDiagnoser().conclude(request)
        #expect(diagnosis.rechecked(against: request.evidence) == diagnosis)
        for hypothesis in diagnosis.hypotheses {
            let plan = try? CataloguePlanner().plan(
                for: hypothesis, incident: request.incident, evidence: request.evidence, at: noon)
            guard case .replicas(let wanted)? = plan?.actions.first?.after else { continue }
            let state = all.state
            let most = state?.replicasMaximum ?? 2 * (state?.replicasDesired ?? 0)
            #expect(wanted <= most && wanted > state?.replicasDesired ?? .max)
        }
        try tell(diagnosis, all)
    }

    private func tell(_ diagnosis: Diagnosis, _ all: [RawEvidence]) throws {
        func json(_ value: some Encodable) throws -> JSONValue {
            try JSON.decode(JSONValue.self, from: try JSON.encode(value))
        }
        let story: [String: JSONValue] = [
            "schema": 1, "simulated": false, "run": "run-fuzz", "incident_id": "inc-fuzz", "service": "checkout",
            "outcome": "recovered",
            "alert_type": "latency_spike", "reason": "r", "root_cause": "c", "action_taken": "a",
            "prevention_suggestion": "p", "confidence": .number(diagnosis.confidence), "author": "local",
            "reasoning": .string(diagnosis.reasoning), "notes": [], "refusals": [], "gaps": [], "receipts": [],
            "hypotheses": try json(diagnosis.hypotheses), "evidence": try json(all.kept.map(\.reference)),
            "timeline": [
                ["at": "2026-11-24T12:00:00Z", "kind": "alert", "text": "Alert received: x"],
                [
                    "at": .string(diagnosis.hypotheses.first == nil ? "9999-12-31T23:59:59Z" : "0000-01-01T00:00:00Z"),
                    "kind": "recovery", "text": "Recovery: recovered",
                ],
            ],
            "recovery_time_seconds": .number(Double(all.count) * 1e18),
        ]
        let postMortem = try JSON.decode(PostMortem.self, from: try JSON.encode(JSONValue.object(story)))
        let bodies = Dictionary(try all.kept.map { ($0.reference.id, $0.body) }) { first, _ in first }
        #expect(HTMLReport(postMortem, evidence: bodies).text.contains("</html>"))
        #expect(!MarkdownReport(postMortem).text.isEmpty)
        #expect(try !JSONReport(postMortem).text().isEmpty)
        for item in all {
            let bytes = try item.body.bytes()
            let body = try EvidenceKinds.standard.body(item.body.kind, from: bytes)
            #expect(try body.bytes() == bytes)
        }
    }

    @Test("a dashboard's answers", arguments: 0..<8 as Range<UInt64>)
    func answers(part: UInt64) throws {
        for seed in (part * 100)..<((part + 1) * 100) {
            var world = AbsurdNumbers(seed: seed) { noon.advanced(bySeconds: -$0).description }
            try follow(try dashboard(&world), seed % 3 == 0 ? .good : .bad)
        }
    }

    @Test("a team's files")
    func files() async throws {
        let folder = try Folder()
        for seed in 10_000..<10_200 as Range<UInt64> {
            var world = AbsurdNumbers(seed: seed) { noon.advanced(bySeconds: -$0).description }
            try follow(try await files(&world, folder), seed % 3 == 0 ? .good : .bad)
        }
    }

    /// Absurd numbers cost samples and never the series beside them.
    @Test(
        "an absurd number is a hole in its series alone",
        arguments: ["NaN", "1e400", "1e19", "null", "\"x\"", "5e-324"])
    func hole(number: String) throws {
        let text = """
            {"timestamps": ["2026-11-24T11:57:00Z", "2026-11-24T11:58:00Z", "2026-11-24T11:59:00Z"], "series": [
              {"name": "a", "unit": "ms", "values": [1, \(number), 3]}, {"name": "b", "unit": "ms", "values": [4, 5, 6]}]}
            """
        let metrics = try DashboardMetrics(Array(text.utf8))
        let (series, faults) = metrics.series(since: noon.advanced(bySeconds: -3600), until: noon)
        #expect(series.map(\.values) == [[1, 3], [4, 5, 6]])
        #expect(faults == ["1 of 3 values of a cannot be measured"])
    }

    /// Judged as it is written: of 10¹⁹ % or 2⁶³ ns too little is left in the unit that is kept to be seen.
    @Test(
        "an absurd number is one in every unit",
        arguments: ["%", "permille", "B", "kB", "KiB", "ns", "us", "MB", "ms", "s", "GiB", "1", "", "requests"])
    func everyUnit(unit: String) {
        let times = (0..<3).map { noon.advanced(bySeconds: Double($0)) }
        for absurd in [1e19, 0x1p63, 0x1p64, -1e19, Double.leastNonzeroMagnitude, .infinity, .nan] {
            let series = MetricSeries(measured: "load", unit: unit, times: times, values: [0.5, absurd, 0.5])
            #expect(series.times == [times[0], times[2]], "\(absurd) \(unit): \(series.values)")
        }
    }

    @Test("absurd counts of a service are missing, and the rest is there")
    func counts() throws {
        for number in ["9223372036854775808", "1e19", "-1", "0.5", "NaN", "\"many\""] {
            let text = """
                {"id": "checkout", "version": "v2", "replicas": {"desired": \(number), "maximum": 12}, "pool":
                 {"size": \(number), "in_use": 3, "waiting": 0, "restarted_at": "2026-11-24T11:00:00Z"}}
                """
            let service = try JSON.decode(DashboardService.self, fromLoose: Array(text.utf8))
            let state = try #require(service.state)
            #expect(state.version == "v2" && state.replicasDesired == nil && state.pool == nil, "\(number)")
            #expect(service.faults.count == 2)
        }
    }
}

import AutoSREAnalysis
import AutoSRECore
import AutoSREIntegrations
import AutoSREPlatform
import AutoSRETesting
import Foundation
import RootCause
import Testing

@testable import autosre

/// What is read from a run's evidence in memory is what is read from the same evidence written down.
@Suite(.timeLimit(.minutes(1))) struct CaseContentsTests {
    private static let begin = Instant(seconds: 1_800_000_000)

    private func both(_ incident: Incident, _ pieces: [Evidence]) throws -> (direct: String, written: String) {
        let folder = NSTemporaryDirectory() + "autosre-contents-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let entry = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: incident.detectedAt,
            event: .opened(Alert(incident: incident, source: "t")),
            previousDigest: JournalEntry.genesis)
        _ = try CaseExport(Run(opening: entry), pieces, confirmed: nil).write(to: folder)
        func answer(_ evidence: CaseEvidence) -> String {
            var evidence = evidence
            evidence.gaps = []
            return RootCause.Diagnosis(evidence).json(timing: []).text
        }
        return (
            answer(CaseContents(incident, pieces).evidence(id: "run-1")),
            answer(try CaseEvidence(try CaseFolder.read(folder)))
        )
    }

    @Test(arguments: IncidentType.known) func aSimulatedRunReadsTheSame(type: IncidentType) async throws {
        for hour in 0..<10 {
            let now = Self.begin.advanced(bySeconds: Double(hour) * 3607)
            let incident = Incident(id: "i-\(hour)", service: "checkout", type: type, detectedAt: now, payload: .null)
            let query = EvidenceQuery(incident: incident, since: now.advanced(bySeconds: -3600), until: now, now: now)
            let pieces = try await ScenarioEvidence().collect(query).map { try $0.minted.evidence }
            let (direct, written) = try both(incident, pieces)
            #expect(direct == written, "\(type) \(hour)")
            #expect(direct.contains("\"component\":\"checkout\""))
        }
    }

    /// Every kind of evidence, of several services, with what a file has to quote.
    @Test func everyKindReadsTheSame() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SplitMix64(state: seed)
            let incident = Incident(
                id: "i", service: "pay", type: .latencySpike, detectedAt: Self.begin.advanced(bySeconds: 1200),
                payload: .null)
            let (direct, written) = try both(incident, Self.pieces(&random))
            #expect(direct == written, "\(seed)")
            #expect(direct.contains("change-2") && direct.contains("OOMKilled"), "\(direct)")
        }
    }

    private static func pieces(_ random: inout SplitMix64) throws -> [Evidence] {
        func piece(_ body: EvidenceBody, _ service: String) throws -> Evidence {
            try Evidence(body, service: service, source: "test", collectedAt: begin, summary: "made up")
        }
        func at(_ seconds: Double) -> Instant { begin.advanced(bySeconds: seconds) }
        var series: [MetricSeries] = []
        for (number, name) in ["cpu", "latency|p99", "queue"].enumerated() {
            // Each at its own moments, one with a hole.
            let times = (0..<90).filter { $0 != 40 || number != 1 }.map { at(Double($0) * 15 + Double(number) / 8) }
            let values = times.map { ($0 >= at(1000) ? 9.0 : 3) + random.unit() }
            series.append(
                MetricSeries(name: name, unit: "", labels: ["pod": "pay-\(number)"], times: times, values: values))
        }
        let lines = (0..<400).map { number in
            LogLine(
                at: at(Double(number) * 3 + random.unit()),
                message: number > 330 ? "order \(number), \"quoted\":\nout of memory" : "order \(number) placed",
                level: number > 330 ? "ERROR" : "INFO", instance: "pay-1")
        }
        let spans = (0..<600).flatMap { number -> [TraceSpan] in
            let start = Int64((1_800_000_000 + Double(number) * 2) * 1e9) + Int64(random.unit() * 1e6)
            let slow: Int64 = number > 500 ? 900_000_000 : 20_000_000
            return [
                TraceSpan(
                    trace: "t\(number)", id: "a", parent: nil, service: "shop", operation: "GET /", start: start,
                    duration: slow + 5_000_000, status: .ok),
                TraceSpan(
                    trace: "t\(number)", id: "b", parent: "a", service: "pay", operation: "take",
                    start: start + 1_000_000,
                    duration: slow, status: .ok),
            ]
        }
        let changes = [
            Change(rollout: "v2", of: .service(""), at: at(990), status: "running"),
            Change(rollout: "v1", of: .service("pay"), at: at(-9_000), status: "superseded"),
        ]
        let killed = PlatformEvent(
            "OOMKilled", "killed, at its limit", of: Entity(.instance, "pay-1"), isWarning: true, count: 3,
            first: at(1000), last: at(1100))
        let state = ServiceState(
            version: "v2", replicasDesired: 2, replicasMaximum: 4,
            instances: [.init(id: "pay-1", version: "v2", startedAt: at(995), status: "crashed")],
            pool: .init(size: 9, inUse: 9, waiting: 4, restartedAt: at(0)))
        let edges = [Topology.Edge(.service("shop"), .calls, .service("pay"))]
        return [
            try piece(.metrics(series), "pay"), try piece(.logs(lines), "pay"), try piece(.changes(changes), "pay"),
            try piece(EvidenceBody(Traces(SpanColumns(spans))), "pay"), try piece(.state(state), "pay"),
            try piece(EvidenceBody(PlatformEvents([killed])), "pay"),
            try piece(EvidenceBody(Topology(entities: [], edges: edges)), "pay"),
        ]
    }
}

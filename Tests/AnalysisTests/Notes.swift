import AutoSRECore
import AutoSRETesting

/// Evidence written by hand: a team's own few lines, or curves of a service that is nothing like the shop.
struct Notes {
    static let now = Instant(seconds: 1_795_540_000)
    var service = "ledger"
    var type = IncidentType.latencySpike
    var bodies: [EvidenceBody] = []
    /// Nothing is missing, unless a test says so.
    var completeness: Completeness? = Completeness(
        whole: TimeWindow(from: Instant(seconds: 0), until: Self.now.advanced(bySeconds: 300)))

    /// A moment some minutes before the incident.
    static func ago(_ minutes: Double) -> Instant { now.advanced(bySeconds: -minutes * 60) }

    mutating func log(_ lines: [(minutesAgo: Double, message: String)]) {
        bodies.append(.logs(lines.map { LogLine(at: Self.ago($0.minutesAgo), message: $0.message) }))
    }

    mutating func deployed(_ history: [(version: String, minutesAgo: Double)], status: String = "deployed") {
        bodies.append(
            .changes(
                history.map {
                    Change(rollout: $0.version, of: .service(service), at: Self.ago($0.minutesAgo), status: status)
                }))
    }

    /// Adds series of one sample each 30 s over the last hour; `value` takes minutes ago.
    mutating func curves(_ curves: [(name: String, unit: String, value: (Double) -> Double)]) {
        let minutes = stride(from: 60.0, through: 0, by: -0.5)
        let series = curves.map { curve in
            MetricSeries(
                name: curve.name, unit: curve.unit, times: minutes.map(Self.ago), values: minutes.map(curve.value))
        }
        bodies.append(.metrics(series))
    }

    var incident: Incident {
        Incident(id: "inc-notes", service: service, type: type, detectedAt: Self.now, payload: .object([:]))
    }

    func evidence() throws -> [Evidence] {
        try bodies.map {
            try Evidence(
                $0, service: service, source: "notes", collectedAt: Self.now, summary: "by hand",
                completeness: completeness)
        }
    }

    func request(gaps: [EvidenceGap] = [], tried: [HypothesisKey] = []) throws -> DiagnosisRequest {
        DiagnosisRequest(
            run: RunID("run-test"), incident: incident, evidence: try evidence(), gaps: gaps, tried: tried)
    }
}

extension SplitMix64 {
    /// Roughly normal, of deviation 1.
    mutating func swing() -> Double { unit() + unit() + unit() + unit() - unit() - unit() - unit() - unit() }
}

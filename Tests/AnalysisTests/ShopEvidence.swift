import AutoSRECore
import AutoSRETesting
import OperationsDashboard
import ServiceSimulation

/// The evidence that the demo shop shows of one fault, as the adapters hand it to a diagnoser.
struct ShopEvidence {
    static let now = Instant(seconds: 1_795_540_000)
    let shop: Shop
    let now: Instant
    var kinds = Set(EvidenceKinds.standard.all)
    /// Replaces words in every text, for shops of other names and versions.
    var renaming: [(String, String)] = []
    var withoutMetrics: Set<String> = []
    /// Metrics that are told in another unit, and their values times a factor.
    var told: [String: (factor: Double, unit: String)] = [:]
    var hasLevels = true
    /// A shop whose health is shown in place of this one's.
    var healthOf: Shop?

    init(_ fault: Fault, seed: UInt64, now: Instant = Self.now, age: Double = 0) {
        shop = Shop(fault: fault, seed: seed, start: now.advanced(bySeconds: -age))
        self.now = now
    }

    init(shop: Shop, now: Instant) { (self.shop, self.now) = (shop, now) }

    var incident: Incident {
        let type = IncidentType(rawValue: shop.fault.alert)
        return Incident(
            id: "inc-test", service: renamed("checkout"), type: type, detectedAt: now, payload: .object([:]))
    }

    func request(tried: [HypothesisKey] = []) throws -> DiagnosisRequest {
        let evidence = try self.evidence()
        return DiagnosisRequest(
            run: RunID("run-test"), incident: incident, evidence: evidence, gaps: [], tried: tried)
    }

    func evidence() throws -> [Evidence] {
        var all: [Evidence] = []
        let hour = now.advanced(bySeconds: -3600)
        if kinds.contains(.logs) { all.append(try evidence(.logs(logs(since: hour)))) }
        if kinds.contains(.metrics) { all.append(try evidence(.metrics(metrics(since: hour)))) }
        if kinds.contains(.changes) {
            for id in ["checkout", "payments"] { all.append(try evidence(.changes(deployments(id)), of: id)) }
        }
        if kinds.contains(.state), let state { all.append(try evidence(.state(state))) }
        if kinds.contains(.health) {
            let isHealthy = (healthOf ?? shop).isHealthy(at: now)
            all.append(try evidence(.health(HealthReading(isHealthy ? .good : .bad, at: now, detail: "test"))))
        }
        return all
    }

    private func evidence(_ body: EvidenceBody, of service: String = "checkout") throws -> Evidence {
        let all = Completeness(whole: TimeWindow(from: Instant(seconds: 0), until: now.advanced(bySeconds: 300)))
        return try Evidence(
            body, service: renamed(service), source: "shop", collectedAt: now, summary: "test", completeness: all)
    }

    func renamed(_ text: String) -> String {
        var text = text
        for (old, new) in renaming { text = text.replacing(old, with: new) }
        return text
    }

    private func logs(since: Instant) -> [LogLine] {
        let lines = shop.logs(of: "checkout", since: since, limit: 20_000, now: now) ?? []
        return lines.map { line in
            LogLine(
                at: line.timestamp, message: renamed(line.message), level: hasLevels ? line.level.rawValue : "",
                instance: renamed(line.instance))
        }
    }

    private func metrics(since: Instant) -> [MetricSeries] {
        guard let table = shop.metrics(of: "checkout", since: since, now: now) else { return [] }
        let all = table.series.map { series in
            let (name, times) = (series.metric.rawValue, table.timestamps)
            guard let told = told[name] else {
                return MetricSeries(name: name, unit: series.metric.unit, times: times, values: series.values)
            }
            return MetricSeries(
                measured: name, unit: told.unit, times: times, values: series.values.map { told.factor * $0 })
        }
        return all.filter { !withoutMetrics.contains($0.name) }
    }

    private func deployments(_ id: String) -> [Change] {
        (shop.detail(of: id, at: now)?.deployments ?? []).map { deployment in
            Change(
                rollout: renamed(deployment.version), of: .service(renamed(id)), at: deployment.timestamp,
                status: deployment.status.rawValue)
        }
    }

    private var state: ServiceState? {
        guard let detail = shop.detail(of: "checkout", at: now) else { return nil }
        let instances = detail.instances.map { instance in
            ServiceState.Instance(
                id: renamed(instance.id), version: renamed(instance.version), startedAt: instance.startedAt,
                status: instance.status)
        }
        let pool = ServiceState.Pool(
            size: detail.pool.size, inUse: detail.pool.inUse, waiting: detail.pool.waiting,
            restartedAt: detail.pool.restartedAt)
        return ServiceState(
            version: renamed(detail.version), replicasDesired: detail.replicas.desired,
            replicasMaximum: detail.replicas.maximum, instances: instances, pool: pool)
    }
}

import AutoSRECore
import AutoSREWeb
import ServiceSimulation

/// Everything that a page shows of one service at one moment.
struct ServiceView {
    let detail: ServiceDetail
    let metrics: MetricsTable
    let marks: [Mark]
    let window: TimeWindow

    var now: Instant { window.until }

    func latest(_ metric: Metric) -> Double { metrics.values(metric).last ?? 0 }

    /// A curve as charts take it.
    func line(_ name: String, _ metric: Metric) -> Chart.Line {
        Chart.Line(
            name: name, times: metrics.timestamps, values: metrics.values(metric),
            gapSeconds: 4 * Double(MetricsTable.interval))
    }

    /// The version that a rollback most likely means: the newest that ran before and was not taken away.
    var previousVersion: String? {
        detail.deployments.first { $0.status == .superseded && $0.version != detail.version }?.version
    }
}

extension Shop {
    /// How service `id` has been for the last `minutes`; `nil` for an unknown service.
    func view(of id: String, minutes: Int, at now: Instant) -> ServiceView? {
        let from = now.advanced(bySeconds: -60 * Double(minutes))
        guard let service = service(id), var metrics = metrics(of: id, since: from, now: now) else { return nil }
        metrics.append(service.shown(at: now), at: now)
        return ServiceView(
            detail: service.detail(at: now), metrics: metrics, marks: service.marks(since: from),
            window: TimeWindow(from: from, until: now))
    }
}

extension MetricsTable {
    /// Adds the present moment, which the last sample may be some seconds behind: a page is to show what just happened.
    fileprivate mutating func append(_ vitals: Vitals, at now: Instant) {
        if let last = timestamps.last, last >= now { return }
        timestamps.append(now)
        for index in series.indices {
            let metric = series[index].metric
            series[index].values.append(metric.rounded(metric.value(in: vitals)))
        }
    }
}

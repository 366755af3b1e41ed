public import AutoSRECore
public import ServiceSimulation

/// The curves of one service: one sample each 15 s, at most the last 90 minutes.
public struct MetricsTable: Sendable {
    /// The service's id.
    public let service: String
    /// When each sample was taken, oldest first.
    public internal(set) var timestamps: [Instant] = []
    /// For each curve as many values as there are timestamps.
    public internal(set) var series: [(metric: Metric, values: [Double])]

    /// Seconds between two samples.
    public static let interval = 15

    /// The values of one curve.
    public func values(_ metric: Metric) -> [Double] {
        series.first { $0.metric == metric }?.values ?? []
    }
}

extension Metric {
    /// The value as it was measured: with noise, and now and then with a harmless peak.
    fileprivate func measured(in vitals: Vitals, _ profile: ServiceProfile, random: inout SeededRandom) -> Double {
        var value = value(in: vitals) * (1 + noise * random.swing())
        if random.unit() < 0.01, self == .latencyP99 { value *= 1.3 }
        return rounded(min(value, ceiling(profile)))
    }
}

extension Shop {
    /// The curves of service `id` from `since` to `now`; `nil` for an unknown service.
    public func metrics(of id: String, since: Instant? = nil, now: Instant) -> MetricsTable? {
        guard let service = service(id) else { return nil }
        let origin = start.advanced(bySeconds: -Service.memory)
        var table = MetricsTable(service: id, series: Metric.allCases.map { ($0, []) })
        for index in steps(of: Double(MetricsTable.interval), from: origin, since: since, now: now) {
            let at = origin.advanced(bySeconds: Double(index * MetricsTable.interval))
            let vitals = service.shown(at: at)
            table.timestamps.append(at)
            for (position, metric) in Metric.allCases.enumerated() {
                let stream = service.profile.stream + 100 + UInt64(position)
                var random = SeededRandom(seed: seed, stream: stream, index: Int64(index))
                let value = metric.measured(in: vitals, service.profile, random: &random)
                table.series[position].values.append(value)
            }
        }
        return table
    }

    /// The steps, `seconds` long and counted from `origin`, that begin within what is kept and asked for.
    func steps(of seconds: Double, from origin: Instant, since: Instant?, now: Instant) -> Range<Int> {
        let oldest = max(since ?? origin, now.advanced(bySeconds: -Service.memory), origin)
        guard oldest <= now else { return 0..<0 }
        let first = (oldest.seconds(since: origin) / seconds).rounded(.up)
        let last = (now.seconds(since: origin) / seconds).rounded(.down)
        return Int(first)..<max(Int(last) + 1, Int(first))
    }
}

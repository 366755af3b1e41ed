public import AutoSRECore

/// The values that made the alarm go off, which the alarm itself carries: a metric without another question to AWS.
public struct AlarmDatapoints: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "alarm"
    /// The metric that the alarm watches.
    public let kinds: [EvidenceKind] = [.metrics]

    /// Makes a source; it reads nothing but the incident.
    public init() {}

    /// The series of the alarm's `StateReasonData`; nothing where there is none.
    public func collect(_ query: EvidenceQuery) async throws -> [Evidence] {
        guard let alarm = CloudWatchAlarm(query.incident.payload), let series = Self.series(of: alarm) else {
            return []
        }
        let evidence = try Evidence(
            .metrics([series]), service: query.incident.service, source: name, collectedAt: query.now,
            summary: "\(series.values.count) values of \(series.name) that \(alarm.name) was judged by")
        return [evidence]
    }

    private static func series(of alarm: CloudWatchAlarm) -> MetricSeries? {
        guard let text = alarm.raw["StateReasonData"]?.string, text.utf8.count <= 64 << 10 else { return nil }
        let data: JSONValue
        do { data = try JSON.decode(JSONValue.self, from: Array(text.utf8)) } catch { return nil }
        // The alarm is judged by the newest of them; those before show what was usual.
        let (judged, recent) = (evaluated(data), recent(data))
        let points = recent.count > judged.count ? recent : judged
        guard !points.isEmpty, !alarm.metric.isEmpty else { return nil }
        let sorted = points.sorted { $0.at < $1.at }
        let unit = alarm.raw["Unit"]?.string ?? data["unit"]?.string ?? ""
        return MetricSeries(name: alarm.metric, unit: unit, times: sorted.map(\.at), values: sorted.map(\.value))
    }

    private static func evaluated(_ data: JSONValue) -> [(at: Instant, value: Double)] {
        (data["evaluatedDatapoints"]?.array ?? []).compactMap { point in
            guard let at = CloudWatchAlarm.instant(point["timestamp"]), let value = point["value"]?.number else {
                return nil
            }
            return (at, value)
        }
    }

    private static func recent(_ data: JSONValue) -> [(at: Instant, value: Double)] {
        guard let start = CloudWatchAlarm.instant(data["startDate"]), let period = data["period"]?.number else {
            return []
        }
        let values = (data["recentDatapoints"]?.array ?? []).compactMap(\.number)
        return values.enumerated().map { (start.advanced(bySeconds: Double($0.offset) * period), $0.element) }
    }
}

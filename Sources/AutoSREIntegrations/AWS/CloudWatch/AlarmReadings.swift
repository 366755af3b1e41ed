public import AutoSRECore

/// What CloudWatch says of the alarms when the evidence is gathered: for each whether it is in ALARM, and for the
/// incident's own the values that made it go off, which the alarm itself carries.
public struct AlarmReadings: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "cloudwatch alarms"
    /// States and values over time.
    public let kinds: [EvidenceKind] = [.metrics]
    private let calls: CloudWatchCalls
    private let watch: AlarmWatch

    private static let seconds = 20.0

    /// Makes a source of the alarms that `watch` knows.
    public init(_ client: AWSClient, watch: AlarmWatch) { (calls, self.watch) = (CloudWatchCalls(client), watch) }

    /// Reads the watched alarms.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard query.asks(for: .metrics) else { return [] }
        watch.watch(query.incident)
        let names = watch.names
        // No name would ask for every alarm of the account.
        guard !names.isEmpty else { return [] }
        let alarms = try await calls.describeAlarms(names: names, within: Self.seconds)
        let others = try await calls.related(to: alarms, within: Self.seconds)
        let own = CloudWatchAlarm(query.incident.payload)
        let values = own.flatMap(Self.series)
        // One that a person named counts as a signal whatever it measures; it grounds a change only where it is about
        // a function.
        let tied = alarms.filter { !AlarmScope.ties(of: $0, among: others).isEmpty }
        let series = [values].compactMap(\.self) + tied.compactMap { Self.state(of: $0, query) }
        guard !series.isEmpty else { return [] }
        let ringing = alarms.filter { $0.state == "ALARM" }.map(\.name)
        let words = ringing.isEmpty ? "none in ALARM" : "in ALARM: \(ringing.prefix(5).joined(separator: ", "))"
        let points = values.map { ", \($0.values.count.counted("value")) of \($0.name)" } ?? ""
        let evidence = RawEvidence(
            .metrics(series), about: query.entity, from: query.provenance(name),
            summary: PlainText.heard("\(alarms.count.counted("alarm")), \(words)\(points)"))
        return [evidence]
    }

    /// 1 in ALARM and 0 in OK, from when it came to be so (an hour ago at the most) until now; nil without data, also
    /// where an alarm is in its state for want of it.
    private static func state(of alarm: CloudWatchAlarm, _ query: EvidenceQuery) -> MetricSeries? {
        guard let value = ["ALARM": 1.0, "OK": 0.0][alarm.state], !alarm.isForWantOfData else { return nil }
        let since = min(max(alarm.stateSince ?? query.now, query.since), query.now)
        return MetricSeries(
            name: MetricSeries.alarmState + PlainText.oneLine(alarm.name), unit: "", times: [since, query.now],
            values: [value, value])
    }

    private static func series(of alarm: CloudWatchAlarm) -> MetricSeries? {
        guard let data = alarm.reasonData else { return nil }
        // The alarm is judged by the newest of them; those before show what was usual.
        let (judged, recent) = (evaluated(data), recent(data))
        let points = recent.count > judged.count ? recent : judged
        guard !points.isEmpty, !alarm.metric.isEmpty else { return nil }
        let sorted = points.sorted { $0.at < $1.at }
        let unit = alarm.raw["Unit"]?.string ?? data["unit"]?.string ?? ""
        return MetricSeries(measured: alarm.metric, unit: unit, times: sorted.map(\.at), values: sorted.map(\.value))
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

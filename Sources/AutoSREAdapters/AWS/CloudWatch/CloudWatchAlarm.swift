import AutoSRECore

/// An alarm of Amazon CloudWatch, as DescribeAlarms gives it.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
struct CloudWatchAlarm: Sendable, Hashable {
    /// Everything that was answered, untouched: the incident's payload.
    let raw: JSONValue
    /// Its name, unique in account and region.
    let name: String

    /// Reads an alarm; nil where it has no name.
    init?(_ raw: JSONValue) {
        guard let name = raw["AlarmName"]?.string, !name.isEmpty else { return nil }
        (self.raw, self.name) = (raw, name)
    }

    /// `OK`, `ALARM`, `INSUFFICIENT_DATA`; empty where it is not said.
    var state: String { raw["StateValue"]?.string ?? "" }

    /// Since when it is in that state; a change of the reason alone counts where nothing better is known.
    var stateSince: Instant? {
        Self.instant(raw["StateTransitionedTimestamp"]) ?? Self.instant(raw["StateUpdatedTimestamp"])
    }

    /// The metric that it watches; of a calculation the first that goes into it. Empty for a composite alarm.
    var metric: String { raw["MetricName"]?.string ?? sources.first?["Metric"]?["MetricName"]?.string ?? "" }

    /// Every metric that it looks at, or the queries where it names none; empty for a composite alarm.
    var measured: [String] {
        if let name = raw["MetricName"]?.string { return [name] }
        let names = sources.compactMap { $0["Metric"]?["MetricName"]?.string }
        return names.isEmpty ? (raw["Metrics"]?.array ?? []).compactMap { $0["Expression"]?.string } : names
    }

    /// A dimension of what it measures, for example `FunctionName`.
    func dimension(_ name: String) -> String? {
        let all = (raw["Dimensions"]?.array ?? []) + sources.flatMap { $0["Metric"]?["Dimensions"]?.array ?? [] }
        return all.first { $0["Name"]?.string == name }?["Value"]?.string
    }

    /// Seconds before it can show a change: all the periods that it looks at. A composite alarm has none of its own
    /// and is taken to need a minute.
    var latencySeconds: Double {
        guard let period = (raw["Period"] ?? sources.first?["Period"])?.number, period > 0 else { return 60 }
        return min(period * max(raw["EvaluationPeriods"]?.number ?? 1, 1), 7 * 86_400)
    }

    /// The metrics of a calculation.
    private var sources: [JSONValue] { (raw["Metrics"]?.array ?? []).compactMap { $0["MetricStat"] } }

    /// A time stamp: seconds since the Unix epoch, or text where another protocol gave it.
    static func instant(_ value: JSONValue?) -> Instant? {
        if let text = value?.string { return Instant(text) }
        guard let seconds = value?.number, abs(seconds) < 1e11 else { return nil }
        return Instant(milliseconds: Int64((seconds * 1000).rounded()))
    }
}

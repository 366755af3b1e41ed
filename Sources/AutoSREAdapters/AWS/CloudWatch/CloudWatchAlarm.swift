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

    /// The same alarm in the same episode is the same incident, whoever looks and how often.
    func incidentID(seenAt now: Instant) -> String {
        let identity = "\(raw["AlarmArn"]?.string ?? name)\n\((stateSince ?? now).milliseconds)"
        return "inc-cw-" + Digest(of: identity).short
    }

    /// The metric that it watches; of a calculation the first that goes into it. Empty for a composite alarm.
    var metric: String { raw["MetricName"]?.string ?? sources.first?["Metric"]?["MetricName"]?.string ?? "" }

    /// Every metric that it looks at, or the queries where it names none; empty for a composite alarm.
    var measured: [String] {
        if let name = raw["MetricName"]?.string { return [name] }
        let names = sources.compactMap { $0["Metric"]?["MetricName"]?.string }
        return names.isEmpty ? queries : names
    }

    /// Seconds before it can show a change: all the periods that it looks at. A composite alarm has none of its own: it
    /// follows its children.
    var latencySeconds: Double {
        let periods =
            [raw["Period"]] + sources.map { $0["Period"] } + (raw["Metrics"]?.array ?? []).map { $0["Period"] }
        guard let period = periods.compactMap({ $0?.number }).filter({ $0 > 0 }).max() else { return 60 }
        return min(period * max(raw["EvaluationPeriods"]?.number ?? 1, 1), 7 * 86_400)
    }

    /// The metrics of a calculation.
    private var sources: [JSONValue] { (raw["Metrics"]?.array ?? []).compactMap { $0["MetricStat"] } }

    /// The expressions of a calculation, and queries of Metrics Insights.
    private var queries: [String] { (raw["Metrics"]?.array ?? []).compactMap { $0["Expression"]?.string } }

    /// A time stamp: seconds since the Unix epoch, or text where another protocol gave it.
    static func instant(_ value: JSONValue?) -> Instant? {
        if let text = value?.string { return Instant(text) }
        guard let seconds = value?.number, abs(seconds) < 1e11 else { return nil }
        return Instant(milliseconds: Int64((seconds * 1000).rounded()))
    }
}

/// What an alarm is about.
extension CloudWatchAlarm {
    /// Whether one of its actions is a scaling policy: it goes off in the ordinary course of things.
    var isForScaling: Bool {
        let actions = (raw["AlarmActions"]?.array ?? []) + (raw["OKActions"]?.array ?? [])
        return actions.contains { $0.string?.contains(":scalingPolicy:") == true }
    }

    /// The functions whose metrics it measures, directly or in its calculation, in their order.
    /// - Parameter alias: where it is given, what is measured of another alias of the function does not count.
    func functions(alias: String? = nil) -> [String] {
        let metrics = [raw["Dimensions"]] + sources.map { $0["Metric"]?["Dimensions"] }
        var found: [String] = []
        for dimensions in metrics.compactMap({ $0?.array }) {
            let value = { (names: [String]) in
                dimensions.first { names.contains($0["Name"]?.string ?? "") }?["Value"]?.string
            }
            // The agent of Lambda Insights writes it in its own way.
            guard let name = value(["FunctionName", "function_name"]), !name.isEmpty else { continue }
            if let alias, let resource = value(["Resource"]), Self.isOther(resource, than: alias) { continue }
            if !found.contains(name) { found.append(name) }
        }
        for name in queries.compactMap(Self.function(of:)) where !found.contains(name) { found.append(name) }
        return found
    }

    /// `function:alias`, where that is neither a version nor this alias.
    private static func isOther(_ resource: String, than alias: String) -> Bool {
        guard let colon = resource.lastIndex(of: ":") else { return false }
        let qualifier = String(resource[resource.index(after: colon)...])
        return qualifier != alias && qualifier != "$LATEST" && AliasRouting.number(of: qualifier) == nil
    }

    /// The function of a query such as `SELECT SUM(Errors) FROM … WHERE FunctionName = 'shop'`.
    private static func function(of query: String) -> String? {
        guard let place = query.firstRange(of: "FunctionName = '") ?? query.firstRange(of: "FunctionName='") else {
            return nil
        }
        let name = query[place.upperBound...].prefix { $0 != "'" }
        return name.isEmpty ? nil : String(name)
    }

    /// The names in a composite alarm's rule, such as `ALARM("a") OR NOT OK(arn:…:alarm:b)`; nil for other alarms.
    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
    var children: [String]? {
        guard let rule = raw["AlarmRule"]?.string else { return nil }
        var names: [String] = []
        var rest = rule[...]
        while let open = rest.firstIndex(of: "(") {
            let word = rest[..<open].reversed().drop { $0.isWhitespace }.prefix { $0.isLetter || $0 == "_" }
            rest = rest[rest.index(after: open)...].drop { $0.isWhitespace }
            guard ["ALARM", "OK", "INSUFFICIENT_DATA"].contains(String(word.reversed())) else { continue }
            let quote = rest.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
            let name = quote.map { mark in rest.dropFirst().prefix { $0 != mark } } ?? rest.prefix { $0 != ")" }
            rest = rest[name.endIndex...]
            let bare = name.firstRange(of: ":alarm:").map { name[$0.upperBound...] } ?? name
            if !bare.isEmpty { names.append(String(bare)) }
        }
        return names
    }
}

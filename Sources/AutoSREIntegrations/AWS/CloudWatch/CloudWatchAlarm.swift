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

    /// The states that there are.
    static let states: Set = ["OK", "ALARM", "INSUFFICIENT_DATA"]

    /// The same in the words of alerts. Want of data is neither, and stays what it is called.
    var alertState: Alert.State {
        switch state {
        case "ALARM": .firing
        case "OK": .resolved
        default: Alert.State(rawValue: state.lowercased())
        }
    }

    /// Since when it is in that state; a change of the reason alone counts where nothing better is known.
    var stateSince: Instant? {
        Self.instant(raw["StateTransitionedTimestamp"]) ?? Self.instant(raw["StateUpdatedTimestamp"])
    }

    /// The same alarm in the same episode is the same incident, whoever looks and how often.
    func incidentID(seenAt now: Instant) -> String {
        let episode: JSONValue = [
            "alarm": .string(raw["AlarmArn"]?.string ?? name), "since": .integer((stateSince ?? now).milliseconds),
        ]
        return "inc-cw-" + Digest(of: "alarm-episode/1", episode).short
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
    /// Whether it is in its state only because data did not come: silence, in CloudWatch's words (`no datapoints were
    /// received for 3 periods and 3 missing datapoints were treated as [Breaching]`), or by the data that it gives.
    /// Where some came and some were missing, it is in ALARM for want of data if none that came is told to be beyond
    /// the threshold (`1 datapoint [0.0 (…)] was not greater than the threshold`).
    var isForWantOfData: Bool {
        guard state == "ALARM" || state == "OK" else { return false }
        let reason = raw["StateReason"]?.string?.lowercased() ?? ""
        if reason.contains("no datapoints were received") || hasNoData { return true }
        guard reason.contains("missing datapoint"), reason.contains("treated as") else { return false }
        let told = ["] was ", "] were "].flatMap { word in reason.ranges(of: word).map { reason[$0.upperBound...] } }
        return !told.contains { state == "OK" || !$0.hasPrefix("not ") }
    }

    /// Whether it is in ALARM by what was measured.
    var isRinging: Bool { state == "ALARM" && !isForWantOfData }

    /// Whether it has no data.
    var isSilent: Bool { state == "INSUFFICIENT_DATA" || isForWantOfData }

    /// What it was judged by, as it gives it beside its reason; nil where that cannot be read.
    var reasonData: JSONValue? {
        guard let text = raw["StateReasonData"]?.string, text.utf8.count <= 64 << 10 else { return nil }
        do { return try JSON.decode(JSONValue.self, from: Array(text.utf8)) } catch { return nil }
    }

    private var hasNoData: Bool {
        guard let data = reasonData, let recent = data["recentDatapoints"]?.array else { return false }
        return !recent.contains { $0.number != nil }
            && !(data["evaluatedDatapoints"]?.array ?? []).contains { $0["value"]?.number != nil }
    }

    /// Whether one of its actions is a scaling policy: it goes off in the ordinary course of things.
    var isForScaling: Bool {
        let actions = (raw["AlarmActions"]?.array ?? []) + (raw["OKActions"]?.array ?? [])
        return actions.contains { $0.string?.contains(":scalingPolicy:") == true }
    }

    /// The account that it is of; nil where its ARN does not say it.
    var account: String? {
        let parts = (raw["AlarmArn"]?.string ?? "").split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 6 && !parts[4].isEmpty ? String(parts[4]) : nil
    }

    /// What of Lambda it measures, directly or in its calculation, in their order.
    var ties: [FunctionTie] {
        var found = [Self.tie(raw["Dimensions"], account: account)]
        for metric in raw["Metrics"]?.array ?? [] {
            found.append(Self.tie(metric["MetricStat"]?["Metric"]?["Dimensions"], account: own(metric)))
        }
        for metric in raw["Metrics"]?.array ?? [] {
            guard let labels = Self.query(metric)?.equalities else { continue }
            found.append(FunctionTie(account: labels[InsightsQuery.account] ?? own(metric)) { labels[$0] })
        }
        return found.compactMap(\.self).unrepeated
    }

    private static func tie(_ dimensions: JSONValue?, account: String?) -> FunctionTie? {
        let all = dimensions?.array ?? []
        return FunctionTie(account: account) { name in all.first { $0["Name"]?.string == name }?["Value"]?.string }
    }

    /// Where a metric of a calculation is measured: in the alarm's own account, where it names none.
    private func own(_ metric: JSONValue) -> String? { metric["AccountId"]?.string ?? account }

    private static func query(_ metric: JSONValue) -> InsightsQuery? {
        metric["Expression"]?.string.flatMap { InsightsQuery($0) }
    }

    /// Whether a query of it asks for more than equalities: what it is about is not known then.
    var hasUnreadQuery: Bool {
        (raw["Metrics"]?.array ?? []).contains { Self.query($0).map { $0.equalities == nil } ?? false }
    }

    /// The functions of its own account whose metrics it measures, in their order.
    var functions: [String] { ties.filter { $0.isIn(account) }.map(\.function).unrepeated }

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

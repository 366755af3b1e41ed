/// One metric over time, made of a row, samples in time order. Every value is a number that a measurement can have: not
/// one that is infinite, not a number, of a magnitude beyond 10¹⁸ or (but for 0) below 10⁻¹⁸, or a negative size. Where
/// one was, the series has a hole.
public struct MetricSeries: Sendable, Hashable {
    /// What is measured, for example `latency_p99_ms`.
    public let metric: String
    /// What tells the series from others of the metric, for example the instance.
    public let labels: [String: String]
    /// The name that claims cite: the metric's, and behind it the labels as PromQL has them (`up{pod="a"}`). It is for
    /// people and to be compared, and never parsed.
    public let name: String
    /// The unit of the values, for example `ms`; `1` for a ratio.
    public let unit: String
    /// When each value was taken; as long as `values`.
    public let times: [Instant]
    /// The values.
    public let values: [Double]

    /// How the name begins of a series that is 1 while an alarm is in ALARM, and 0 while it is OK.
    public static let alarmState = "alarm "

    /// Makes a series; the shorter of the two arrays decides its length, and absurd values are left out.
    public init(name: String, unit: String, labels: [String: String] = [:], times: [Instant], values: [Double]) {
        let isOdd = values.contains { $0 < 0 || ($0 > 1 && unit == Self.share) }
        let bounds = isOdd ? Self.bounds(of: name, unit) : nil
        let kept = zip(times, values).filter { Self.isPlausible($0.1) && bounds?.contains($0.1) != false }
        (metric, self.labels, self.unit) = (name, labels, unit)
        (self.times, self.values) = (kept.map(\.0), kept.map(\.1))
        self.name = Self.name(of: name, labels)
    }

    /// Makes a series of a row.
    init(row metric: String, _ labels: [String: String], unit: String, times: [Instant], values: [Double]) {
        (self.metric, self.labels, self.unit, self.times, self.values) = (metric, labels, unit, times, values)
        name = Self.name(of: metric, labels)
    }

    private static func name(of metric: String, _ labels: [String: String]) -> String {
        guard !labels.isEmpty else { return metric }
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return "\(metric){\(pairs.joined(separator: ","))}"
    }

    /// Whether a measurement can have this value.
    public static func isPlausible(_ value: Double) -> Bool {
        value == 0 || (value.isFinite && (1e-18...1e18).contains(abs(value)))
    }
}

// The form in which series were kept before there were columns.
extension MetricSeries: Decodable {
    private enum CodingKeys: String, CodingKey { case name, unit, times, values }

    /// Decodes a series; what a journal of an earlier version holds of absurd values is left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            unit: try container.decode(String.self, forKey: .unit),
            times: try container.decode([Instant].self, forKey: .times),
            values: try container.decode([Double].self, forKey: .values))
    }
}

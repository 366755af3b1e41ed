/// Time series, each with times of its own.
public struct Metrics: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.metrics
    /// The series.
    public let series: [MetricSeries]

    /// Wraps series.
    public init(_ series: [MetricSeries]) { self.series = series }

    /// Decodes the bare list.
    public init(from decoder: any Decoder) throws { series = try [MetricSeries](from: decoder) }
    /// Encodes the bare list.
    public func encode(to encoder: any Encoder) throws { try series.encode(to: encoder) }

    /// Names and units are somebody's texts; numbers are none.
    public func cleaned(by texts: inout some TextCleaner) throws -> Metrics {
        Metrics(
            series.map { one in
                MetricSeries(
                    name: texts.name(one.name), unit: texts.name(one.unit), times: one.times, values: one.values)
            })
    }

    /// How many there are, and how long they are at the most.
    public var summary: String {
        let longest = series.map(\.times.count).max() ?? 0
        return "\(series.count.counted("metric")), \(longest.counted("sample")) each"
    }
    /// The curves.
    public var exhibits: [Exhibit] { [.metrics(series)] }
    /// Times and values.
    public var roughBytes: Int { series.reduce(0) { $0 + 64 + 16 * $1.values.count } }
}

/// One metric over time, samples in time order. Every value is a number that a measurement can have: not one that is
/// infinite, not a number, or of a magnitude beyond 10¹⁸ or (but for 0) below 10⁻¹⁸. Where one was, the series has a
/// hole.
public struct MetricSeries: Sendable, Hashable, Codable {
    /// The metric's name, for example `latency_p99_ms`.
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
    public init(name: String, unit: String, times: [Instant], values: [Double]) {
        let kept = zip(times, values).filter { Self.isPlausible($0.1) }
        (self.name, self.unit) = (name, unit)
        (self.times, self.values) = (kept.map(\.0), kept.map(\.1))
    }

    /// Decodes a series; what a journal of an earlier version holds of absurd values is left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            unit: try container.decode(String.self, forKey: .unit),
            times: try container.decode([Instant].self, forKey: .times),
            values: try container.decode([Double].self, forKey: .values))
    }

    /// Whether a measurement can have this value.
    public static func isPlausible(_ value: Double) -> Bool {
        value == 0 || (value.isFinite && (1e-18...1e18).contains(abs(value)))
    }
}

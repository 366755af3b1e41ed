/// Time series, each with times of its own, of values that a measurement can have.
public struct Metrics: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.metrics
    /// The series.
    public let series: SeriesColumns

    /// Wraps series. Where a value is none that a measurement can have, its series has a hole.
    public init(_ series: SeriesColumns) { self.series = series.plausible() }

    /// Columns (`metrics/2`); before there were any, a JSON list of series.
    public init(encoded bytes: [UInt8]) throws {
        let isOlder = bytes.first == UInt8(ascii: "[")
        let series = isOlder ? SeriesColumns(try JSON.decode([MetricSeries].self, from: bytes)) : nil
        self.init(try series ?? SeriesColumns(encoded: bytes))
    }
    /// Columns.
    public func encoded() -> [UInt8] { series.encoded() }

    /// Names, units and other labels are somebody's texts; numbers are none.
    public func cleaned(by texts: inout some TextCleaner) throws -> Metrics {
        let clean = series.labels.cleaned(by: &texts)
        return Metrics(series.with(labels: clean.sets, sets: series.sets.map { clean.places[$0] }))
    }

    /// How many there are, and how long they are at the most.
    public var summary: String {
        let longest = series.indices.map { series.samples(of: $0).count }.max() ?? 0
        return "\(series.count.counted("metric")), \(longest.counted("sample")) each"
    }
    /// The curves.
    public var exhibits: [Exhibit] { [.metrics(series)] }
    /// Times, values, labels.
    public var roughBytes: Int { 16 * series.values.count + 64 * series.count + series.labels.texts.bytes.count }
}

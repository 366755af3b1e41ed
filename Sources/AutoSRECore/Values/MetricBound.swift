/// Which values of a metric are good: those below a bound, or those above one.
public struct MetricBound: Sendable, Hashable, CustomStringConvertible {
    /// The side of the bound that is good.
    public let side: Side
    /// The bound, as it is written: `2%`, `300 ms`.
    public let text: String
    private let value: Double
    private let unit: String

    /// A side of a bound; the bound itself lies on neither.
    public enum Side: String, Sendable, CaseIterable {
        /// Values have to be lower.
        case below
        /// Values have to be higher.
        case above
    }

    /// Reads a number and its unit, spelled as for `MetricSeries.init(measured:unit:times:values:)`; nil where it is
    /// none.
    public init?(_ side: Side, _ text: String) {
        let digits = text.prefix { "+-.0123456789".contains($0) }
        guard let value = Double(digits), MetricSeries.isPlausible(value), text.utf8.count <= 40 else { return nil }
        (self.side, self.text, self.value) = (side, text, value)
        unit = String(text[digits.endIndex...].drop { $0 == " " })
        // Of numbers only those that units have: `1/s`. What looks like an exponent is not taken for a unit.
        guard unit == "1" || !unit.drop(while: { $0 == "1" || $0 == "/" }).contains(where: \.isNumber) else {
            return nil
        }
    }

    /// The bound in words: `below 2%`.
    public var description: String { "\(side.rawValue) \(text)" }

    /// The bound in the unit of a series; nil where it is in another one. A bound without a unit has that of the
    /// metric's name, as a series has.
    public func value(for series: MetricSeries) -> Double? {
        let bound = MetricSeries(measured: series.metric, unit: unit, times: [Instant(seconds: 0)], values: [value])
        guard bound.unit == series.unit || bound.isShare && series.isShare else { return nil }
        return bound.values.first
    }

    /// Whether a value is good, given the bound in its unit.
    public func allows(_ measured: Double, _ bound: Double) -> Bool {
        switch side {
        case .below: measured < bound
        case .above: measured > bound
        }
    }
}

/// A series whose measurements are each written down several times: what is scraped every 15 s and kept every second.
/// Such a value was measured once, and is no regime.
struct HeldSamples {
    /// How many rows a measurement is held for.
    private let length: Int
    private let values: [Double]

    /// As many measurements make a series of their own; fewer are levels.
    private static let fewestRuns = 20
    /// What is measured hardly ever comes out the same twice: less than this share of different values are levels that
    /// are switched between.
    private static let different = 0.5
    /// Values that differ by less, as a share, are one: they were computed in another order.
    private static let rounding = 1e-9

    /// Nil where each value is a measurement of its own.
    init?(_ values: [Double]) {
        var starts: [Int] = []
        for index in values.indices where index == 0 || Self.differ(values[index - 1], values[index]) {
            starts.append(index)
        }
        guard starts.count >= Self.fewestRuns, starts.count * 2 <= values.count else { return nil }
        guard Double(Set(starts.map { values[$0] }).count) >= Self.different * Double(starts.count) else { return nil }
        // Of the row in the middle: changes on the way from one measurement to the next are short and many.
        let lengths = zip(starts.dropFirst() + [values.count], starts).map { $0 - $1 }.sorted()
        var rows = 0
        length =
            lengths.first { length in
                rows += length
                return rows * 2 >= values.count
            } ?? 1
        guard length > 1 else { return nil }
        self.values = values
    }

    /// One value for each measurement's length.
    var samples: [Double] { stride(from: 0, to: values.count, by: length).map { values[$0] } }

    /// The row at which the value of a sample first stood.
    func row(ofSample sample: Int) -> Int {
        var row = sample * length
        let earliest = max(0, row - length + 1)
        while row > earliest, !Self.differ(values[row - 1], values[row]) { row -= 1 }
        return row
    }

    private static func differ(_ one: Double, _ other: Double) -> Bool {
        abs(one - other) > rounding * max(abs(one), abs(other))
    }
}

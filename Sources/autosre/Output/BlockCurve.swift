import AutoSRECore

/// A curve as a row of blocks, as high as the value of each piece of time, with a bar where something began.
struct BlockCurve {
    /// From the least to the most.
    private static let blocks = Array("▁▂▃▄▅▆▇█")
    private let values: [Double]
    private let before: Int

    /// - Parameters:
    ///   - values: one for each piece; a blank stands for what is no number.
    ///   - before: how many of them are before the bar.
    init(_ values: [Double], before: Int) { (self.values, self.before) = (values, before) }

    private var known: [Double] { values.filter(\.isFinite) }

    /// The row: what is before the bar, the bar, what is after it.
    var spans: [Span] {
        guard let least = known.min(), let most = known.max() else { return [] }
        // What is half a block off lies between the two; halves first, so that the farthest of numbers do not overflow.
        let height = most / 2 - least / 2
        let row = values.map { value -> Character in
            guard value.isFinite else { return " " }
            let share = height > 0 ? (value / 2 - least / 2) / height : 0
            return Self.blocks[min(Self.blocks.count - 1, Int(share * Double(Self.blocks.count)))]
        }
        return [Span(String(row.prefix(before)), .dim), Span("│"), Span(String(row.dropFirst(before)), .red)]
    }

    /// The least and the most of it.
    var range: String {
        guard let least = known.min(), let most = known.max() else { return "" }
        return least == most ? Figure.number(least) : "\(Figure.number(least)) to \(Figure.number(most))"
    }
}

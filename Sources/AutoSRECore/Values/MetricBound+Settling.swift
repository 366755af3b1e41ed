// Bad values on their way to good: what was done cannot be judged by them yet.

extension MetricBound {
    /// Whether values, none of which is good, move towards the bound: in an order that chance seldom makes, or by a
    /// step larger than they differ on either side of it.
    /// - Parameter enough: how many values say anything at all.
    func isApproached(by values: [Double], enough: Int) -> Bool {
        let away = values.map { side == .below ? $0 : -$0 }
        return Self.falls(away) || Self.steps(away, enough: enough)
    }

    /// Mann's test for a trend (Econometrica 13, 1945), from the worst value on: of all pairs, how many more fall than
    /// rise, in standard deviations of what chance makes.
    private static func falls(_ all: [Double]) -> Bool {
        guard let worst = all.max(), let start = all.lastIndex(of: worst) else { return false }
        let values = thinned(all[start...])
        let count = Double(values.count)
        var balance = 0
        for (index, value) in values.enumerated() {
            for later in values[(index + 1)...] { balance += later < value ? 1 : later > value ? -1 : 0 }
        }
        let deviation = (count * (count - 1) * (2 * count + 5) / 18).squareRoot()
        return Double(balance) > seldom * deviation
    }

    /// Whether some newer values are all nearer than the older ones, by more than either differ among themselves.
    private static func steps(_ values: [Double], enough: Int) -> Bool {
        values.indices.dropFirst(enough).contains { split in
            let (older, newer) = (values[..<split], values[split...])
            guard let nearest = older.min(), let farthest = older.max(), let last = newer.min(),
                let worst = newer.max()
            else { return false }
            return nearest - worst > max(farthest - nearest, worst - last)
        }
    }

    /// Standard deviations beyond which an order is no chance: some seven in a hundred flat series show it, and four
    /// values that fall one after the other, the fewest that show anything, do.
    private static let seldom = 2.0

    /// At most some hundred values, evenly: a trend shows in them as well, and all pairs are looked at.
    private static func thinned(_ values: ArraySlice<Double>) -> [Double] {
        let step = max(1, values.count / 100)
        return stride(from: values.startIndex, to: values.endIndex, by: step).map { values[$0] }
    }
}

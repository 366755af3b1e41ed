/// Robust statistics over short series.
enum Statistics {
    /// The median; 0 of nothing.
    static func median(_ values: some Sequence<Double>) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The mean; 0 of nothing.
    static func mean(_ values: some Collection<Double>) -> Double {
        guard !values.isEmpty else { return 0 }
        var sum = 0.0
        for value in values { sum += value }
        return sum / Double(values.count)
    }

    /// The standard deviation of the noise, from the median absolute difference of neighbours: neither a step nor a
    /// ramp moves it. 1.4826 makes it comparable to a normal deviation, √2 undoes the difference of two.
    static func noise(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        var differences: [Double] = []
        differences.reserveCapacity(values.count)
        for index in 1..<values.count { differences.append(abs(values[index] - values[index - 1])) }
        return 1.4826 * median(differences) / 2.0.squareRoot()
    }

    /// The median of five: it lies between the larger of two small ones and the smaller of two large ones.
    private static func middle(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double) -> Double {
        let (low, high) = (max(min(a, b), min(c, d)), min(max(a, b), max(c, d)))
        return max(min(low, high), min(max(low, high), e))
    }

    /// Each value replaced by the median of it and its two neighbours on both sides: lone peaks go, steps stay.
    static func smoothed(_ values: [Double]) -> [Double] {
        guard values.count >= 5 else { return values }
        var smooth = values
        for index in 2..<(values.count - 2) {
            smooth[index] = middle(
                values[index - 2], values[index - 1], values[index + 1], values[index + 2], values[index])
        }
        smooth[1] = median(values[0...2])
        smooth[values.count - 2] = median(values[(values.count - 3)...])
        return smooth
    }
}

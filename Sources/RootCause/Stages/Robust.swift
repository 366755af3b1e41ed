/// Statistics that a few wild values cannot move.
enum Robust {
    /// The value at rank `share` of sorted values, between neighbours in proportion (type 7 of Hyndman and Fan 1996).
    static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = share * Double(last)
        let low = Int(place)
        guard low < last else { return sorted[last] }
        return sorted[low] + (sorted[low + 1] - sorted[low]) * (place - Double(low))
    }

    static func median(_ values: [Double]) -> Double? { quantile(values.sorted(), 0.5) }

    /// Median and scale of sorted values, the scale as a standard deviation would be for a normal sample: the
    /// interquartile range by 1.349.
    static func centre(sorted: [Double]) -> (median: Double, sigma: Double)? {
        guard let median = quantile(sorted, 0.5), let low = quantile(sorted, 0.25), let high = quantile(sorted, 0.75)
        else { return nil }
        return (median, (high - low) / 1.349)
    }
}

/// How much of what there was a piece of evidence holds. That something is absent is proven only where nothing is
/// missing.
public struct Completeness: Sendable, Hashable, Codable {
    /// The stretch over which everything is there; nil where that is known of none.
    public let whole: TimeWindow?
    /// What is missing, in words for a list of gaps; nil where nothing is known to be.
    public let missing: String?

    /// Notes what is known to be whole and what is known to be missing.
    public init(whole: TimeWindow?, missing: String? = nil) { (self.whole, self.missing) = (whole, missing) }

    /// Whether nothing is missing over `window`.
    public func covers(_ window: TimeWindow) -> Bool {
        guard let whole else { return false }
        return whole.from <= window.from && window.until <= whole.until
    }
}

extension MetricSeries {
    /// Whether the samples go on through `window` without a hole: none of their distances is more than two and a half
    /// times the usual one, which is the median of all.
    public func isWhole(over window: TimeWindow) -> Bool {
        guard times.count >= 3 else { return false }
        var steps: [Double] = []
        for index in 1..<times.count { steps.append(times[index].seconds(since: times[index - 1])) }
        let longest = 2.5 * max(steps.sorted()[steps.count / 2], 1)
        var last = window.from
        for time in times where window.contains(time) {
            if time.seconds(since: last) > longest { return false }
            last = time
        }
        return window.until.seconds(since: last) <= longest
    }
}

/// Time series in columns: the samples of all of them one behind the other, so that every series has times of its own
/// and a thousand of them are a handful of arrays. Within a series the oldest sample comes first.
public struct SeriesColumns: Sendable {
    /// The labels in their canonical numbering, the metric's name and unit among them.
    public let labels: LabelSets
    /// The labels of each series, as an index into `labels`.
    public let sets: [Int]
    /// Where the samples of each series end in `times` and `values`.
    public let ends: [Int]
    /// When each sample was taken.
    public let times: [Instant]
    /// What was measured. Not every value is a number: a source may say NaN or ±∞, and it is kept.
    public let values: [Double]

    /// Makes series. Those whose times go back are put in order.
    /// - Precondition: as many sets as ends, as many times as values, ends ascending, the last of them at their end.
    public init(labels: LabelSets, sets: [Int], ends: [Int], times: [Instant], values: [Double]) {
        precondition(sets.count == ends.count && times.count == values.count && ends.last ?? 0 == times.count)
        (self.labels, self.sets) = labels.canonical(for: sets)
        self.ends = ends
        (self.times, self.values) = Self.inOrder(times, values, ends: ends)
    }

    /// The label that is a metric's name, and the one that is its unit, as Prometheus has them.
    /// https://prometheus.io/docs/prometheus/latest/feature_flags/#type-and-unit-labels
    public static let (name, unit) = ("__name__", "__unit__")

    /// The same series with labels in place of theirs.
    func with(labels: LabelSets, sets: [Int]) -> SeriesColumns {
        SeriesColumns(labels: labels, sets: sets, ends: ends, times: times, values: values)
    }

    /// The same without the samples whose value is not wanted in its series.
    func keeping(_ isWanted: (_ series: Int, _ value: Double) -> Bool) -> SeriesColumns {
        var (places, keptEnds) = ([Int](), [Int]())
        places.reserveCapacity(values.count)
        for series in 0..<count {
            for sample in samples(of: series) where isWanted(series, values[sample]) { places.append(sample) }
            keptEnds.append(places.count)
        }
        if places.count == values.count { return self }
        let (kept, keptTimes) = (places.map { values[$0] }, places.map { times[$0] })
        return SeriesColumns(labels: labels, sets: sets, ends: keptEnds, times: keptTimes, values: kept)
    }

    /// How many series there are.
    public var count: Int { sets.count }

    /// Where the samples of a series stand in `times` and `values`.
    public func samples(of series: Int) -> Range<Int> { (series == 0 ? 0 : ends[series - 1])..<ends[series] }

    private static func inOrder(_ times: [Instant], _ values: [Double], ends: [Int]) -> ([Instant], [Double]) {
        var (sorted, moved) = (times, values)
        var start = 0
        for end in ends {
            let range = start..<end
            start = end
            guard !isAscending(times, in: range) else { continue }
            let order = range.sorted { times[$0] == times[$1] ? $0 < $1 : times[$0] < times[$1] }
            for (to, from) in zip(range, order) { (sorted[to], moved[to]) = (times[from], values[from]) }
        }
        return (sorted, moved)
    }

    private static func isAscending(_ times: [Instant], in range: Range<Int>) -> Bool {
        for index in range.dropFirst() where times[index] < times[index - 1] { return false }
        return true
    }
}

extension SeriesColumns: Hashable {
    /// Compares; a NaN is the same as one of the same bits, so that columns are equal to themselves.
    public static func == (one: Self, other: Self) -> Bool {
        guard one.labels == other.labels, one.sets == other.sets, one.ends == other.ends else { return false }
        guard one.times == other.times, one.values.count == other.values.count else { return false }
        return zip(one.values, other.values).allSatisfy { $0.bitPattern == $1.bitPattern }
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(labels)
        hasher.combine(sets)
        hasher.combine(ends)
        hasher.combine(times)
        for value in values { hasher.combine(value.bitPattern) }
    }
}

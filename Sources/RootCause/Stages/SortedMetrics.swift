/// Series prepared for being split at several moments: sorted once, so that each split is one pass.
struct SortedMetrics: Sendable {
    struct Series: Sendable {
        let entity: String
        /// Number of the component it belongs to.
        let component: Int
        let metric: String
        let metricNumber: Int
        let kind: SeriesKind
        /// Series that are exactly the same, this one counted.
        let sharers: Int
        /// Values in ascending order, the sample each is from, and how many values of the series come before it.
        private let values: [Double]
        private let samples: [Int32]
        private let ranks: [Int32]
        /// Samples at which the value changes, ascending.
        private let changes: [Int32]

        /// How many values there are.
        var count: Int { values.count }

        /// Figures that were really measured in the first `split` samples, of `count` values there: an exporter that is
        /// asked more often than it measures repeats itself. A value that never changes is confirmed each time.
        func measured(before split: Int, of count: Int) -> Int {
            let changed = changes.count { Int($0) < split }
            return changed > 0 ? changed + 1 : count
        }

        /// The values of some samples, in ascending order.
        func sorted(_ range: Range<Int>) -> [Double] {
            var found: [Double] = []
            found.reserveCapacity(range.count)
            for (value, sample) in zip(values, samples) where range.contains(Int(sample)) { found.append(value) }
            return found
        }

        /// The values of the first `split` samples in ascending order: those of some ranks, and the rest.
        func sorted(_ split: Int, ranks block: Range<Int>) -> (block: [Double], rest: [Double]) {
            var found: [Double] = []
            var rest: [Double] = []
            rest.reserveCapacity(values.count)
            for index in values.indices where Int(samples[index]) < split {
                if block.contains(Int(ranks[index])) { found.append(values[index]) } else { rest.append(values[index]) }
            }
            return (found, rest)
        }

        fileprivate init(
            _ series: MetricTable.Series, component: Int, metricNumber: Int, kind: SeriesKind, sharers: Int
        ) {
            entity = series.entity
            metric = series.metric
            self.component = component
            self.metricNumber = metricNumber
            self.kind = kind
            self.sharers = sharers
            let kept = series.values.indices.filter { !series.values[$0].isNaN }
            let order = kept.indices.sorted { (series.values[kept[$0]], $0) < (series.values[kept[$1]], $1) }
            values = order.map { series.values[kept[$0]] }
            samples = order.map { Int32(truncatingIfNeeded: kept[$0]) }
            ranks = order.map { Int32(truncatingIfNeeded: $0) }
            changes = zip(kept.dropFirst(), kept).filter { series.values[$0] != series.values[$1] }
                .map { Int32(truncatingIfNeeded: $0.0) }
        }
    }

    private let times: [Double]
    let series: [Series]
    let metricCount: Int

    init(_ table: MetricTable, _ entities: Entities) {
        var sharers: [UInt64: Int] = [:]
        let keys = table.series.map { series in
            series.values.reduce(Hash.seed) { Hash.mix($0 &* 31 ^ ($1.isNaN ? 0 : $1.bitPattern)) }
        }
        for key in keys { sharers[key, default: 0] += 1 }
        var metrics: [String: (number: Int, kind: SeriesKind)] = [:]
        times = table.times
        series = table.series.enumerated().compactMap { index, series in
            guard let component = entities.number(series.entity) else { return nil }
            let metric = metrics[series.metric] ?? (metrics.count, SeriesKind.hint(series.metric))
            metrics[series.metric] = metric
            return Series(
                series, component: component, metricNumber: metric.number, kind: metric.kind,
                sharers: sharers[keys[index]] ?? 1)
        }
        metricCount = metrics.count
    }

    /// Number of samples before a moment.
    func place(of time: Double) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

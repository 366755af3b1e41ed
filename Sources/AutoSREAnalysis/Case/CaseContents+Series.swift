import AutoSRECore

/// Series of a case: one row for each moment at which something was measured.
public struct CaseSeries: Sendable {
    /// One of them.
    public struct Column: Sendable {
        /// The component, or an instance that is called after it.
        public let entity: String
        /// What is measured, and behind it the labels.
        public let metric: String
        /// A value for each moment, `nan` where there is none.
        public var values: [Double]
    }

    /// Milliseconds since 1970, ascending.
    public let moments: [Int64]
    /// The series, in order of their pieces.
    public let columns: [Column]

    /// Values of a table that is mostly holes: this many times those that were measured, and more moments than a scrape
    /// each second of an hour makes. Beyond, sources that measure at their own moments are laid on one grid.
    private static let (mostHoles, mostMoments) = (8, 3600)

    init(_ series: [(entity: String, metric: String, series: MetricSeries)]) {
        let measured = series.reduce(0) { $0 + $1.series.times.count }
        var grid: Int64 = 1
        var moments = Self.moments(series.map(\.series), grid)
        if moments.count > Self.mostMoments, moments.count * series.count > Self.mostHoles * measured {
            grid = Self.step(series.map(\.series))
            moments = Self.moments(series.map(\.series), grid)
        }
        self.moments = moments
        let places = Dictionary(uniqueKeysWithValues: moments.enumerated().map { ($1, $0) })
        columns = series.map { one in
            var column = Column(
                entity: one.entity, metric: one.metric, values: [Double](repeating: .nan, count: moments.count))
            for (at, value) in zip(one.series.times, one.series.values) {
                if let row = places[Self.moment(at, grid)] { column.values[row] = value }
            }
            return column
        }
    }

    private static func moment(_ at: Instant, _ grid: Int64) -> Int64 {
        let rest = at.milliseconds % grid
        return at.milliseconds - (rest < 0 ? rest + grid : rest)
    }

    private static func moments(_ series: [MetricSeries], _ grid: Int64) -> [Int64] {
        var all: Set<Int64> = []
        for one in series { for at in one.times { all.insert(moment(at, grid)) } }
        return all.sorted()
    }

    /// The usual distance of two samples of a series, the median of all series, in milliseconds.
    private static func step(_ series: [MetricSeries]) -> Int64 {
        let steps = series.compactMap { one -> Int64? in
            guard one.times.count > 1, let first = one.times.first, let last = one.times.last else { return nil }
            return (last.milliseconds - first.milliseconds) / Int64(one.times.count - 1)
        }
        return max(1, steps.sorted().dropFirst(steps.count / 2).first ?? 1)
    }
}

extension CaseContents {
    /// All series; of several of one name the first is kept. Alarms' states are told as they are and are no curve.
    public var series: CaseSeries {
        var names: Set<String> = []
        var found: [(entity: String, metric: String, series: MetricSeries)] = []
        for piece in pieces {
            let component = component(of: piece)
            for series in piece.body.as(Metrics.self)?.series ?? SeriesColumns([MetricSeries]()) {
                let (entity, metric) = Self.column(series, of: component)
                guard !series.times.isEmpty, !series.metric.hasPrefix(MetricSeries.alarmState),
                    names.insert("\(entity)|\(metric)").inserted
                else { continue }
                found.append((entity, metric, series))
            }
        }
        return CaseSeries(found)
    }

    /// An instance that is called after its component stands for itself; the last bar of a column's name ends the
    /// component's.
    private static func column(_ series: MetricSeries, of component: String) -> (entity: String, metric: String) {
        let instance = series.labels[LogColumns.instance] ?? series.labels["pod"]
        let isOwn = instance?.hasPrefix("\(component)-") == true
        let metric = series.labels.isEmpty || isOwn && series.labels.count == 1 ? series.metric : series.name
        return (isOwn ? instance ?? component : component, metric.replacing("|", with: "/"))
    }
}

import AutoSRECore

/// The series of a run's evidence as one table: a row for each moment at which something was measured.
struct CaseMetrics {
    /// `time` and the columns' names, `COMPONENT|METRIC`.
    private(set) var header = ["time"]
    /// The rows, oldest first; an empty field where nothing was measured then.
    private(set) var rows: [[String]] = []

    init(_ pieces: [Evidence]) {
        var places: [Int64: Int] = [:]
        var moments: [Int64] = []
        var columns: [[(at: Int64, value: Double)]] = []
        for piece in pieces {
            for series in piece.body.as(Metrics.self)?.series ?? SeriesColumns([MetricSeries]()) {
                let name = Self.column(series, of: piece.reference.entity.name)
                guard !header.contains(name), !series.times.isEmpty else { continue }
                header.append(name)
                columns.append(zip(series.times, series.values).map { ($0.milliseconds, $1) })
                for at in series.times where places[at.milliseconds] == nil {
                    places[at.milliseconds] = 0
                    moments.append(at.milliseconds)
                }
            }
        }
        moments.sort()
        rows = moments.map { at in
            [at % 1000 == 0 ? "\(at / 1000)" : "\(Double(at) / 1000)"] + [String](repeating: "", count: columns.count)
        }
        for (row, at) in moments.enumerated() { places[at] = row }
        for (column, samples) in columns.enumerated() {
            for sample in samples { if let row = places[sample.at] { rows[row][column + 1] = "\(sample.value)" } }
        }
    }

    /// An instance that is called after its component stands for itself; the last bar of a column's name ends the
    /// component's.
    private static func column(_ series: MetricSeries, of component: String) -> String {
        let instance = series.labels[LogColumns.instance] ?? series.labels["pod"]
        let isOwn = instance?.hasPrefix("\(component)-") == true
        let metric = series.labels.isEmpty || isOwn && series.labels.count == 1 ? series.metric : series.name
        return "\(isOwn ? instance ?? component : component)|\(metric.replacing("|", with: "/"))"
    }
}

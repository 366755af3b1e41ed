// Series by series, for reports, tests and whatever looks at a few of them.
extension SeriesColumns: RandomAccessCollection {
    /// Makes columns of series.
    public init(_ series: some Sequence<MetricSeries>) {
        var (table, sets, ends, times, values) = (LabelTable(), [Int](), [Int](), [Instant](), [Double]())
        for one in series {
            table.add(name: Self.name, value: one.metric)
            if !one.unit.isEmpty { table.add(name: Self.unit, value: one.unit) }
            for (name, value) in one.labels where name != Self.name && name != Self.unit {
                table.add(name: name, value: value)
            }
            guard let set = table.close() else { preconditionFailure("a label of a series has two values") }
            sets.append(set)
            times += one.times
            values += one.values
            ends.append(times.count)
        }
        self.init(labels: table.sets, sets: sets, ends: ends, times: times, values: values)
    }

    /// The first series.
    public var startIndex: Int { 0 }
    /// Behind the last series.
    public var endIndex: Int { count }

    /// A series, made of its columns.
    public subscript(row: Int) -> MetricSeries {
        var labels: [String: String] = [:]
        for (name, value) in self.labels[sets[row]] { labels[name] = value }
        let (metric, unit) = (labels.removeValue(forKey: Self.name), labels.removeValue(forKey: Self.unit))
        let samples = samples(of: row)
        return MetricSeries(
            row: metric ?? "", labels, unit: unit ?? "", times: Array(times[samples]), values: Array(values[samples]))
    }

    /// The first series of this name, as `MetricSeries` has it.
    public func series(named name: String) -> MetricSeries? {
        for row in indices where name.hasPrefix(labels.value(of: Self.name, in: sets[row]) ?? "") {
            let series = self[row]
            if series.name == name { return series }
        }
        return nil
    }
}

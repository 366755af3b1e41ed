extension MetricTable {
    /// The same with counters as rates: what a counter counts shows in its growth, and a restart sets it to nothing.
    var withRates: MetricTable {
        var table = self
        for index in series.indices where MetricTable.isCounter(series[index].values) {
            table.series[index].values = rates(series[index].values)
        }
        return table
    }

    /// Values from which a counter is told by its behaviour.
    static let fewestOfCounter = 10

    /// A counter never falls but to a fraction of itself, at a restart, and rises at least at every other sample: no
    /// level that is measured does that. Whole numbers only.
    static func isCounter(_ values: [Double]) -> Bool {
        let kept = values.filter { !$0.isNaN }
        guard kept.count >= fewestOfCounter, kept.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }) else { return false }
        var rises = 0
        var restarts = 0
        for (earlier, later) in zip(kept, kept.dropFirst()) {
            if later > earlier { rises += 1 }
            if later < earlier {
                guard later <= 0.1 * earlier else { return false }
                restarts += 1
            }
        }
        return rises * 2 >= kept.count && restarts * 10 <= kept.count
    }

    /// Growth per second since the value before; a restarted counter has grown from 0.
    private func rates(_ values: [Double]) -> [Double] {
        var previous: (time: Double, value: Double)?
        return values.indices.map { row in
            let value = values[row]
            guard !value.isNaN else { return .nan }
            defer { previous = (times[row], value) }
            guard let previous, times[row] > previous.time else { return .nan }
            return (value >= previous.value ? value - previous.value : value) / (times[row] - previous.time)
        }
    }
}

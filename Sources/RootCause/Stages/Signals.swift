/// Series made of traces and logs, so that the onset is found in them as in metrics, and finer.
enum Signals {
    /// Width of a bin, seconds: a dozen of requests of a small system fall into it.
    static let bin = 10.0
    /// Most bins, so that a stray time stamp costs no memory: ten hours.
    static let mostBins = 3_600

    /// Mean logarithm of what callers wait beyond their callees' work, by pair of components; and the number of lines
    /// that report a failure, and of events, by component.
    static func tables(_ evidence: CaseEvidence, _ timing: SpanTiming) -> [MetricTable] {
        let spans = evidence.spans
        var tables: [MetricTable] = []
        if let axis = Axis(spans.start.map { Double($0) / 1e6 }, around: evidence.incidentTime) {
            var sums: [Int: (sum: [Double], count: [Double])] = [:]
            for row in 0..<spans.count where timing.remoteChild[row] >= 0 {
                guard let place = axis.bin(Double(spans.start[row]) / 1e6) else { continue }
                let key = Int(spans.component[row]) << 32 | Int(spans.component[Int(timing.remoteChild[row])])
                let empty = [Double](repeating: 0, count: axis.count)
                sums[key, default: (empty, empty)].sum[place] += Math.log(Double(max(1, timing.exclusive[row])))
                sums[key, default: (empty, empty)].count[place] += 1
            }
            let series = sums.sorted { $0.key < $1.key }.map { key, value in
                MetricTable.Series(
                    entity: "\(key)", metric: "gap",
                    values: zip(value.sum, value.count).map { $1 > 0 ? $0 / $1 : .nan })
            }
            tables.append(MetricTable(times: axis.times, series: series))
        }
        let logs = evidence.logs
        if let axis = Axis(logs.time, around: evidence.incidentTime) {
            var counts = [[Double]](
                repeating: [Double](repeating: 0, count: axis.count), count: logs.components.count)
            for row in 0..<logs.count where logs.templates[Int(logs.template[row])].isFailure {
                if let place = axis.bin(logs.time[row]) { counts[Int(logs.component[row])][place] += 1 }
            }
            let series = counts.enumerated().map {
                MetricTable.Series(entity: logs.components[$0.offset], metric: "failures", values: $0.element)
            }
            tables.append(MetricTable(times: axis.times, series: series))
        }
        if let events = events(evidence.events, around: evidence.incidentTime) { tables.append(events) }
        return tables
    }

    /// How often each entity has events that tell of a failure.
    private static func events(_ events: [Event], around incident: Double) -> MetricTable? {
        let telling = events.filter {
            !EventReasons.isRoutine($0.reason) && EventReasons.meaning($0.reason, $0.message) != nil
        }
        guard let axis = Axis(telling.map(\.time), around: incident) else { return nil }
        var counts: [String: [Double]] = [:]
        for event in telling {
            let entity = event.component.isEmpty ? event.instance : event.component
            guard let place = axis.bin(event.time) else { continue }
            counts[entity, default: [Double](repeating: 0, count: axis.count)][place] += 1
        }
        let series = counts.sorted { $0.key < $1.key }.map { entity, values in
            MetricTable.Series(entity: entity, metric: "events", values: values)
        }
        return MetricTable(times: axis.times, series: series)
    }

    /// Bins of equal width over the time that rows cover, clipped to an hour's neighbourhood of the incident.
    private struct Axis {
        let begin: Double
        let count: Int

        init?(_ times: [Double], around incident: Double) {
            let reach = Double(Signals.mostBins) * Signals.bin / 2
            let near = times.filter { abs($0 - incident) < reach }
            guard let first = near.min(), let last = near.max(), near.count > 1 else { return nil }
            begin = first
            count = Int((last - first) / Signals.bin) + 1
        }

        /// The end of each bin, as a metric's sample stands for the time before it.
        var times: [Double] { (0..<count).map { begin + Double($0 + 1) * Signals.bin } }

        func bin(_ time: Double) -> Int? {
            let place = (time - begin) / Signals.bin
            return place >= 0 && place < Double(count) ? Int(place) : nil
        }
    }
}

import AutoSRECore

/// `GET /api/services/{id}/metrics`. A time, a value or a curve that cannot be used is a hole there, and no harm to the
/// others.
struct DashboardMetrics: Decodable, Sendable {
    private let times: [Instant?]
    private let curves: [Curve]
    private let badCurves: Int

    struct Curve: Decodable, Sendable {
        let name: String
        let unit: String
        let values: [Double]

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: AnyName.self)
            name = try members.decode(String.self, forKey: AnyName("name"))
            unit = members.loose(String.self, AnyName("unit")) ?? ""
            values = try members.decode([LooseNumber].self, forKey: AnyName("values")).map(\.value)
        }
    }

    /// Throws where there are no `timestamps` or no `series`.
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        times = try members.decode([Loose<Instant>].self, forKey: AnyName("timestamps")).map(\.value)
        let all = try members.decode([Loose<Curve>].self, forKey: AnyName("series"))
        curves = all.compactMap(\.value)
        badCurves = all.count - curves.count
    }

    /// The samples of `since ..< until`, in time order and in units that are known, and what was left out, in words.
    func series(since: Instant, until: Instant) -> (series: [MetricSeries], faults: [String]) {
        var faults: [String] = []
        if badCurves > 0 { faults.append("\(badCurves) metrics have no name or no values") }
        let timeless = times.count { $0 == nil }
        if timeless > 0 { faults.append("\(timeless) of \(times.count.counted("timestamp")) cannot be read as a time") }
        var wanted: [(at: Instant, index: Int)] = []
        for (index, time) in times.enumerated() {
            if let time, since <= time, time < until { wanted.append((time, index)) }
        }
        wanted.sort { ($0.at, $0.index) < ($1.at, $1.index) }
        guard !wanted.isEmpty else { return ([], faults) }
        var series: [MetricSeries] = []
        for curve in curves {
            guard curve.values.count == times.count else {
                faults.append(
                    "\(curve.name) has \(curve.values.count.counted("value")) for \(times.count.counted("timestamp"))")
                continue
            }
            let one = MetricSeries(
                measured: curve.name, unit: curve.unit, times: wanted.map(\.at),
                values: wanted.map { curve.values[$0.index] })
            if one.values.count < wanted.count {
                let lost = wanted.count - one.values.count
                faults.append("\(lost) of \(wanted.count.counted("value")) of \(curve.name) cannot be measured")
            }
            if !one.values.isEmpty { series.append(one) }
        }
        return (series, faults)
    }
}

/// `GET /api/services/{id}/logs`.
struct DashboardLogs: Decodable, Sendable {
    private let records: [LogRecord]
    private let bad: Int
    private let isTruncated: Bool

    /// Throws where there are no `logs`.
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        let all = try members.decode([Loose<LogRecord>].self, forKey: AnyName("logs"))
        records = all.compactMap(\.value)
        bad = all.count - records.count
        isTruncated = members.loose(Bool.self, AnyName("truncated")) ?? false
    }

    /// The lines of `since ..< until`, oldest first.
    func lines(since: Instant, until: Instant) -> [LogLine] {
        let wanted = records.filter { since <= $0.at && $0.at < until }
        return LogRecord.lines(wanted).sorted { $0.at < $1.at }
    }

    /// How much of the window the lines hold. An answer that is as long as was asked for, or as a page usually is, may
    /// lack any of the others; a dashboard may have begun to keep lines anywhen before the first.
    func completeness(of lines: [LogLine], until: Instant, limit: Int) -> Completeness {
        var missing: String?
        if bad > 0 {
            missing = "\(bad) of \((bad + records.count).counted("line")) without a message or a usable timestamp"
        }
        let count = bad + records.count
        let isPage = count >= limit || Self.pages.contains(count)
        if isTruncated || isPage { missing = missing ?? "it gave \(count.counted("line")), and there may be more" }
        guard missing == nil, let first = lines.first?.at, first < until else {
            return Completeness(whole: nil, missing: missing)
        }
        return Completeness(whole: TimeWindow(from: first, until: until))
    }

    /// How many entries interfaces give at a time where they are not asked for a number, or refuse it.
    private static let pages: Set<Int> = [
        50, 100, 200, 250, 256, 500, 512, 1000, 1024, 2000, 2048, 2500, 5000, 10_000,
    ]
}

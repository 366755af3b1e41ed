/// When a metric says that a service is well: all of its newest values keep a bound.
public struct MetricRule: Sendable, Hashable {
    /// The metric, by its name or with its labels.
    public let metric: String
    /// What its values have to keep.
    public let bound: MetricBound
    /// Seconds that the newest values span.
    public let overSeconds: Double
    /// How many values there have to be at the least.
    public let points: Int
    /// Seconds that a value comes late.
    public let delaySeconds: Double

    /// What is asked for where nobody says: three values at the least, over a minute.
    public static let (usualSeconds, usualPoints) = (60.0, 3)

    /// Makes a rule.
    public init(
        _ metric: String, _ bound: MetricBound, overSeconds: Double = usualSeconds, points: Int = usualPoints,
        delaySeconds: Double = 0
    ) {
        (self.metric, self.bound) = (metric, bound)
        (self.overSeconds, self.points, self.delaySeconds) = (overSeconds, points, delaySeconds)
    }

    /// Seconds after which every value that counts is of after a change.
    public var latencySeconds: Double { overSeconds + delaySeconds }

    /// The stretch that is asked for: twice what counts, so that the usual distance of values is known, and where they
    /// come from.
    public func window(at now: Instant) -> TimeWindow {
        TimeWindow(from: now.advanced(bySeconds: -2 * latencySeconds), until: now.advanced(bySeconds: 0.001))
    }

    /// What one answer says.
    public struct Verdict: Sendable, Hashable {
        /// Whether the metric keeps its bound.
        public let status: HealthReading.Status
        /// What was seen, in a few words.
        public let words: String
        /// Whether it is bad and moves towards its bound.
        public let isSettling: Bool

        init(_ status: HealthReading.Status, _ words: String, isSettling: Bool = false) {
            (self.status, self.words, self.isSettling) = (status, words, isSettling)
        }
    }

    /// What one answer says; nil where it does not know the metric. Series that have ended, such as those of an
    /// instance that is gone, say nothing while others go on.
    public func judge(_ pieces: [RawEvidence], at now: Instant) -> Verdict? {
        let named = pieces.flatMap { piece in
            (piece.body.metrics ?? SeriesColumns([])).filter { $0.metric == metric || $0.name == metric }
        }
        guard !named.isEmpty else { return nil }
        if pieces.contains(where: \.provenance.isSimulated) { return Verdict(.unknown, "\(metric) is made up") }
        if let missing = pieces.lazy.compactMap(\.completeness?.missing).first {
            return Verdict(.unknown, "not all of \(metric) could be read: \(missing)")
        }
        let start = now.advanced(bySeconds: -latencySeconds)
        let going = named.filter { ($0.times.last ?? start) > start }
        guard !going.isEmpty else {
            return Verdict(.unknown, "\(metric) has no value of the last \(PostMortem.seconds(latencySeconds))")
        }
        let verdicts = going.map { judge($0, since: start, at: now) }
        return verdicts.first { $0.status == .bad && !$0.isSettling } ?? verdicts.first { $0.status == .bad }
            ?? verdicts.first { $0.status == .unknown } ?? verdicts[0]
    }

    /// Good or bad is only what all of the values are, where they go on without a hole.
    private func judge(_ series: MetricSeries, since start: Instant, at now: Instant) -> Verdict {
        guard let bound = bound.value(for: series) else {
            let unit = series.unit.isEmpty ? "without a unit" : "in \(series.unit)"
            return Verdict(.unknown, "\(series.name) is measured \(unit), which \(self.bound.text) is not")
        }
        let values = zip(series.times, series.values).filter { $0.0 >= start }.map(\.1)
        let count = "\(values.count.counted("value")) in \(PostMortem.seconds(latencySeconds))"
        guard values.count >= points else {
            return Verdict(.unknown, "\(series.name) has \(count), and \(points) are needed")
        }
        let until = now.advanced(bySeconds: -delaySeconds)
        guard series.isWhole(over: TimeWindow(from: start, until: until)) else {
            return Verdict(.unknown, "\(series.name) has a hole within the last \(PostMortem.seconds(latencySeconds))")
        }
        let good = values.count { self.bound.allows($0, bound) }
        let words = "\(series.name) \(self.bound): \(good) of \(count)"
        guard good == 0 else { return Verdict(good == values.count ? .good : .unknown, words) }
        let known = zip(series.times, series.values).filter { $0.0 >= window(at: now).from }.map(\.1)
        let isSettling = self.bound.isApproached(by: known, enough: points)
        return Verdict(.bad, words + (isSettling ? ", on their way there" : ""), isSettling: isSettling)
    }
}

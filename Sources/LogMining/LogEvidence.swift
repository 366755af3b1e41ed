/// The log lines of several components with their times, mined: what the evidence engine asks.
public struct LogEvidence: Sendable {
    /// Lines as they come from a source, in columns of one length.
    public struct Lines: Sendable {
        /// All texts, one behind the other.
        public var bytes: [UInt8] = []
        /// Where each text ends in `bytes`.
        public var ends: [Int] = []
        /// When each line was written, in seconds of any clock.
        public var times: [Double] = []
        /// Who wrote each line, by number from 0.
        public var components: [Int] = []

        /// Makes an empty table.
        public init() {}

        /// Adds a line.
        public mutating func append(_ text: some Sequence<UInt8>, at time: Double, component: Int) {
            bytes.append(contentsOf: text)
            ends.append(bytes.count)
            times.append(time)
            components.append(component)
        }

        func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }
    }

    /// The templates, by number from 1.
    public let templates: MinedTemplates
    /// The number of each line's template.
    public let templateOf: [Int]
    /// When each line was written.
    public let times: [Double]
    /// Who wrote each line.
    public let components: [Int]
    /// How grave the lines of each template are: the gravest level that at least half of its lines have, or what their
    /// words tell where their loggers gave none. Template n is at n - 1.
    public let severities: [LogSeverity]

    /// Mines lines.
    /// - Precondition: the columns are of one length.
    public init(_ lines: Lines) {
        let mined = MinedLines(lines)
        (templates, templateOf) = (mined.templates, mined.templateOf)
        (times, components) = (lines.times, lines.components)
        severities = Self.severities(lines, templateOf, templates)
    }

    private static func severities(_ lines: Lines, _ templateOf: [Int], _ mined: MinedTemplates) -> [LogSeverity] {
        let levels = LogSeverity.allCases.count
        var counts = [Int](repeating: 0, count: mined.templates.count * levels)
        for (row, template) in templateOf.enumerated() {
            if let severity = LogSeverity(line: lines.bytes.span.extracting(lines.range(row))) {
                counts[(template - 1) * levels + severity.rawValue] += 1
            }
        }
        return mined.templates.indices.map { index in
            let own = counts[(index * levels)..<((index + 1) * levels)]
            let (sum, half) = (own.reduce(0, +), mined.templates[index].count / 2)
            var rest = 0
            var level: LogSeverity?
            for severity in LogSeverity.allCases.reversed() where level == nil && sum > 0 {
                rest += own[own.startIndex + severity.rawValue]
                if rest > 0, rest >= half { level = severity }
            }
            return effective(level, mined.templates[index].text)
        }
    }

    /// A level together with what the words tell: without a level a failure is an error, and with a calm one a warning,
    /// for programs report failures of others so.
    public static func effective(_ level: LogSeverity?, _ template: String) -> LogSeverity {
        let tells = FailureWords.holds(template.utf8)
        guard let level else { return tells ? .error : .info }
        return tells && level < .warning ? .warning : level
    }

    /// How many lines each template of each component has in a stretch of time.
    public func counts(from start: Double, until end: Double) -> [Key: Int] {
        var counts: [Key: Int] = [:]
        for row in times.indices where times[row] >= start && times[row] < end {
            counts[Key(template: templateOf[row], component: components[row]), default: 0] += 1
        }
        return counts
    }

    /// A template of a component.
    public struct Key: Hashable, Sendable {
        /// The number of the template.
        public let template: Int
        /// The number of the component.
        public let component: Int

        /// Makes a key.
        public init(template: Int, component: Int) { (self.template, self.component) = (template, component) }
    }

    /// How many lines a template has in each of equal stretches of time.
    /// - Parameter component: only that one's lines.
    public func series(of template: Int, component: Int? = nil, from start: Double, step: Double, count: Int) -> [Int] {
        var series = [Int](repeating: 0, count: max(0, count))
        guard step > 0 else { return series }
        for row in times.indices where templateOf[row] == template {
            let place = ((times[row] - start) / step).rounded(.down)
            guard component.map({ $0 == components[row] }) ?? true, place >= 0, place < Double(series.count) else {
                continue
            }
            series[Int(place)] += 1
        }
        return series
    }

    /// What is new, gone, surged or faded since an onset, per component; the gravest first.
    /// - Parameters:
    ///   - onset: when it began.
    ///   - start: since when the log was read.
    ///   - end: until when.
    public func shifts(at onset: Double, from start: Double, until end: Double) -> [TemplateShift] {
        let (before, after) = (counts(from: start, until: onset), counts(from: onset, until: end))
        let exposure = (before: onset - start, after: end - onset)
        let keys = Set(before.keys).union(after.keys)
        let dispersion = dispersion(from: start, until: onset, step: end - onset)
        return TemplateShift.ranked(
            keys.map { key in
                TemplateShift(
                    template: key.template, component: key.component, before: before[key] ?? 0, after: after[key] ?? 0,
                    severity: severities[key.template - 1], exposure: exposure, dispersion: dispersion)
            })
    }

    /// How many stretches before the onset are compared at most, and how many are needed to tell how counts vary.
    private static let stretches = 3...24

    /// How much more counts vary from one stretch of time to the next than those of lines that come independently: the
    /// median, over templates with a line in every stretch on average, of variance over mean. One figure for the whole
    /// log: that of a single template says little by so few stretches, and a burst of its own would hide the next one.
    private func dispersion(from start: Double, until end: Double, step: Double) -> Double {
        let all = ((end - start) / step).rounded(.down)
        guard step > 0, all >= Double(Self.stretches.lowerBound) else { return 1 }
        let count = Int(min(all, Double(Self.stretches.upperBound)))
        var counts: [Key: [Int]] = [:]
        for row in times.indices {
            // Stretches end with the onset.
            let place = ((end - times[row]) / step).rounded(.up) - 1
            guard place >= 0, place < Double(count) else { continue }
            let key = Key(template: templateOf[row], component: components[row])
            counts[key, default: Array(repeating: 0, count: count)][Int(place)] += 1
        }
        let ratios = counts.values.compactMap { series -> Double? in
            let mean = Double(series.reduce(0, +)) / Double(count)
            guard mean >= 1 else { return nil }
            let squares = series.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            return squares / (mean * Double(count - 1))
        }.sorted()
        return ratios.isEmpty ? 1 : max(1, ratios[ratios.count / 2])
    }
}

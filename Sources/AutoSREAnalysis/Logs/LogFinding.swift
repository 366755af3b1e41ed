import AutoSRECore

/// How a template's lines since a moment compare with those that were read of before.
struct LogFinding {
    let index: Int
    let template: Template
    /// Lines before and since the moment; before also those that differ in nothing but the version that they name.
    let before: Int
    let since: Int
    /// From the moment to the end of the evidence.
    let window: TimeWindow
    /// The stretch before the moment of which the log was read; nil where that is none.
    let read: TimeWindow?
    let trend: Trend
    /// Whether it goes on in the last third of the time since, at half the pace or five lines at least.
    let isLasting: Bool
    /// Whether of the lines before some are known to be missing, so that nothing is proven by them.
    var isPartial = false
    /// Who wrote the lines since.
    var instances: Set<String> = []

    /// What the lines did at the moment.
    enum Trend {
        /// None was there before, over a stretch in which at the later pace three would have been expected.
        case began
        /// They became clearly more.
        case grew
        /// They seem new or more, and too little was read of before to tell.
        case unclear
        /// They went on as before, or became fewer.
        case steady
    }

    /// Whether no line of this form was there before.
    var isNew: Bool { before == 0 }
    /// Whether what was read of before shows that the lines came with the moment.
    var isProven: Bool { trend == .began || trend == .grew }
}

extension TemplateTable {
    /// The grave templates that have lines since a moment, gravest and most frequent first.
    ///
    /// A surge must stand out of the lines expected from before (four times the Poisson deviation) and of the growth of
    /// the whole log, for more traffic writes more of everything. It is proven where it also exceeds the most that what
    /// was read of before allows for (its count and twice its deviation, and three lines where it has none).
    /// - Parameters:
    ///   - read: when the lines begin of which none are missing in between; nil where some are known to be missing,
    ///     which leaves every surge unproven.
    ///   - versions: every version that is known by name.
    func findings(
        since moment: Instant, in window: TimeWindow, read known: Instant?, versions: Set<String>
    ) -> [LogFinding] {
        let read = known ?? lines.first?.at ?? window.from
        let before = TimeWindow(from: min(read, window.from), until: moment)
        let after = TimeWindow(from: moment, until: window.until)
        let (earlier, new) = (counts(in: before), counts(in: after))
        let old = pooled(earlier, without: versions)
        let sums = (max(earlier.reduce(0, +), 1), max(new.reduce(0, +), 1))
        let seconds = (max(moment.seconds(since: read), 1), max(window.until.seconds(since: moment), 1))
        let growth = max(seconds.1 / seconds.0, Double(sums.1) / Double(sums.0))
        let tail = window.until.advanced(bySeconds: -max(seconds.1 * 0.35, 60))
        let late = counts(in: TimeWindow(from: max(tail, moment), until: window.until))
        let needed = lines.count < 200 ? 1 : 3
        var findings: [LogFinding] = []
        for (index, template) in templates.enumerated() where template.isGrave {
            guard new[index] >= needed else { continue }
            findings.append(
                LogFinding(
                    index: index, template: template, before: old[index], since: new[index], window: after,
                    read: read < moment ? TimeWindow(from: read, until: moment) : nil,
                    trend: old[index] == 0
                        ? Self.trend(
                            ofNew: new[index], from: max(template.first, moment), read: read, until: window.until)
                        : Self.trend(
                            from: Double(old[index]), to: Double(new[index]), growth: growth, over: seconds.0),
                    isLasting: late[index] >= min(5, max(1, (new[index] + 5) / 6))))
        }
        return findings.sorted { ($0.weight, $1.index) > ($1.weight, $0.index) }.prefix(Self.findingLimit).map {
            var finding = known == nil ? $0.unproven : $0
            finding.instances = instances(of: $0.index, in: after)
            return finding
        }
    }

    /// Of lines that were not there before: whether their absence until the first of them is no accident.
    private static func trend(
        ofNew count: Int, from first: Instant, read: Instant, until: Instant
    ) -> LogFinding.Trend {
        let (silence, stretch) = (first.seconds(since: read), max(until.seconds(since: first), 1))
        return silence >= shortest && Double(count - 1) * silence >= 3 * stretch ? .began : .unclear
    }

    private static func trend(
        from old: Double, to new: Double, growth: Double, over seconds: Double
    ) -> LogFinding.Trend {
        let expected = old * growth
        guard new >= 3 * expected + 3, new >= expected + 4 * expected.squareRoot() else { return .steady }
        return seconds >= shortest && new >= (old + 2 * old.squareRoot() + 3) * growth ? .grew : .unclear
    }

    /// A shorter stretch of before tells nothing, in seconds: services that were just started have little to say.
    private static let shortest = 60.0

    /// For each template the lines of all that differ from it in nothing but the version that they name: where each
    /// line bears the version of its writer, a release makes no form new.
    private func pooled(_ counts: [Int], without versions: Set<String>) -> [Int] {
        let naming = templates.indices.filter { index in
            templates[index].isGrave && versions.contains { templates[index].names($0) }
        }
        var (forms, sums): ([Int: String], [String: Int]) = ([:], [:])
        for index in naming {
            let form = templates[index].form(without: versions)
            forms[index] = form
            sums[form, default: 0] += counts[index]
        }
        var pooled = counts
        for (index, form) in forms { pooled[index] = sums[form] ?? counts[index] }
        return pooled
    }

    /// No person reads more, and a hostile log could hold thousands.
    private static let findingLimit = 40
}

extension LogFinding {
    /// The same where lines are known to be missing.
    fileprivate var unproven: LogFinding {
        var finding = LogFinding(
            index: index, template: template, before: before, since: since, window: window, read: nil,
            trend: isProven ? .unclear : trend, isLasting: isLasting)
        finding.isPartial = true
        return finding
    }

    fileprivate var weight: Double { Double(since) * (template.severity == .failure ? 3 : 1) * (isLasting ? 2 : 1) }
}

import AutoSRECore

/// How a template's lines since a moment compare with those that were read of before.
struct LogFinding {
    let index: Int
    let template: Template
    /// Lines before and since the moment; before also those of other forms that say the same.
    let before: Int
    let since: Int
    /// From the moment to the end of the evidence.
    let window: TimeWindow
    /// The stretch before the moment of which the log was read; nil where that is none.
    let read: TimeWindow?
    var trend: Trend
    /// The last stretch before a release, where the lines are steady by what it holds.
    var stretch: TimeWindow?
    /// Of the forms that say the same the one that most lines before have; nil where none was there.
    var elder: Int?
    /// Whether it goes on in the last third of the time since, at half the pace or five lines at least.
    let isLasting: Bool
    /// Whether of the lines before some are known to be missing, so that nothing is proven by them.
    var isPartial = false
    /// Who wrote the lines since.
    var instances: Set<String> = []
    /// Why the lines since a release do not show that they came with it, in words; nil where they may.
    var doubt: String?

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
    ///   - release: when the release came that the lines are to speak for, where they are. A form whose first line is
    ///     older must also stand out of the last stretch before it: of an hour, what began just before is a trifle.
    func findings(
        since moment: Instant, in window: TimeWindow, read known: Instant?, versions: Set<String>,
        release: Instant? = nil
    ) -> [LogFinding] {
        let read = known ?? lines.first?.at ?? window.from
        let before = TimeWindow(from: min(read, window.from), until: moment)
        let after = TimeWindow(from: moment, until: window.until)
        let (earlier, new) = (counts(in: before), counts(in: after))
        let peers = peers(without: versions)
        let old = templates.indices.map { index in
            peers[index]?.joined().reduce(0) { $0 + earlier[$1] } ?? earlier[index]
        }
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
                            ofNew: new[index], from: max(template.first, moment), since: moment, read: read,
                            until: window.until)
                        : Self.trend(
                            from: Double(old[index]), to: Double(new[index]), growth: growth, over: seconds.0),
                    isLasting: late[index] >= min(5, max(1, (new[index] + 5) / 6))))
        }
        return findings.sorted { ($0.weight, $1.index) > ($1.weight, $0.index) }.prefix(Self.findingLimit).map {
            var finding = known == nil ? $0.unproven : $0
            let same = (peers[finding.index] ?? [[finding.index]]).flatMap(\.self)
            finding.elder = same.filter { earlier[$0] > 0 }.max { (earlier[$0], $1) < (earlier[$1], $0) }
            if let release {
                compare(&finding, same, before: release, sums.1)
                finding.doubt = lateness(of: finding, same, after: release, read: read)
            }
            finding.instances = instances(of: $0.index, in: after)
            return finding
        }
    }

    /// Holds lines that were there before a release against the last stretch before it: as long as the one since, or
    /// since their first.
    /// - Parameter all: how many lines of any form there are since.
    private func compare(_ finding: inout LogFinding, _ peers: [Int], before release: Instant, _ all: Int) {
        guard finding.trend != .steady, let first = peers.map({ templates[$0].first }).min(), first < release else {
            return
        }
        let seconds = max(finding.window.until.seconds(since: finding.window.from), 1)
        let stretch = TimeWindow(from: max(first, release.advanced(bySeconds: -seconds)), until: release)
        let counts = counts(in: stretch)
        let growth = max(
            seconds / max(stretch.until.seconds(since: stretch.from), 1),
            Double(all) / Double(max(counts.reduce(0, +), 1)))
        let old = Double(peers.reduce(0) { $0 + counts[$1] })
        let trend = Self.trend(from: old, to: Double(finding.since), growth: growth, over: Self.shortest)
        if trend == .steady { finding.stretch = stretch }
        if trend == .steady || trend == .unclear { finding.trend = trend }
    }

    /// How long after a release lines began of which, at their pace, some would have come sooner; nil where they began
    /// with it. Their beginning is when a twentieth of them was written: one before is a straggler.
    /// - Parameter read: when the log begins; what it does not hold was no silence.
    private func lateness(
        of finding: LogFinding, _ peers: [Int], after release: Instant, read: Instant
    ) -> String? {
        let forms = Set(peers.map(Int32.init))
        let times = lines.rows(over: finding.window).filter { forms.contains(assignment[$0]) }.map { lines.at($0) }
        guard let begun = times.dropFirst(times.count / 20).first else { return nil }
        let silence = begun.seconds(since: max(release, read))
        let stretch = max(finding.window.until.seconds(since: begun), 1)
        let later = Double(times.count - times.count / 20 - 1)
        guard silence > Self.startUp, later * silence >= 3 * stretch else { return nil }
        return "the first \(Figure.span(begun.seconds(since: release))) after the release"
    }

    /// Seconds within which a release shows what it does: a roll-out begins to answer within minutes, and for what it
    /// does only after a while there are other signs, as memory that grows since.
    private static let startUp = 300.0

    /// Of lines that were not there before: whether their absence until the first of them is no accident, where enough
    /// was read of before the moment.
    private static func trend(
        ofNew count: Int, from first: Instant, since moment: Instant, read: Instant, until: Instant
    ) -> LogFinding.Trend {
        let (silence, stretch) = (first.seconds(since: read), max(until.seconds(since: first), 1))
        return moment.seconds(since: read) >= shortest && Double(count - 1) * silence >= 3 * stretch ? .began : .unclear
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

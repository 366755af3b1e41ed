import AutoSRECore

/// Claims about metrics, in words made from their figures.
extension Analysis {
    /// That a metric left its level, or drifts.
    func claim(_ finding: MetricFinding?) -> Claim? {
        guard let finding else { return nil }
        switch finding.shape {
        case .steady: return nil
        case .shift: return shifted(finding)
        case .drift: return drifts(finding)
        }
    }

    private func shifted(_ finding: MetricFinding) -> Claim? {
        guard let start = finding.onset else { return nil }
        let span = index.window.until.seconds(since: start)
        let before = TimeWindow(from: index.window.from, until: start)
        let after = TimeWindow(from: start.advanced(bySeconds: 0.4 * span), until: index.window.until)
        let words = "after \(start.timeOfDay) UTC"
        return compare(finding, before, after, words)
    }

    private func drifts(_ finding: MetricFinding) -> Claim? {
        let window = index.window
        let quarter = window.until.seconds(since: window.from) / 4
        let before = TimeWindow(from: window.from, until: window.from.advanced(bySeconds: quarter))
        let after = TimeWindow(from: window.until.advanced(bySeconds: -quarter), until: window.until)
        let span = Figure.span(4 * quarter)
        return compare(finding, before, after, "steadily over \(span), without a break in the curve")
    }

    private func compare(_ finding: MetricFinding, _ before: TimeWindow, _ after: TimeWindow, _ words: String) -> Claim?
    {
        let (series, name) = (finding.series, finding.series.name)
        guard let old = series.mean(over: before), let new = series.mean(over: after) else { return nil }
        let verb = new > old ? "rose" : "fell"
        let figures = "\(Figure.text(old, series.unit)) to \(Figure.text(new, series.unit))"
        guard old > 0, new / old < 10_000 else {
            let value = Figures.roundedDown(new)
            let predicate = Predicate.metricAtLeast(name: name, window: after, value: value)
            return Claim("\(name) \(verb) from \(figures) \(words)", predicate, evidence: [finding.id])
        }
        let ratio = new > old ? max(Figures.roundedDown(0.99 * new / old), 1) : min(1.01 * new / old, 0.999)
        let times = new >= 2 * old ? " (× \(Figure.number(new / old)))" : ""
        let predicate = Predicate.metricShifted(name: name, before: before, after: after, ratio: ratio)
        return Claim("\(name) \(verb) from \(figures)\(times) \(words)", predicate, evidence: [finding.id])
    }

    /// That a share of a role, told as one by its unit, stands at least at `value` in the later part of the trouble.
    func atLeast(_ role: MetricRole, _ value: Double) -> Claim? {
        guard let (series, id) = index.series.first(where: { MetricRole($0.series) == role }),
            series.isShare, let mean = series.mean(over: late), mean >= value, mean <= Self.greatestShare
        else { return nil }
        let words = "\(series.name) stands at \(Figure.text(mean, series.unit)) since \(late.from.timeOfDay) UTC"
        let predicate = Predicate.metricAtLeast(name: series.name, window: late, value: Figures.roundedDown(mean))
        return Claim(words, predicate, evidence: [id])
    }

    /// That a metric of a role stays below `value` in the later part of the trouble.
    func atMost(_ role: MetricRole, _ value: Double) -> Claim? {
        guard let (series, id) = index.series.first(where: { MetricRole($0.series) == role }),
            let mean = series.mean(over: late), mean <= value
        else { return nil }
        let words = "\(series.name) stays at \(Figure.text(mean, series.unit)) since \(late.from.timeOfDay) UTC"
        return Claim(words, .metricAtMost(name: series.name, window: late, value: value), evidence: [id])
    }

    /// The mean of a role's first series over a window.
    func mean(_ role: MetricRole, over window: TimeWindow) -> Double? {
        index.series.first { MetricRole($0.series) == role }?.series.mean(over: window)
    }

    /// The same of a share; nil where its unit does not say that it is one, or where no share is that large.
    func share(_ role: MetricRole, over window: TimeWindow) -> Double? {
        guard let (series, _) = index.series.first(where: { MetricRole($0.series) == role }) else {
            return nil
        }
        guard series.isShare, let mean = series.mean(over: window) else { return nil }
        return (0...Self.greatestShare).contains(mean) ? mean : nil
    }

    /// Of what was asked for, an instance may use more than all; more than this is another unit than was declared.
    private static let greatestShare = 4.0

    /// Whether a role's figures can be what their unit says: no share is so large. Where no unit is told, they may.
    func isBelievable(_ role: MetricRole) -> Bool {
        index.series.allSatisfy { series, _ in
            guard MetricRole(series) == role, series.isShare else { return true }
            return series.values.allSatisfy { !($0 > Self.greatestShare) }
        }
    }

    /// Whether the CPU has so much room that more instances are no help.
    var hasRoom: Bool { share(.cpu, over: late).map { $0 < Self.roomyShare } ?? false }

    /// Half of what instances are run at without worry.
    static let roomyShare = 0.35
}

/// Claims about log lines, changes and the present state.
extension Analysis {
    /// That lines of a form are written since a moment, and what was read of before it.
    func claim(_ finding: LogFinding?) -> Claim? {
        guard let finding else { return nil }
        let (template, start) = (finding.template, finding.window.from)
        let many = finding.since.counted("line")
        let words = "\(many) like \(template.quotation) since \(start.timeOfDay) UTC, \(earlier(finding))"
        let predicate = Predicate.logsMatch(pattern: template.pattern, window: finding.window, atLeast: finding.since)
        return Claim(words, predicate, evidence: index.logIDs)
    }

    private func earlier(_ finding: LogFinding) -> String {
        if let doubt = finding.doubt { return doubt }
        if finding.isPartial { return "and of the lines before not all could be read" }
        guard let read = finding.read else { return "and no earlier line was read" }
        guard finding.trend == .unclear else { return finding.isNew ? "none before" : "\(finding.before) before" }
        let span = Figure.span(read.until.seconds(since: read.from))
        return "\(finding.before) in the \(span) that were read of before, too few to tell"
    }

    /// That lines of a form were written before the moment just as since.
    func steadiness(_ finding: LogFinding?) -> Claim? {
        guard let finding, finding.trend == .steady, let read = finding.stretch ?? finding.read,
            let elder = finding.elder
        else { return nil }
        let (template, many) = (table.templates[elder], table.counts(in: read)[elder])
        guard many > 0 else { return nil }
        let words =
            "\(many.counted("line")) like \(template.quotation) in the "
            + "\(Figure.span(read.until.seconds(since: read.from))) "
            + "before \(read.until.timeOfDay) UTC, and no more often since"
        return Claim(
            words, .logsMatch(pattern: template.pattern, window: read, atLeast: many), evidence: index.logIDs)
    }

    /// That no line of a form was written before the moment, as far back as the log is whole.
    func absence(_ finding: LogFinding?) -> Claim? {
        guard let finding, finding.isNew, index.window.from < finding.window.from else { return nil }
        let before = TimeWindow(from: index.window.from, until: finding.window.from)
        guard let known = index.whole(before, of: index.logIDs), known.until == before.until else { return nil }
        let seconds = known.until.seconds(since: known.from)
        guard seconds >= 30 else { return nil }
        let words =
            "no line like \(finding.template.quotation) in the \(Figure.span(seconds)) before \(before.until.timeOfDay) UTC"
        let predicate = Predicate.logsLack(pattern: finding.template.pattern, window: known, atMost: 0)
        return Claim(words, predicate, evidence: index.logIDs)
    }

    /// The strongest lasting log finding about a topic.
    func log(_ topic: Topic) -> LogFinding? { lastingLogs.first { $0.template.topics.contains(topic) } }

    /// That a deployment precedes the onset.
    func claim(_ deployment: Change?, _ history: EvidenceIndex.History?) -> Claim? {
        guard let deployment, let history else { return nil }
        let window = TimeWindow(from: deployment.at, until: Instant(milliseconds: deployment.at.milliseconds + 1))
        let isToday = index.window.until.seconds(since: deployment.at) < 20 * 3600
        let time = isToday ? "\(deployment.at.timeOfDay) UTC" : deployment.at.wholeSeconds
        var words = "\(deployment.version) was deployed at \(time)"
        if let onset {
            let seconds = onset.seconds(since: deployment.at)
            words += seconds >= 1 ? ", \(Figure.span(seconds)) before the trouble began" : ", when the trouble began"
        }
        return Claim(words, .deployed(version: deployment.version, window: window), evidence: [history.id])
    }

    /// That nothing was deployed in the reach before the onset.
    var nothingDeployed: Claim? {
        guard let history = index.history, !history.deployments.isEmpty else { return nil }
        let start = onset ?? index.window.from
        let until = onset == nil ? index.window.until : start.advanced(bySeconds: Self.slack)
        let reach = TimeWindow(from: start.advanced(bySeconds: -Self.reach), until: until)
        // What comes after the history was read has not happened.
        guard let window = index.whole(reach, of: [history.id]), window.from == reach.from else { return nil }
        let words = "nothing was deployed in the \(Figure.span(Self.reach)) before the trouble began"
        return Claim(words, .nothingDeployed(window: window), evidence: [history.id])
    }

    /// That instances fail, of one version or of any.
    func failingInstances(_ version: String?) -> Claim? {
        guard let (_, id) = index.state else { return nil }
        let those = failing.filter { version == nil || $0.version == version }
        guard !those.isEmpty else { return nil }
        let statuses = Set(those.map(\.status)).sorted()
        let all = index.state?.state.instances.count { version == nil || $0.version == version } ?? 0
        let name = version.map { " of \($0)" } ?? ""
        let verb = those.count == 1 ? "is" : "are"
        let words = "\(those.count) of \(all.counted("instance"))\(name) \(verb) \(statuses.joined(separator: " or "))"
        let predicate = Predicate.instances(version: version, statuses: statuses, atLeast: those.count)
        return Claim(words, predicate, evidence: [id])
    }
}

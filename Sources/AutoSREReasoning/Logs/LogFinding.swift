import AutoSRECore

/// A template that is new or surges since a moment.
struct LogFinding {
    let index: Int
    let template: Template
    /// Lines before and since the moment.
    let before: Int
    let since: Int
    /// Whether no line of this form was there before.
    var isNew: Bool { before == 0 }
    /// Whether it still goes on in the last part of the window.
    let isLasting: Bool
    /// Who wrote the lines since.
    let instances: Set<String>
}

extension TemplateTable {
    /// The grave templates that are new or surge since `moment`, gravest and most frequent first.
    ///
    /// A surge must stand out of the lines expected from before (four times the Poisson deviation) and of the growth of
    /// the whole log, for more traffic writes more of everything.
    func findings(since moment: Instant, in window: TimeWindow) -> [LogFinding] {
        let before = TimeWindow(from: window.from, until: moment)
        let after = TimeWindow(from: moment, until: window.until)
        let (old, new) = (counts(in: before), counts(in: after))
        let (oldSum, newSum) = (max(old.reduce(0, +), 1), max(new.reduce(0, +), 1))
        let seconds = (max(moment.seconds(since: window.from), 1), max(window.until.seconds(since: moment), 1))
        let growth = max(seconds.1 / seconds.0, Double(newSum) / Double(oldSum))
        let tail = window.until.advanced(bySeconds: -max(seconds.1 * 0.35, 60))
        let needed = lines.count < 200 ? 1 : 3
        var findings: [LogFinding] = []
        for (index, template) in templates.enumerated() where template.isGrave {
            guard new[index] >= needed else { continue }
            let expected = Double(old[index]) * growth
            let isSurge =
                Double(new[index]) >= 3 * expected + 3 && Double(new[index]) >= expected + 4 * expected.squareRoot()
            guard old[index] == 0 || isSurge else { continue }
            findings.append(
                LogFinding(
                    index: index, template: template, before: old[index], since: new[index],
                    isLasting: template.last >= tail, instances: instances(of: index, in: after)))
        }
        return findings.sorted { $0.weight > $1.weight }
    }

    /// When grave lines began to be written that were not written before, or nil.
    ///
    /// A template counts as new only where its absence until then is no accident: at its later rate more than nine lines
    /// would have been expected (chance e⁻⁹). In a log of a few lines the first failure dates the trouble.
    func onset(in window: TimeWindow) -> Instant? {
        var times = [[Instant]](repeating: [], count: templates.count)
        for (line, index) in zip(lines, assignment) where index >= 0 && templates[Int(index)].isGrave {
            times[Int(index)].append(line.at)
        }
        var new: [(start: Instant, count: Int)] = []
        for (template, times) in zip(templates, times) where times.count >= (template.gravity == .failure ? 2 : 3) {
            let late = Self.withoutStragglers(times, until: window.until)
            if Self.isNoAccident(late, in: window) { new.append((late[late.startIndex], late.count)) }
        }
        if let onset = Self.lowest(new) { return onset }
        return lines.count < 60 ? templates.filter { $0.isGrave && $0.gravity == .failure }.map(\.first).min() : nil
    }

    /// The earliest start, the few that stand for less than a tenth of the lines left out: they may be accidents.
    private static func lowest(_ new: [(start: Instant, count: Int)]) -> Instant? {
        let all = new.reduce(0) { $0 + $1.count }
        var sum = 0
        for (start, count) in new.sorted(by: { $0.start < $1.start }) {
            sum += count
            if sum * 10 > all { return start }
        }
        return nil
    }

    /// Leaves out lone lines long before the rest: one rare failure does not date a storm of the same form.
    private static func withoutStragglers(_ times: [Instant], until: Instant) -> ArraySlice<Instant> {
        var rest = times[...]
        while rest.count > 10 {
            let gap = rest[rest.startIndex + 1].seconds(since: rest[rest.startIndex])
            let later = rest.dropFirst()
            guard gap * rate(later, until: until) >= 9 else { break }
            rest = later
        }
        return rest
    }

    /// Whether the absence before the first of these lines is no accident, at the rate that they have since.
    private static func isNoAccident(_ times: ArraySlice<Instant>, in window: TimeWindow) -> Bool {
        guard let first = times.first else { return false }
        return rate(times, until: window.until) * first.seconds(since: window.from) >= 9
    }

    /// Lines a second from the first on, itself not counted.
    private static func rate(_ times: ArraySlice<Instant>, until: Instant) -> Double {
        guard let first = times.first else { return 0 }
        return Double(times.count - 1) / max(until.seconds(since: first), 1)
    }
}

extension LogFinding {
    fileprivate var weight: Double { Double(since) * (template.gravity == .failure ? 3 : 1) * (isLasting ? 2 : 1) }
}

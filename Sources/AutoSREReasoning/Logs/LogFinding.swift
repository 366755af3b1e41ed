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
    /// Whether it goes on in the last third of the time since, at half the pace or five lines at least.
    let isLasting: Bool
    /// Who wrote the lines since.
    var instances: Set<String> = []
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
        let late = counts(in: TimeWindow(from: max(tail, moment), until: window.until))
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
                    isLasting: late[index] >= min(5, max(1, (new[index] + 5) / 6))))
        }
        return findings.sorted { ($0.weight, $1.index) > ($1.weight, $0.index) }.prefix(Self.findingLimit).map {
            var finding = $0
            finding.instances = instances(of: $0.index, in: after)
            return finding
        }
    }

    /// No person reads more, and a hostile log could hold thousands.
    private static let findingLimit = 40
}

extension LogFinding {
    fileprivate var weight: Double { Double(since) * (template.severity == .failure ? 3 : 1) * (isLasting ? 2 : 1) }
}

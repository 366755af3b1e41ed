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
        for (index, template) in templates.enumerated() where template.isTelling && template.gravity > .calm {
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
        var onset: Instant?
        for template in templates where template.isTelling && template.gravity > .calm && template.count >= 2 {
            let seconds = max(template.last.seconds(since: template.first), 1)
            let rate = Double(template.count - 1) / seconds
            guard rate * template.first.seconds(since: window.from) >= 9 else { continue }
            guard window.until.seconds(since: template.last) <= max(3 * seconds / Double(template.count), 300) else {
                continue
            }
            if template.count >= 3 || template.gravity == .failure {
                onset = min(onset ?? template.first, template.first)
            }
        }
        if onset == nil, lines.count < 60 {
            onset = templates.filter { $0.gravity == .failure && $0.isTelling }.map(\.first).min()
        }
        return onset
    }
}

extension LogFinding {
    fileprivate var weight: Double { Double(since) * (template.gravity == .failure ? 3 : 1) * (isLasting ? 2 : 1) }
}

import AutoSRECore

/// Draws the conclusion from the facts: a ranked list of causes, calm, or not enough to tell.
struct LocalConclusion {
    private let analysis: Analysis
    private let gaps: [EvidenceGap]
    private let tried: Set<HypothesisKey>
    /// Below these many lines and samples, calm is not believed.
    private static let linesForCalm = 20
    private static let samplesForCalm = 20
    /// Seconds before the alert at which logs and metrics may end for calm to be believed.
    private static let freshForCalm = 900.0

    init(_ analysis: Analysis, gaps: [EvidenceGap], tried: Set<HypothesisKey>) {
        (self.analysis, self.gaps, self.tried) = (analysis, gaps, tried)
    }

    /// The diagnosis.
    var diagnosis: Diagnosis {
        let index = analysis.index
        if index.isBare, !analysis.stateSpeaks, FreshRelease.argue(analysis) == nil, LastChange.argue(analysis) == nil {
            return insufficient(bare)
        }
        if isOver { return over }
        let ranked = hypotheses.filter { !tried.contains($0.key) }
        if let first = ranked.first { return cause(first, ranked) }
        if !hypotheses.isEmpty { return insufficient("every cause that the evidence suggests was acted on in vain") }
        return calm
    }

    /// Why nothing can be said where there is neither a log line nor a sample: what was read all the same is named.
    private var bare: String {
        let ringing = analysis.index.alarms.filter { $0.series.values.last == 1 }.map(\.series.name)
        let alarms = analysis.index.alarms.count == 1 ? "1 alarm" : "\(analysis.index.alarms.count) alarms"
        let state = ringing.isEmpty ? "none in ALARM" : "in ALARM: \(Self.list(ringing))"
        guard !analysis.index.alarms.isEmpty else { return "there are no usable logs and no usable metrics" }
        let read = "there are no usable logs, and of metrics only \(alarms) could be read (\(state))"
        return ([read] + standing).joined(separator: "; ")
    }

    /// What takes the requests, where that is known, and how it stands there.
    private var standing: [String] {
        let serving = analysis.index.serving ?? []
        return (analysis.index.history?.deployments ?? []).filter { serving.contains($0.version) }.map { deployment in
            let status = deployment.status.rawValue.isEmpty ? "" : " (\(deployment.status))"
            return "what takes the requests is \(deployment.version) of \(deployment.at.wholeSeconds)\(status)"
        }
    }

    private static func list(_ series: [String]) -> String {
        let names = series.map { $0.dropFirst(MetricSeries.alarmState.count) }
        let more = names.count > 3 ? ", and \(names.count - 3) more" : ""
        return names.prefix(3).joined(separator: ", ") + more
    }

    /// Every cause that can be argued, best first; equal ones in the order below.
    private var hypotheses: [Hypothesis] {
        var all: [Hypothesis] = [
            release, ExternalDependency.argue(analysis), ConnectionPool.argue(analysis),
            Capacity.argue(analysis), ResourceLeak.argue(analysis),
        ].compactMap(\.self)
        all += NeighbourRelease.argue(analysis)
        let ranked = all.filter { !$0.claims.isEmpty && $0.confidence >= 0.1 }.enumerated().sorted {
            ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset)
        }
        if let first = ranked.first, first.element.confidence >= 0.5 { return ranked.map(\.element) }
        // Where no kind of cause convinces, a person sees what there is.
        return (ranked.map(\.element) + [UnknownCause.argue(analysis)].compactMap(\.self)).filter { !$0.claims.isEmpty }
    }

    /// The release at fault: by what it did, or where that cannot be seen, by when it came.
    private var release: Hypothesis? {
        guard let fresh = FreshRelease.argue(analysis) ?? LastChange.argue(analysis) else {
            return BadRelease.argue(analysis)
        }
        guard let seen = BadRelease.argue(analysis), seen.confidence >= fresh.confidence else { return fresh }
        return seen
    }

    private func cause(_ first: Hypothesis, _ ranked: [Hypothesis]) -> Diagnosis {
        let percent = Int(saturating: (first.confidence * 100).rounded())
        let head = first.cause.prefix(1).uppercased() + first.cause.dropFirst()
        let summary = "\(head): \(first.claims[0].statement). Confidence \(percent) %."
        return Diagnosis(
            finding: .cause, summary: summary, reasoning: Reasoning(analysis).text(ranked),
            confidence: first.confidence, hypotheses: ranked, missing: gaps.map(\.words), author: "local")
    }

    /// Whether there was trouble that has passed: each shift has come back, and nothing says otherwise.
    private var isOver: Bool {
        let shifts = analysis.metrics.filter { $0.isShift && $0.role.isSymptom }
        guard !shifts.isEmpty, shifts.allSatisfy(\.isOver), analysis.failing.isEmpty else { return false }
        return analysis.index.health?.reading.status != .bad
    }

    private var over: Diagnosis {
        let start = analysis.metrics.compactMap(\.onset).min().map { "\($0.timeOfDay) UTC" } ?? "an unknown time"
        return Diagnosis(
            finding: .nothingAbnormal, summary: "There was trouble since \(start), and it has passed.",
            reasoning: "Every metric that left its level has come back to it by the end of the evidence.",
            confidence: 0.8, hypotheses: [], missing: gaps.map(\.words), author: "local")
    }

    private var calm: Diagnosis {
        let index = analysis.index
        // Trouble shows in a metric that is known to tell of it; others are calm whatever happens.
        let notification = index.series.filter { MetricRole($0.series) != .other }
        let samples = notification.map(\.series.values.count).max() ?? 0
        guard index.logs.count >= Self.linesForCalm || samples >= Self.samplesForCalm else {
            return insufficient(
                "\(index.logs.count.counted("log line")) and \(samples.counted("sample")) of metrics that show trouble "
                    + "are too few to tell")
        }
        guard index.incident.detectedAt.seconds(since: index.window.until) <= Self.freshForCalm else {
            return insufficient("logs and metrics end at \(index.window.until.timeOfDay) UTC, before the alert")
        }
        if index.health?.reading.status == .bad {
            return insufficient(
                "the health signal says degraded, but logs and metrics show nothing out of the ordinary")
        }
        let words =
            "\(index.logs.count.counted("log line")) and \(index.series.count.counted("metric")) were compared over "
            + "\(Figure.span(index.window.until.seconds(since: index.window.from)))"
        let calm = "\(words): no metric left its level and no failure is new or more frequent."
        let missing = gaps.map(\.words)
        guard missing.isEmpty else {
            return Diagnosis(
                finding: .nothingAbnormal,
                summary: "Nothing out of the ordinary in what could be read, which is not all.",
                reasoning: "\(calm) What could not be read may show it: \(missing.joined(separator: "; ")).",
                confidence: 0.4, hypotheses: [], missing: missing, author: "local")
        }
        return Diagnosis(
            finding: .nothingAbnormal, summary: "Nothing out of the ordinary in the evidence.", reasoning: calm,
            confidence: 0.8, hypotheses: [], missing: [], author: "local")
    }

    private func insufficient(_ reason: String) -> Diagnosis {
        let missing = [reason] + gaps.map(\.words)
        return Diagnosis(
            finding: .insufficient, summary: "No diagnosis: \(reason).",
            reasoning: "A person has to decide, because \(missing.joined(separator: "; ")).", confidence: 0,
            hypotheses: [], missing: missing, author: "local")
    }
}

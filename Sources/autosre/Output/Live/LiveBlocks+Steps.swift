import AutoSREIntegrations
import AutoSRECore

// What each step has to show.
extension LiveBlocks {
    private static let maximumHypotheses = 5

    static func alert(_ alert: Alert) -> [Span] {
        [
            Span(alert.incident.type.rawValue, .bold), Span(" on "), Span(alert.incident.service, .bold),
            Span(alert.system.map { " in \($0)" } ?? ""), Span(alert.severity.map { ", \($0.rawValue)" } ?? ""),
            Span(", reported by \(alert.source)"),
        ]
    }

    static func gathered(_ gathering: EvidenceSet) -> ([Span], [Line]) {
        let pieces = gathering.evidence.filter { $0.kind != .alert }.map(\.summary)
        var lines: [Line] = []
        if gathering.isSimulated { lines.append(Line(spans: [Span(Narration.simulated, .yellow)])) }
        if gathering.health != nil {
            lines.append(Line(spans: [Span("health before: ")] + reading(gathering.health)))
            if gathering.health?.status == .unknown { lines.append(Line(spans: [Span(Narration.unseen, .yellow)])) }
        }
        for gap in gathering.gaps {
            lines.append(Line(spans: [Span(gap.words, .yellow)]))
        }
        return ([Span(pieces.isEmpty ? "none" : pieces.joined(separator: "; "))], lines)
    }

    func diagnosed(_ diagnosis: Diagnosis) -> ([Span], [Line]) {
        guard let best = diagnosis.hypotheses.first else {
            return ([Span(diagnosis.summary)], diagnosis.missing.prefix(5).map { Self.missing($0) })
        }
        var lines: [Line] = []
        for (index, hypothesis) in diagnosis.hypotheses.prefix(Self.maximumHypotheses).enumerated() {
            lines += ranked(hypothesis, index + 1)
        }
        lines += words(best) + (diagnosis.model.map(Narration.asked) ?? [])
        lines += deciding(best) + diagnosis.missing.prefix(5).map { Self.missing($0) }
        return ([Span(best.cause, .bold)], lines)
    }

    private static func missing(_ text: String) -> Line { Line(spans: [Span("missing: \(text)", .yellow)]) }

    /// A bar, the confidence, the cause and what it would need.
    private func ranked(_ hypothesis: Hypothesis, _ rank: Int) -> [Line] {
        let isFirst = rank == 1
        let width = columns < 72 ? 10 : 20
        let share = hypothesis.confidence.isFinite ? min(max(hypothesis.confidence, 0), 1) : 0
        let filled = Int(saturating: (share * Double(width)).rounded())
        let percent = Figure.percent(share)
        let bar = [
            Span("\(rank) "), Span(String(repeating: "█", count: filled), isFirst ? .cyan : .plain),
            Span(String(repeating: "░", count: width - filled), .dim),
            Span(String(repeating: " ", count: max(1, 6 - percent.count)) + percent + "  ", isFirst ? .bold : .plain),
        ]
        let text = [
            Span(hypothesis.cause, isFirst ? .bold : .plain), Span(" → \(hypothesis.recommendation.rawValue)", .dim),
        ]
        guard columns < 72 else { return Self.hanging(bar, text, columns - 6) }
        return [Line(spans: bar), Line(spans: text, indent: 2)]
    }

    /// Text beside a head, its further rows below itself.
    private static func hanging(_ head: [Span], _ text: [Span], _ columns: Int) -> [Line] {
        let width = head.reduce(0) { $0 + Columns.count($1.text) }
        var lines: [Line] = []
        for row in Columns.rows(text, columns: max(20, columns - width - 2)) {
            lines.append(Line(spans: lines.isEmpty ? head + row : row, indent: lines.isEmpty ? 0 : width))
        }
        return lines
    }

    /// What a model says beyond what code could check.
    private func words(_ hypothesis: Hypothesis) -> [Line] {
        let all = hypothesis.uncited?.filter { $0 != hypothesis.cause }.prefix(3) ?? []
        return all.map { Line(spans: [Span("not re-checkable: ", .yellow), Span($0)]) }
    }

    /// The log lines and figures that decided, as they were written.
    private func deciding(_ hypothesis: Hypothesis) -> [Line] {
        var (logs, figures): ([Line], [Line]) = ([], [])
        for claim in hypothesis.claims {
            let proof = ClaimProof(of: claim, in: bodies, limit: 1)
            if case .logsMatch = claim.predicate, let line = proof.lines.first {
                let origin = [times.timeOfDay(line.at), line.level, line.instance].filter { !$0.isEmpty }
                let count = proof.count > 1 ? "  × \(proof.count)" : ""
                logs.append(
                    Line(spans: [
                        Span(origin.joined(separator: " ") + " ", .dim), Span(line.message, .yellow),
                        Span(count, .bold),
                    ]))
            } else if !proof.figures.isEmpty, let name = Self.metric(claim.predicate) {
                figures.append(Line(spans: [Span("\(name) ", .dim), Span(proof.figures, .bold)]))
            }
        }
        let lines = Array(logs.prefix(3) + figures.prefix(3))
        return lines.isEmpty ? [] : [Line(spans: [Span("What decided", .cyan)])] + lines
    }

    private static func metric(_ predicate: Predicate) -> String? {
        switch predicate {
        case .metricShifted(let name, _, _, _), .metricAtLeast(let name, _, _), .metricAtMost(let name, _, _): name
        default: nil
        }
    }

    func planned(_ plan: Plan) -> ([Span], [Line]) {
        var lines: [Line] = []
        for action in plan.actions {
            let before = action.before.map { "\($0)" } ?? "not seen"
            lines.append(Line(spans: [Span(before, .red), Span("  →  "), Span("\(action.after)", .green)]))
            lines.append(Line(spans: [Span(action.reason, .dim)]))
        }
        let names = plan.actions.map { "\($0.kind.rawValue) \($0.target)" }.joined(separator: ", ")
        if !plan.isUndo {
            let risk = Integrations.actions.risk(of: plan).rawValue
            lines.append(Line(spans: [Span("risk \(risk); \(Narration.undo(of: plan))", .dim)]))
        }
        return ([Span((plan.isUndo ? "take it back: " : "") + names, .bold)], lines)
    }

    func acted(_ receipt: Receipt) -> ([Span], [Line]) {
        let (word, style): (String, Style) =
            switch receipt.effect {
            case .applied: ("confirmed by \(receipt.driver): ", .green)
            case .found: ("found done by \(receipt.driver): ", .green)
            case .unconfirmed: ("unconfirmed by \(receipt.driver): ", .yellow)
            case .simulated: ("only logged: ", .yellow)
            }
        var lines: [Line] = []
        if receipt.effect == .simulated { lines.append(Line(spans: [Span(Narration.unchanged, .yellow)])) }
        if !receipt.isDurable {
            lines.append(Line(spans: [Span("not durable: the journal is in memory only", .dim)]))
        }
        return ([Span(word, style), Span(receipt.confirmation)], lines)
    }

    func verified(_ verification: Verification, _ run: Run) -> ([Span], [Line]) {
        let spans = Narration.verified(verification).spans
        let count = run.round.readings.count
        guard let last = run.round.readings.last else { return (spans, []) }
        let more = count == 1 ? "one reading" : "\(count) readings"
        return (spans + [Span(" (\(more), the last \(last.detail))", .dim)], [])
    }

    static func reading(_ reading: HealthReading?) -> [Span] {
        guard let reading else { return [Span("not seen", .yellow)] }
        let style: Style = reading.status == .good ? .green : .yellow
        return [Span(reading.status.rawValue, style), Span(": \(reading.detail)", .dim)]
    }

    static func notified(_ run: Run) -> ([Span], [Line]) {
        guard !run.notifications.isEmpty else { return ([Span("nobody is to be told")], []) }
        let lines = run.notifications.map { Line(spans: Narration.notified($0).spans) }
        return (lines[0].spans, Array(lines.dropFirst()))
    }
}

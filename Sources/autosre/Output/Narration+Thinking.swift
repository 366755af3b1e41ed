import AutoSRECore
import AutoSREIntegrations

// Diagnosis, plan and verdict: what the agent concludes, from which evidence, and what it may do about it.
extension Narration {
    static func diagnosed(_ diagnosis: Diagnosis) -> [Line] {
        var lines: [Line] = []
        for (index, hypothesis) in diagnosis.hypotheses.prefix(5).enumerated() {
            lines += considered(hypothesis, rank: index + 1)
        }
        if lines.isEmpty { lines = [Line(spans: [Span(diagnosis.summary)])] }
        if let model = diagnosis.model { lines += asked(model) }
        for missing in diagnosis.missing.prefix(5) {
            lines.append(Line(spans: [Span("missing: \(missing)", .yellow)], indent: 3))
        }
        (lines[0].label, lines[0].style) = (title(diagnosis.finding), .cyan)
        return lines
    }

    /// What asking a model has cost, and where it differs from the local engine.
    static func asked(_ model: ModelUse) -> [Line] {
        var lines = [Line(spans: [Span("asked ", .dim), Span(model.summary, .dim)], indent: 3)]
        if let words = model.disagreement { lines.append(Line(spans: [Span(words, .yellow)], indent: 3)) }
        return lines
    }

    private static func title(_ finding: Diagnosis.Finding) -> String {
        switch finding {
        case .cause: "Cause"
        case .nothingAbnormal: "No cause"
        case .insufficient: "Unclear"
        }
    }

    private static func considered(_ hypothesis: Hypothesis, rank: Int) -> [Line] {
        let isFirst = rank == 1
        let head = [
            Span("\(rank). "), Span(hypothesis.cause, isFirst ? .bold : .plain),
            Span("  \(Figure.percent(hypothesis.confidence)), \(hypothesis.recommendation.rawValue)", .dim),
            Span(hypothesis.author == nil ? "" : "  by the model, in its words", .dim),
        ]
        var lines = [Line(spans: head)]
        for claim in hypothesis.claims.prefix(isFirst ? 6 : 0) { lines.append(line(claim, word: "because")) }
        for claim in hypothesis.counterEvidence.prefix(isFirst ? 3 : 1) { lines.append(line(claim, word: "against")) }
        for claim in hypothesis.cited?.prefix(4) ?? [] { lines.append(line(claim, word: "the model cites")) }
        for words in hypothesis.uncited?.prefix(4) ?? [] where words != hypothesis.cause {
            lines.append(Line(spans: [Span("not re-checkable: ", .yellow), Span(words)], indent: 3))
        }
        if isFirst, hypothesis.isMitigation {
            lines.append(Line(spans: [Span("a mitigation: the trouble will come back", .yellow)], indent: 3))
        }
        return lines
    }

    private static func line(_ claim: Claim, word: String) -> Line {
        let ids = claim.evidence.map(short).joined(separator: " ")
        return Line(spans: [Span("\(word) ", .dim), Span(claim.statement), Span("  [\(ids)]", .dim)], indent: 3)
    }

    static func planned(_ plan: Plan) -> [Line] {
        var lines: [Line] = []
        for action in plan.actions {
            lines.append(Line(spans: change(action)))
            lines.append(Line(spans: [Span(action.reason, .dim)], indent: 3))
        }
        if !plan.isUndo {
            let kinds = Integrations.actions
            let touched = kinds[plan.actions[0].kind].map { "; touches \($0.blastRadius)" } ?? ""
            let risk = "risk \(kinds.risk(of: plan).rawValue)\(touched); \(undo(of: plan))"
            lines.append(Line(spans: [Span(risk, .dim)], indent: 3))
            lines.append(Line(spans: [Span("expected: \(plan.expectation)", .dim)], indent: 3))
        }
        (lines[0].label, lines[0].style) = (plan.isUndo ? "Undo" : "Plan", .cyan)
        return lines
    }

    /// What takes a plan back, in words.
    static func undo(of plan: Plan) -> String {
        let inverse = plan.actions.lazy.compactMap { Integrations.actions.inverse(of: $0) }.first
        return inverse.map { "undone by \($0.summary)" } ?? "cannot be undone"
    }

    /// An action as before → after.
    static func change(_ action: Action) -> [Span] {
        let before = action.before.map { "\($0)" } ?? "not seen"
        return [
            Span("\(action.kind.rawValue) \(action.target): "), Span(before, .bold), Span(" → "),
            Span("\(action.after)", .bold),
        ]
    }

    /// Who can answer, and how long that is waited for; nothing where nobody waits.
    func asking(_ run: Run) -> [Line] {
        guard let until = run.answerableUntil, until > run.lastAt else { return [] }
        let words = "until \(times.timeOfDay(until)) for autosre approve \(run.id), or autosre reject \(run.id)"
        return [Line(label: "Waiting", style: .yellow, spans: [Span(words)])]
    }

    static func judged(_ verdict: Verdict) -> Line {
        switch verdict {
        case .allow(let clearance):
            Line(label: "Policy", style: .cyan, spans: [Span("allowed by \(clearance.grantedBy)")])
        case .ask(let rule, let question):
            Line(label: "Policy", style: .yellow, spans: [Span("rule \(rule) asks a person: \(question)")])
        case .deny(let rule, let reason):
            Line(label: "Policy", style: .red, spans: [Span("denied by rule \(rule): \(reason)")])
        }
    }
}

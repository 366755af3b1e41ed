import AutoSRECore

/// The end of a run in a frame: outcome, cause, action, time, and where the report is.
struct SummaryCard {
    /// The lines, in order.
    let lines: [Line]

    private static let (labelWidth, maximumColumns) = (10, 100)

    /// Sums up `file`.
    /// - Parameter columns: of the terminal.
    init(_ run: Run, _ conclusion: Conclusion, columns: Int) {
        let style: Style = conclusion.outcome.isSuccess ? .green : .red
        // What a frame and a label leave, within a terminal of at least 40 columns.
        let inner = max(24, min(columns, Self.maximumColumns) - 5)
        var rows: [[Span]] = []
        for (label, text) in Self.facts(run, conclusion) {
            let width = max(12, inner - Self.labelWidth)
            for (index, row) in Columns.rows([Span(text)], columns: width).enumerated() {
                rows.append([Span(Self.padded(index == 0 ? label : "", Self.labelWidth), .dim)] + row)
            }
        }
        let title = " \(Narration.title(conclusion.outcome)) "
        let rest = String(repeating: "─", count: max(0, inner + 1 - Columns.count(title)))
        var lines = [[Span("╭─", style), Span(title, style), Span("\(rest)╮", style)]]
        for row in rows {
            let used = row.reduce(0) { $0 + Columns.count($1.text) }
            let blank = String(repeating: " ", count: max(0, inner - used))
            lines.append([Span("│ ", style)] + row + [Span(blank), Span(" │", style)])
        }
        lines.append([Span("╰" + String(repeating: "─", count: inner + 2) + "╯", style)])
        self.lines = lines.map { Line(spans: $0, hasColumns: false, isFixed: true) }
    }

    private static func facts(_ run: Run, _ conclusion: Conclusion) -> [(String, String)] {
        var facts: [(String, String)] = [("Outcome", "\(conclusion.outcome.rawValue): \(conclusion.reason)")]
        let hypotheses = run.attempts.last?.diagnosis?.hypotheses ?? []
        let key = run.attempts.last?.plan?.hypothesis
        if let cause = hypotheses.first(where: { $0.key == key }) ?? hypotheses.first {
            facts.append(("Cause", "\(cause.cause) (\(Figure.percent(cause.confidence)))"))
        }
        let actions = run.rounds.flatMap(\.intents).map(\.action.summary)
        facts.append(("Action", actions.isEmpty ? "none" : actions.joined(separator: "; ")))
        facts.append(("Time", time(run)))
        facts += reports(run)
        facts.append(("Incident", "\(run.incident.id), \(run.id)"))
        return facts
    }

    private static func time(_ run: Run) -> String {
        let whole = "\(PostMortem.seconds((run.concludedAt ?? run.lastAt).seconds(since: run.openedAt))) in all"
        guard let seconds = run.recoverySeconds else { return whole }
        return "\(PostMortem.seconds(seconds)) from action to recovery, \(whole)"
    }

    private static func reports(_ run: Run) -> [(String, String)] {
        var facts: [(String, String)] = []
        for notification in run.notifications where notification.status != .skipped {
            let word = notification.status == .failed ? "\(notification.notifier) failed: " : ""
            facts.append(("Report", word + notification.detail))
        }
        return facts
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

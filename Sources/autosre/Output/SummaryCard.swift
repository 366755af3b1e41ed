import AutoSRECore

/// The end of a run in a frame: outcome, cause, action, time, and where the report is.
struct SummaryCard {
    /// The lines, in order.
    let lines: [Line]

    private static let (labelWidth, maximumColumns) = (10, 100)

    /// Sums up `file`.
    /// - Parameter columns: of the terminal.
    init(_ file: Case, _ conclusion: Conclusion, columns: Int) {
        let style: Style = conclusion.outcome.isSuccess ? .green : .red
        // What a frame and a label leave, within a terminal of at least 40 columns.
        let inner = max(24, min(columns, Self.maximumColumns) - 5)
        var rows: [[Span]] = []
        for (label, text) in Self.facts(file, conclusion) {
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

    private static func facts(_ file: Case, _ conclusion: Conclusion) -> [(String, String)] {
        var facts: [(String, String)] = [("Outcome", "\(conclusion.outcome.rawValue): \(conclusion.reason)")]
        let hypotheses = file.attempts.last?.diagnosis?.hypotheses ?? []
        let key = file.attempts.last?.plan?.hypothesis
        if let cause = hypotheses.first(where: { $0.key == key }) ?? hypotheses.first {
            facts.append(("Cause", "\(cause.cause) (\(Narration.percent(cause.confidence)))"))
        }
        let actions = file.rounds.flatMap(\.intents).map(\.action.summary)
        facts.append(("Action", actions.isEmpty ? "none" : actions.joined(separator: "; ")))
        facts.append(("Time", time(file)))
        facts += reports(file)
        facts.append(("Incident", "\(file.incident.id), \(file.run)"))
        return facts
    }

    private static func time(_ file: Case) -> String {
        let whole = "\(PostMortem.seconds((file.concludedAt ?? file.lastAt).seconds(since: file.openedAt))) in all"
        guard let seconds = file.recoverySeconds else { return whole }
        return "\(PostMortem.seconds(seconds)) from action to recovery, \(whole)"
    }

    private static func reports(_ file: Case) -> [(String, String)] {
        var facts: [(String, String)] = []
        for telling in file.tellings where telling.status != .skipped {
            let word = telling.status == .failed ? "\(telling.reporter) failed: " : ""
            facts.append(("Report", word + telling.detail))
        }
        return facts
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

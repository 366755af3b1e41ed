import AutoSREIntegrations
import AutoSRECore

/// Draws what stays on the screen: a block for each step that has ended. Pure.
struct LiveBlocks {
    /// Columns of the terminal.
    let columns: Int
    /// The bodies that the diagnosis cites.
    var bodies: [EvidenceID: EvidenceBody] = [:]
    /// How times of day are shown.
    var times = Times.utc

    /// The lines for `entry`, with which `ended` ended; each fits the terminal.
    func lines(_ entry: JournalEntry, of run: Run, ended: [LiveState.Ended]) -> [Line] {
        var lines: [Line] = []
        for one in ended { lines += block(one, entry, run) }
        if ended.isEmpty { lines = aside(entry, run) }
        return lines.flatMap(fitted)
    }

    /// A line as rows within the terminal's last column but one.
    private func fitted(_ line: Line) -> [Line] {
        let margin = Span(String(repeating: " ", count: line.indent))
        let rows = Columns.rows(line.spans, columns: max(12, columns - 1 - line.indent))
        return rows.map { Line(spans: [margin] + $0, hasColumns: false, isFixed: true) }
    }

    private func block(_ ended: LiveState.Ended, _ entry: JournalEntry, _ run: Run) -> [Line] {
        let (title, body) = content(ended.step, entry, run)
        let mark = ended.mark == .failed ? Span(" ✗ ", .red) : Span(" ✓ ", .green)
        var head = [mark, Span(LiveRenderer.name(ended.step), .bold)]
        head.append(Span("  \(times.timeOfDay(ended.at))  \(Self.padded(Figure.span(ended.seconds)))", .dim))
        guard columns >= 72 else { return [plain(head)] + Self.under([plain(title)]) + Self.under(body) }
        // What follows the head has a column of its own, so that a long title stays beside it.
        return Self.beside(head, title, columns: columns) + Self.under(body)
    }

    private func plain(_ spans: [Span]) -> Line { Line(spans: spans, hasColumns: false) }

    private static func beside(_ head: [Span], _ title: [Span], columns: Int) -> [Line] {
        let width = head.reduce(2) { $0 + Columns.count($1.text) }
        let rows = Columns.rows(title, columns: max(20, columns - width - 1))
        var lines: [Line] = []
        for (index, row) in rows.enumerated() {
            let spans = index == 0 ? head + [Span("  ")] + row : row
            lines.append(Line(spans: spans, indent: index == 0 ? 0 : width, hasColumns: false))
        }
        return lines
    }

    private static func under(_ lines: [Line]) -> [Line] {
        lines.filter { !$0.spans.isEmpty }.map { line in
            var line = line
            (line.hasColumns, line.indent) = (false, line.indent + 6)
            return line
        }
    }

    private static func padded(_ text: String) -> String {
        String(repeating: " ", count: max(0, 6 - text.count)) + text
    }

    /// A step's headline and what goes below it.
    private func content(_ step: LiveStep, _ entry: JournalEntry, _ run: Run) -> ([Span], [Line]) {
        switch entry.event {
        case .refused(let reason, let artifacts, _): return ([Span(reason, .red)], Narration.pictures(artifacts))
        case .opened(let alert):
            return (Self.alert(alert) + [Span("  times in \(times.zone(entry.at))", .dim)], [])
        case .gathered(let gathering): return Self.gathered(gathering)
        case .diagnosed(let diagnosis): return diagnosed(diagnosis)
        case .planned(let plan): return planned(plan)
        case .judged(let verdict):
            let asking = Narration(detail: .everything, times: times).asking(run)
            return (Narration.judged(verdict).spans, asking)
        case .approved(let clearance): return ([Span("approved by \(clearance.grantedBy)")], [])
        case .rejected(let person, let reason): return ([Span("\(person) said no: \(reason)", .red)], [])
        case .acted(let receipt): return acted(receipt)
        case .verified(let verification): return verified(verification, run)
        case .closed: return Self.notified(run)
        default: break
        }
        if step == .precheck { return (Self.reading(run.round.prechecks.last), []) }
        guard let conclusion = run.conclusion else { return ([], []) }
        let style: Style = conclusion.outcome.isSuccess ? .green : .red
        return ([Span(Narration.title(conclusion.outcome), style), Span(": \(conclusion.reason)")], [])
    }

    private func aside(_ entry: JournalEntry, _ run: Run) -> [Line] {
        switch entry.event {
        case .transientFailure, .pending, .targetBusy, .targetChanged: break
        case .answerVoid, .interrupted, .resumed, .recurred, .alertJoined, .cancelled, .messageUnknown, .unknown: break
        default: return []
        }
        return Narration(detail: .everything, times: times).lines(for: entry, of: run).map { line in
            Line(spans: [Span(" ! \(line.label): ", .yellow)] + line.spans, hasColumns: false)
        }
    }
}

import AutoSRECore

// Look, act, verify and the end: what the agent does to the world and what the world shows.
extension Narration {
    func acting(_ entry: JournalEntry, _ run: Run) -> [Line] {
        switch entry.event {
        case .prechecked(let reading): noted(reading, of: run.round.prechecks, label: "Precheck")
        case .checked(let reading): noted(reading, of: run.round.readings, label: "Verify")
        case .intended(let intent): [Line(label: "Act", style: .cyan, spans: Self.change(intent.action))]
        case .acted(let receipt): Self.acted(receipt)
        case .refused(let reason, let artifacts, _): Self.refused(reason, artifacts)
        case .verified(let verification): [Self.verified(verification)]
        default: []
        }
    }

    /// A reading, unless it says again what the one before said.
    private func noted(_ reading: HealthReading, of all: [HealthReading], label: String) -> [Line] {
        let before = all.dropLast().last
        guard detail == .everything || isNews(reading, after: before, since: all.first) else { return [] }
        let style: Style = reading.status == .good ? .green : .yellow
        return [
            Line(
                label: label, style: .cyan,
                spans: [Span(reading.status.rawValue, style), Span("  \(reading.detail)", .dim)])
        ]
    }

    private func isNews(_ reading: HealthReading, after before: HealthReading?, since first: HealthReading?) -> Bool {
        guard let before, let first, before.status == reading.status else { return true }
        let (earlier, now) = (before.at.seconds(since: first.at), reading.at.seconds(since: first.at))
        return Int(earlier / 10) != Int(now / 10)
    }

    private static func refused(_ reason: String, _ artifacts: [Artifact]) -> [Line] {
        [Line(label: "Not done", style: .red, spans: [Span(reason)])] + pictures(artifacts)
    }

    /// Where pictures lie.
    static func pictures(_ artifacts: [Artifact]) -> [Line] {
        artifacts.filter(\.isPicture).map { Line(spans: [Span("picture of \($0.name): \($0.path)", .dim)]) }
    }

    private static func acted(_ receipt: Receipt) -> [Line] {
        let (label, style, word): (String, Style, String) =
            switch receipt.effect {
            case .applied: ("Confirmed", .green, "by \(receipt.driver): ")
            case .found: ("Found", .green, "done already, says \(receipt.driver): ")
            case .unconfirmed: ("Unconfirmed", .yellow, "by \(receipt.driver): ")
            case .simulated: ("Simulated", .yellow, "")
            }
        var lines = [Line(label: label, style: style, spans: [Span(word, .dim), Span(receipt.confirmation)])]
        if receipt.effect == .simulated { lines.append(Line(spans: [Span(unchanged, .yellow)])) }
        if !receipt.isDurable {
            lines.append(Line(spans: [Span("not durable: the journal is in memory only", .dim)]))
        }
        return lines
    }

    /// What has to be known before the health signal is read after a rehearsal.
    static let unchanged = "only logged, so nothing can have changed: what the health signal shows now comes by itself"

    static func verified(_ verification: Verification) -> Line {
        let (text, style): (String, Style) =
            switch verification {
            case .recovered: ("the health signal stands healthy", .green)
            case .notRecovered: ("not recovered", .red)
            case .unverified: ("nobody can tell yet", .yellow)
            case .undone: ("undone: the target shows the state before", .plain)
            }
        return Line(label: "Verified", style: .cyan, spans: [Span(text, style)])
    }

    static func concluded(_ conclusion: Conclusion, of run: Run) -> [Line] {
        let style: Style = conclusion.outcome.isSuccess ? .green : .red
        var spans = [Span(conclusion.reason)]
        if let seconds = run.recoverySeconds {
            spans = [Span("in \(PostMortem.seconds(seconds))", .bold), Span(": \(conclusion.reason)")]
        }
        return [Line(label: title(conclusion.outcome), style: style, spans: spans)]
    }

    /// An outcome as the head of a line.
    static func title(_ outcome: Outcome) -> String {
        switch outcome {
        case .recovered: "Recovered"
        case .selfRecovered: "Healthy"
        case .nothingToDo: "Nothing"
        case .notRecovered: "Failed"
        case .unverified: "Unverified"
        case .escalated: "Escalated"
        case .failed: "Failed"
        case .interrupted: "Stopped"
        }
    }

    static func notified(_ notification: Notification) -> Line {
        let style: Style = notification.status == .failed ? .red : .plain
        let again = notification.isRepeat ? " (perhaps for the second time)" : ""
        let word: String =
            switch notification.status {
            case .delivered: notification.detail
            case .skipped: "skipped: \(notification.detail)"
            case .failed: "failed: \(notification.detail)"
            }
        return Line(
            label: "Report", style: .cyan, spans: [Span("\(notification.notifier): "), Span(word + again, style)])
    }
}

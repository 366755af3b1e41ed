import AutoSRECore

/// Draws the last region of the live view: the step under way and how far the run is. Pure.
struct LiveRenderer {
    /// Columns of the terminal.
    let columns: Int
    /// Seconds that all verification may take.
    let verificationSeconds: Double

    private static let spinner = Array("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

    /// The region's lines, each shorter than the terminal is wide; none where nothing is under way.
    func region(_ state: LiveState, at now: Instant) -> [[Span]] {
        guard let step = state.current else { return [] }
        let elapsed = max(0, now.seconds(since: state.since))
        var spans = [Span(" \(Self.frame(now)) ", .yellow), Span(Self.name(step), .bold)]
        spans += [Span(" \(duration(elapsed, of: step))  ", .dim)]
        spans.append(Span(state.note.isEmpty ? step.activity + "…" : state.note))
        return [spans, progress(state, now)].map { Columns.clipped($0, to: max(columns - 1, 1)) }
    }

    private func duration(_ seconds: Double, of step: LiveStep) -> String {
        let text = PostMortem.seconds(seconds)
        guard step == .verify else { return text }
        return "\(text) of at most \(Int(verificationSeconds.rounded())) s"
    }

    private func progress(_ state: LiveState, _ now: Instant) -> [Span] {
        let cell = max(1, min(5, (columns - 24) / LiveStep.allCases.count))
        var spans = [Span("   ")]
        for step in LiveStep.allCases { spans.append(Self.cell(step, state, width: cell)) }
        let count = state.marks.count
        let total = PostMortem.seconds(max(0, now.seconds(since: state.start)))
        spans.append(Span("  \(count) of \(LiveStep.allCases.count), \(total)", .dim))
        return spans
    }

    private static func cell(_ step: LiveStep, _ state: LiveState, width: Int) -> Span {
        func bar(_ character: Character) -> String { String(repeating: character, count: width) }
        return switch state.marks[step] {
        case .done?: Span(bar("━"), .green)
        case .failed?: Span(bar("━"), .red)
        case .skipped?: Span(bar("╌"), .dim)
        case nil: step == state.current ? Span(bar("━"), .yellow) : Span(bar("─"), .dim)
        }
    }

    /// The spinner turns with the time, ten times a second.
    private static func frame(_ now: Instant) -> Character {
        spinner[Int((now.milliseconds / 100) % Int64(spinner.count))]
    }

    /// ` 3 Diagnose`, as wide for every step.
    static func name(_ step: LiveStep) -> String {
        let number = step.rawValue < 10 ? " \(step.rawValue)" : "\(step.rawValue)"
        return "\(number) \(step.title)" + String(repeating: " ", count: 8 - step.title.count)
    }
}

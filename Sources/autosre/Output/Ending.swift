import AutoSRECore
import AutoSREEngine

/// The last words of a run on the terminal: the incident, the outcome, and what a person may want to do now.
struct Ending {
    /// The lines, in order.
    let lines: [Line]

    /// Says how a run ended.
    /// - Parameter command: what a person types to carry an action out by hand.
    init(_ result: DriveResult, isDryRun: Bool, isStub: Bool, command: (Action) -> String) {
        self.init(
            result.run, interruption: result.interruption, isDryRun: isDryRun, isStub: isStub, command: command)
    }

    /// Says how the run of `file` ended.
    init(_ run: Run, interruption: String?, isDryRun: Bool, isStub: Bool, command: (Action) -> String) {
        var lines = [Self.headline(run, interruption: interruption, isDryRun: isDryRun)]
        if isDryRun {
            lines.append(Line(spans: [Span("Dry run: nothing was touched and nothing was kept.")]))
        } else if isStub, !run.isReal {
            let text =
                "Nothing was touched: with UI_STUB=true the planned clicks are only logged. Set UI_STUB=false to act."
            lines.append(Line(spans: [Span(text, .yellow)]))
        }
        for text in Self.undo(run, command) { lines.append(Line(spans: [Span(text, .yellow)])) }
        self.lines = lines.map { line in
            var line = line
            line.hasColumns = false
            return line
        }
    }

    private static func headline(_ run: Run, interruption: String?, isDryRun: Bool) -> Line {
        let name = "Incident \(run.incident.id): "
        guard let conclusion = run.conclusion else {
            let rest = isDryRun && interruption == nil ? judged(run) : "not finished"
            return Line(spans: [Span(name), Span(rest, .bold), Span(" (run \(run.id))", .dim)])
        }
        let style: Style = conclusion.outcome.isSuccess ? .green : .red
        var words = conclusion.outcome.rawValue
        if let seconds = run.recoverySeconds { words += " in \(PostMortem.seconds(seconds))" }
        return Line(spans: [Span(name), Span(words, style), Span(" (run \(run.id))", .dim)])
    }

    /// Where a dry run came to.
    private static func judged(_ run: Run) -> String {
        guard run.round.plan != nil else { return "no plan: \(run.round.refusal?.reason ?? "nothing to do")" }
        if let refusal = run.round.refusal { return "planned, and denied by \(refusal.reason)" }
        return run.phase == .asked ? "planned; a person would be asked" : "planned, not carried out"
    }

    /// How to take back what stays although nobody knows whether it helped.
    private static func undo(_ run: Run, _ command: (Action) -> String) -> [String] {
        guard run.conclusion?.outcome == .unverified, let plan = run.round.plan else { return [] }
        guard let undo = Plan(undoing: run.round.reversible, of: plan) else { return [] }
        return undo.actions.map { "The action stays. To take it back (\($0.summary)): \(command($0))" }
    }
}

import AutoSRECore
import AutoSREWeb

// What a team wants to talk about afterwards. Only what the journal shows; praise and blame are left to people.
extension HTMLReport {
    var lessons: [HTML] {
        var lines: [HTML] = ["<div class=\"lessons\">"]
        lines += ["<div class=\"well\"><h3>Went well</h3>"] + Self.orNothing(wentWell) + ["</div>"]
        lines += ["<div class=\"wrong\"><h3>Went wrong</h3>"] + Self.orNothing(wentWrong) + ["</div>"]
        return lines + ["</div>"]
    }

    private static func orNothing(_ items: [String]) -> [HTML] {
        items.isEmpty
            ? ["<p class=\"meta\">Nothing that the journal shows.</p>"] : HTML.list(items.map { HTML.line($0) })
    }

    private var wentWell: [String] {
        var items: [String] = []
        if !postMortem.receipts.isEmpty, let alert = mark(.alert), let action = mark(.action) {
            items.append("The first action came \(Figure.span(action.at.seconds(since: alert.at))) after the alert.")
        }
        if let seconds = postMortem.recoverySeconds {
            items.append(
                "An independent health signal confirmed the recovery \(Figure.span(seconds)) after the action.")
        }
        if postMortem.outcome == .selfRecovered { items.append("It recovered by itself, and nothing was touched.") }
        if postMortem.gaps.isEmpty, !postMortem.evidence.isEmpty { items.append("All evidence was there.") }
        if let chosen, !chosen.claims.isEmpty {
            let count = chosen.claims.count
            items.append(
                "\(count == 1 ? "The one claim" : "All \(count) claims") behind the cause hold over the evidence.")
        }
        let reversible = postMortem.receipts.contains { $0.effect == .applied && $0.inverse != nil }
        if reversible { items.append("What was done can be taken back.") }
        return items
    }

    private var wentWrong: [String] {
        var items: [String] = []
        if let change = mark(.change), let onset = mark(.onset), change.at <= onset.at {
            items.append("\(change.label) reached production and broke \(postMortem.service).")
        }
        if let onset = mark(.onset), let alert = mark(.alert) {
            let seconds = alert.at.seconds(since: onset.at)
            if seconds >= 60 {
                items.append("The alert came \(Figure.span(seconds)) after the first sign, \(onset.subject).")
            }
        }
        switch postMortem.outcome {
        case .notRecovered?, .unverified?, .failed?, .escalated?: items.append(HumanText.sentence(postMortem.reason))
        default: break
        }
        for gap in postMortem.gaps { items.append("\(gap.words.prefix(1).uppercased() + gap.words.dropFirst()).") }
        let transientFailures = postMortem.timeline.count { $0.kind == .retry }
        if transientFailures > 0 { items.append("\(transientFailures.counted("step")) had to be tried again.") }
        if postMortem.timeline.contains(where: { $0.kind == .undoPlan }) {
            items.append("An action did not help and was taken back.")
        }
        if chosen?.isMitigation == true { items.append("The cause is still there: the action only buys time.") }
        return items
    }

    var prevention: [HTML] {
        var items = [postMortem.prevention]
        if let onset = mark(.onset), let alert = mark(.alert), alert.at.seconds(since: onset.at) >= 60 {
            items.append("Alert on what moved first: \(firstSigns).")
        }
        for gap in postMortem.gaps {
            let whole = gap.isPart == true ? "all " : ""
            items.append("Make \(whole)\(gap.kind.rawValue) available from \(gap.source).")
        }
        // The label makes the words part of the box; nothing is sent anywhere when it is ticked.
        return HTML.list(
            items.map { "<label><input type=\"checkbox\"> \(HTML.line($0))</label>" }, "todo")
    }

    private var firstSigns: String {
        var names: [String] = []
        for claim in chosen?.claims ?? [] {
            if case .metricShifted(let name, _, _, _) = claim.predicate, names.count < 3 { names.append(name) }
        }
        return names.isEmpty ? "the deciding log lines" : names.joined(separator: ", ")
    }
}

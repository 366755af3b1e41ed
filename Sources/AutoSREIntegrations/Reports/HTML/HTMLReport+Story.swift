import AutoSRECore
import AutoSREWeb
import FoundationEssentials

// What happened, how bad it was, when, and what was done.
extension HTMLReport {
    var summary: [HTML] {
        var cards = [("Outcome", HumanText.words(outcome))]
        if let seconds = postMortem.recoverySeconds { cards.append(("Action to recovery", Figure.span(seconds))) }
        if let seconds = troubleSeconds { cards.append(("First sign to recovery", Figure.span(seconds))) }
        cards.append(("Confidence", Figure.percent(postMortem.confidence)))
        var lines: [HTML] = ["<dl class=\"cards\">"]
        for (title, value) in cards { lines.append("<div><dt>\(title)</dt><dd>\(HTML.line(value))</dd></div>") }
        lines += ["</dl>", "<dl class=\"facts\">"]
        let facts = [
            ("Evidence", HumanText.nature(of: postMortem)),
            ("Health before", HumanText.reading(postMortem.baseline)), ("Cause", postMortem.rootCause),
            ("Action", HumanText.sentence(postMortem.actionTaken)),
            ("Ended", HumanText.sentence(postMortem.reason)),
        ]
        for (title, value) in facts { lines.append("<dt>\(title)</dt><dd>\(HTML.line(value))</dd>") }
        lines.append("</dl>")
        return lines + postMortem.notes.map { "<p class=\"note\">\(HTML.line($0))</p>" }
    }

    /// From the first sign to the recovery.
    private var troubleSeconds: Double? {
        guard let start = mark(.onset), let end = marks.last(where: { $0.kind == .recovery }) else { return nil }
        let seconds = end.at.seconds(since: start.at)
        return seconds > 0 ? seconds : nil
    }

    func mark(_ kind: ReportMark.Kind) -> ReportMark? { marks.first { $0.kind == kind } }

    var impact: [HTML] {
        let service = HTML.line(postMortem.service, limit: 200)
        let trouble = HTML.line(HumanText.mention(postMortem.type), limit: 100)
        var items: [HTML] = ["\(service) was reported with \(trouble)."]
        if let onset = mark(.onset), let alert = mark(.alert), onset.at < alert.at {
            let span = Figure.span(alert.at.seconds(since: onset.at))
            let subject = HTML.line(onset.subject, limit: 100)
            let time = HTML.time(onset.at, onset.at.timeOfDay)
            items.append("The first sign, \(subject), came at \(time) UTC, \(span) before the alert.")
        }
        for claim in chosen?.claims ?? [] where Self.isTrouble(claim) {
            items.append("\(HTML.line(claim.statement)) \(citations(claim))")
        }
        for receipt in postMortem.receipts where receipt.effect == .applied {
            guard let inverse = receipt.inverse, let kind = Integrations.actions[inverse.kind] else { continue }
            items.append("The action itself touched \(HTML.line(kind.blastRadius)).")
        }
        return HTML.list(items.unrepeated)
    }

    /// What stays low speaks for a cause, and hurts nobody.
    private static func isTrouble(_ claim: Claim) -> Bool {
        switch claim.predicate {
        case .metricShifted, .metricAtLeast, .poolInUse, .instances: true
        default: false
        }
    }

    var timeline: [HTML] {
        var rows: [(at: Instant, kind: String, text: HTML)] = []
        for mark in marks where mark.kind == .change || mark.kind == .onset {
            let text = mark.kind == .change ? "\(mark.label) was deployed" : "first sign: \(mark.subject)"
            let source: HTML = " <span class=\"meta\">(from the evidence)</span>"
            rows.append((mark.at, mark.kind.rawValue, HTML.line(text) + source))
        }
        for moment in postMortem.timeline {
            let text = HumanText.sentence(moment.text, of: postMortem.type)
            rows.append((moment.at, Self.colour(of: moment.kind), HTML.line(text)))
        }
        let ordered = rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        let zero = postMortem.timeline.first?.at
        var lines: [HTML] = ["<ol class=\"timeline\">"]
        let isOneDay = Set(ordered.map { Self.day($0.element.at) }).count < 2
        for (_, row) in ordered {
            let offset = zero.map { Self.offset(row.at.seconds(since: $0)) } ?? ""
            let day: HTML = isOneDay ? "" : "<small>\(Self.day(row.at))</small>"
            let time = day + HTML.time(row.at, row.at.timeOfDay)
            let head: HTML = "<span class=\"when\">\(time)<small>\(offset)</small></span>"
            lines.append("<li class=\"\(row.kind)\">\(head)<span class=\"what\">\(row.text)</span></li>")
        }
        let day = zero.map { isOneDay ? "\(Self.day($0)), UTC" : "UTC" }
        let note: HTML = day.map { "<p class=\"meta\">\($0); + counts from the alert.</p>" } ?? ""
        return [note] + lines + ["</ol>"]
    }

    private static func day(_ at: Instant) -> Substring { at.wholeSeconds.prefix(10) }

    /// The colour of a moment's dot: a class of the style sheet.
    private static func colour(of kind: PostMortem.Moment.Kind) -> String {
        switch kind {
        case .action, .effect: "action"
        case .recovery: "recovery"
        case .alert, .ending, .retry, .denial, .refusal, .recurrence: "alert"
        default: "step"
        }
    }

    private static func offset(_ seconds: Double) -> String {
        if seconds == 0 { return "" }
        return (seconds < 0 ? "−" : "+") + Figure.span(abs(seconds))
    }

    var actions: [HTML] {
        var lines: [HTML] = ["<p>\(HTML.line(HumanText.sentence(postMortem.actionTaken)))</p>"]
        var items: [HTML] = []
        for receipt in postMortem.receipts {
            let driver = HTML.line(receipt.driver, limit: 100)
            var text: HTML =
                "<strong>\(receipt.effect.rawValue)</strong> by \(driver): \(HTML.line(receipt.confirmation))"
            if !receipt.isDurable { text += " <span class=\"meta\">(not durable)</span>" }
            if let inverse = receipt.inverse {
                let undo = HTML.line(HumanText.sentence(inverse.summary))
                text += "<br><span class=\"meta\">what would undo it:</span> <code>\(undo)</code>"
            }
            items.append(text)
        }
        for refusal in postMortem.refusals {
            let link: HTML =
                refusal.artifacts.contains(where: \.isPicture) ? " (<a href=\"#screenshots\">picture</a>)" : ""
            items.append("<strong>not carried out</strong>: \(HTML.line(refusal.reason))\(link)")
        }
        lines += HTML.list(items)
        for command in undoCommands {
            lines.append("<p>Nobody knows whether it helped, so it stays. To undo it:</p>")
            lines.append("<pre>\(HTML.lines(command))</pre>")
        }
        return lines
    }

    var screenshots: [HTML] {
        guard !images.isEmpty else { return [] }
        var lines: [HTML] = ["<div class=\"shots\">"]
        for image in images.prefix(ReportImage.maximumCount) {
            let name = HTML.line(image.name, limit: 200)
            let note: HTML = image.note.isEmpty ? "" : "<br><strong>What differed:</strong> \(HTML.line(image.note))"
            let caption: HTML = "<figcaption>\(name) · \(HTML.time(image.at, image.at.timeOfDay))\(note)</figcaption>"
            if let type = image.mediaType, let bytes = image.bytes {
                let address = "data:\(type);base64,\(Data(bytes).base64EncodedString())"
                lines.append("<figure><img alt=\"Screenshot: \(name)\" src=\"\(address)\">\(caption)</figure>")
            } else {
                lines.append("<figure><p class=\"gone\">This picture is not available any more.</p>\(caption)</figure>")
            }
        }
        return lines + ["</div>"]
    }
}

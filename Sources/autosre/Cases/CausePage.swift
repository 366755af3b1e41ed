import AutoSRECore
import RootCause

/// The answer of `autosre diagnose` as a page that a person reads: the ranking, and of its first what there is to see.
struct CausePage {
    private let answer: RootCause.Diagnosis
    private let evidence: CaseEvidence
    private let times: Times
    private let width: Int

    /// - Parameters:
    ///   - evidence: what the answer is about.
    ///   - times: how times of day are shown.
    ///   - width: columns of the terminal.
    init(_ answer: RootCause.Diagnosis, _ evidence: CaseEvidence, times: Times = .utc, width: Int = 80) {
        (self.answer, self.evidence, self.times, self.width) = (answer, evidence, times, width)
    }

    /// How many causes are shown; how many of the claims of the first, and of each other, whom few ask about.
    private static let (mostCauses, mostClaims, mostOthers) = (5, 4, 2)
    private static let barWidth = 20
    /// Characters of a statement or a log line: three rows.
    private static let longest = 220

    /// The page.
    var lines: [Line] {
        var lines = [row([Span(head, .bold)], indent: 0), row([])]
        for (index, cause) in answer.causes.prefix(Self.mostCauses).enumerated() {
            lines.append(title(cause, rank: index + 1))
            lines += index == 0 ? shown(cause) : spoken(cause, most: Self.mostOthers)
        }
        let more = answer.causes.count - Self.mostCauses
        if more > 0 { lines.append(row([Span("… and \(more) more (--output -)", .dim)], indent: 0)) }
        if !answer.gaps.isEmpty {
            lines += [row([]), row([Span("Not seen: " + answer.gaps.joined(separator: "; "), .yellow)], indent: 0)]
        }
        return lines
    }

    private var head: String {
        var text =
            answer.isInconclusive
            ? "The evidence accuses nobody; what is most suspicious" : "Root causes, most likely first"
        guard let onset = answer.onset, let at = Instant(epoch: onset) else { return text + ":" }
        let delay = evidence.incidentTime - onset
        text += "; it began at \(at.wholeSeconds)"
        return text + (delay >= 1 ? ", \(Figure.span(delay)) before it was noticed:" : ":")
    }

    private func title(_ cause: RootCause.Diagnosis.Cause, rank: Int) -> Line {
        let score = min(max(cause.score, 0), 1)
        let filled = Int((score * Double(Self.barWidth)).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        let share = Figure.percent(score)
        let blanks = String(repeating: " ", count: max(1, 7 - share.count))
        var about = " \(cause.kindName)"
        if let metric = cause.metric { about += " (\(metric))" }
        let spans = [Span("\(rank). \(bar)\(blanks)\(share)  "), Span(cause.component + ",", .bold), Span(about)]
        return row(spans, indent: 0, hanging: 3)
    }

    /// The first cause with its curve, its log lines and its change.
    private func shown(_ cause: RootCause.Diagnosis.Cause) -> [Line] {
        let exhibit = evidence.exhibit(of: cause, onset: answer.onset, pieces: min(48, max(16, width - 32)))
        var lines = exhibit.curve.map(curve) ?? []
        if let change = exhibit.change { lines.append(row([Span(words(change), .cyan)])) }
        lines += spoken(cause, most: Self.mostClaims, exhibit)
        for line in exhibit.lines {
            let count = "\(line.count.counted("time")) since \(clock(line.first)): "
            lines.append(row([Span(count, .dim), Span(Self.cut(line.text))], indent: 7, hanging: 2))
        }
        return lines + [row([])]
    }

    private func curve(_ curve: RootCause.Diagnosis.Exhibit.Curve) -> [Line] {
        let blocks = BlockCurve(curve.values, before: curve.before)
        let margin = String(repeating: " ", count: 5 + curve.before)
        var picture = row([Span("     ")] + blocks.spans + [Span("  " + blocks.range)])
        picture.isFixed = true
        var mark = row([Span(margin + "↑ \(clock(curve.onset))", .dim)])
        mark.isFixed = true
        return [row([Span(Self.cut(curve.name))]), picture, mark]
    }

    /// What speaks for a cause and against it. What is shown beside is not said again.
    private func spoken(
        _ cause: RootCause.Diagnosis.Cause, most: Int, _ exhibit: RootCause.Diagnosis.Exhibit? = nil
    ) -> [Line] {
        let isShown = { (claim: RootCause.Claim) in
            exhibit?.change != nil && claim.evidence.allSatisfy { $0.hasPrefix("deployments.json#") }
        }
        let claims = cause.claims.filter { !isShown($0) }.prefix(most).map { claim -> Line in
            let shown = exhibit?.lines.first { claim.statement.hasSuffix($0.text) }
            let text = shown.map { String(claim.statement.dropLast($0.text.count)) } ?? claim.statement
            return row([Span("+ ", .green), Span(Self.cut(text))], hanging: 2)
        }
        let against = cause.counterEvidence.prefix(most).map {
            row([Span("- ", .yellow), Span(Self.cut($0))], hanging: 2)
        }
        return claims + against
    }

    private func words(_ change: RootCause.Diagnosis.Exhibit.Change) -> String {
        let way = change.from.isEmpty && change.to.isEmpty ? "" : ", \(change.from) to \(change.to)"
        let lead = "\(Figure.span(change.lead.magnitude)) \(change.lead < 0 ? "after" : "before") the onset"
        return "change \(change.id) (\(change.kind)\(way)) came \(lead)"
    }

    private func clock(_ seconds: Double) -> String {
        Instant(epoch: seconds).map { "\(times.timeOfDay($0)) \(times.zone($0))" } ?? "an unknown time"
    }

    private func row(_ spans: [Span], indent: Int = 5, hanging: Int = 0) -> Line {
        Line(spans: spans, indent: indent, hanging: hanging, hasColumns: false)
    }

    /// Cleaned first, so that what is cut is what is seen.
    private static func cut(_ text: String) -> String {
        let clean = text.printable
        return clean.count > longest ? clean.prefix(longest) + "…" : clean
    }
}

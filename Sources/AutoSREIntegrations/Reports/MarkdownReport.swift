public import AutoSRECore
import AutoSREWeb

/// A post-mortem as a Markdown document for people, in the order they ask: what, how bad, when, why, what was done,
/// what next, and what it rests on. Pure.
public struct MarkdownReport: Sendable {
    private let postMortem: PostMortem
    private let undoCommands: [String]
    private let folder: String

    /// Makes a report of `postMortem`.
    /// - Parameter folder: where the document will lie, so that its pictures are found from there; empty for the
    ///   working directory.
    public init(_ postMortem: PostMortem, in folder: String = "") {
        (self.postMortem, self.folder) = (postMortem, folder)
        undoCommands = UndoCommand.commands(for: postMortem)
    }

    /// The document; ends in a newline. Text from alerts, logs or models is inert in it.
    public var text: String {
        var lines = ["# Post-mortem: \(MarkdownText.line(postMortem.incidentID))", ""]
        lines += summary + impact + timeline + rootCause + otherHypotheses + actions + verification
        lines += prevention + evidence + notes
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ body: [String]) -> [String] {
        body.isEmpty ? [] : ["## \(title)", ""] + body + [""]
    }

    private var outcome: String { HumanText.words(postMortem.outcomeWord) }

    private var summary: [String] {
        section(
            "Summary",
            [
                "- **Incident:** \(MarkdownText.line(postMortem.incidentID)) (run \(postMortem.run))",
                "- **Service:** \(MarkdownText.line(postMortem.serviceWords))",
                "- **Alert:** \(MarkdownText.line(HumanText.alert(postMortem)))",
                "- **Outcome:** \(outcome) – \(MarkdownText.line(HumanText.sentence(postMortem.reason)))",
                "- **Evidence:** \(HumanText.nature(of: postMortem))",
                "- **Health before:** \(MarkdownText.line(HumanText.reading(postMortem.baseline)))",
                "- **Root cause:** \(MarkdownText.line(postMortem.rootCause))",
                "- **Action:** \(MarkdownText.line(HumanText.sentence(postMortem.actionTaken)))",
                "- **\(recovery.label):** \(recovery.value)",
            ])
    }

    /// Only a run that recovered after an action has a time to claim.
    private var recovery: (label: String, value: String) {
        if let seconds = postMortem.recoverySeconds { return ("Recovery time", PostMortem.seconds(seconds)) }
        return ("Recovery", outcome)
    }

    private var impact: [String] {
        var lines = [
            "- \(MarkdownText.line(postMortem.service)) was reported with "
                + "\(MarkdownText.line(HumanText.mention(postMortem.type)))."
        ]
        if let first = postMortem.timeline.first, let last = postMortem.timeline.last, first.at < last.at {
            let seconds = PostMortem.seconds(last.at.seconds(since: first.at))
            lines.append("- From the alert to the end of the run: \(seconds).")
        }
        for receipt in postMortem.receipts where receipt.effect == .applied {
            guard let inverse = receipt.inverse, let kind = Integrations.actions[inverse.kind] else { continue }
            lines.append("- The action itself touched \(kind.blastRadius).")
        }
        return section("Impact", lines.unrepeated)
    }

    private var timeline: [String] {
        var rows = ["| UTC | |", "|---|---|"]
        for moment in postMortem.timeline {
            let text = HumanText.sentence(moment.text, of: postMortem.type)
            rows.append("| \(moment.at.wholeSeconds) | \(MarkdownText.line(text)) |")
        }
        return section("Timeline", rows)
    }
}

extension MarkdownReport {
    private var chosen: Hypothesis? { postMortem.hypotheses.first { $0.cause == postMortem.rootCause } }

    private var rootCause: [String] {
        let claims = chosen?.numberedClaims ?? []
        let proofs = (chosen?.claims ?? []).indices.map { " \(Self.mark($0 + 1))" }.joined()
        var lines = [MarkdownText.line(postMortem.rootCause) + proofs, ""]
        let author = postMortem.author.isEmpty ? "" : ", diagnosed by \(MarkdownText.line(postMortem.author))"
        lines.append("Confidence \(Figure.percent(postMortem.confidence))\(author).")
        if let model = postMortem.model { lines += ["", "Asked \(MarkdownText.line(model.summary))."] }
        if !postMortem.reasoning.isEmpty { lines += ["", Self.marked(postMortem.reasoning, claims)] }
        guard let chosen else { return section("Root cause", lines) }
        lines += Self.numbered("What speaks for it:", chosen.claims, from: 1)
        lines += Self.numbered(
            "What the model cites, checked again:", chosen.cited ?? [], from: chosen.claims.count + 1)
        if let words = chosen.uncited, !words.isEmpty {
            lines += ["", "In the model's words, not re-checkable:", ""] + words.map { "- \(MarkdownText.line($0))" }
        }
        lines += Self.numbered(
            "What speaks against it:", chosen.counterEvidence, from: claims.count - chosen.counterEvidence.count + 1)
        return section("Root cause", lines)
    }

    /// Where a claim is stated, its number. Not every dialect has links within a document.
    private static func mark(_ claim: Int) -> String { "\\[\(claim)\\]" }

    /// A text in which each claim has its number behind it. It is made inert as a whole, for what is markup depends on
    /// what is beside it; until then a character for private use stands for a number.
    private static func marked(_ text: String, _ claims: [Claim]) -> String {
        let places: ClosedRange<UInt32> = 0xE000...0xF8FF
        let plain = text.unicodeScalars.filter { !places.contains($0.value) }
        let pieces = ClaimedText(String(String.UnicodeScalarView(plain)), claims).pieces
        let whole = pieces.map { piece in
            let place = piece.claim.flatMap { Unicode.Scalar(places.lowerBound + UInt32(min($0, places.count - 1))) }
            return piece.text + (place.map { String(Character($0)) } ?? "")
        }.joined()
        return MarkdownText.line(whole).unicodeScalars.map { scalar in
            places.contains(scalar.value)
                ? " \(mark(Int(scalar.value - places.lowerBound)))" : String(Character(scalar))
        }.joined()
    }

    private static func numbered(_ title: String, _ claims: [Claim], from first: Int) -> [String] {
        guard !claims.isEmpty else { return [] }
        return ["", title, ""] + claims.enumerated().map { offset, one in "\(first + offset). \(claim(one))" }
    }

    private var otherHypotheses: [String] {
        var lines: [String] = []
        for hypothesis in postMortem.hypotheses where hypothesis.key != chosen?.key {
            let cause = MarkdownText.line(hypothesis.cause)
            let remedy = HumanText.words(hypothesis.recommendation.rawValue)
            lines.append(
                "- \(cause) (confidence \(Figure.percent(hypothesis.confidence)), would need \(remedy)\(Self.author(hypothesis)))"
            )
        }
        return section("Other hypotheses", lines)
    }

    private static func author(_ hypothesis: Hypothesis) -> String {
        hypothesis.author == nil ? "" : ", by the model"
    }

    private static func claim(_ claim: Claim) -> String {
        let cited = claim.evidence.map { "`\($0.short)`" }.joined(separator: ", ")
        return "\(MarkdownText.line(claim.statement)) [evidence: \(cited.isEmpty ? "none" : cited)]"
    }

    private var actions: [String] {
        var lines = ["\(MarkdownText.line(HumanText.sentence(postMortem.actionTaken)))", ""]
        for receipt in postMortem.receipts {
            let durable = receipt.isDurable ? "" : ", not durable"
            let driver = MarkdownText.line(receipt.driver)
            let confirmation = MarkdownText.line(receipt.confirmation)
            lines.append("- \(receipt.effect.rawValue) by \(driver)\(durable): \(confirmation)")
            if let inverse = receipt.inverse {
                lines.append("  - what would undo it: \(MarkdownText.line(HumanText.sentence(inverse.summary)))")
            }
            lines += pictures(receipt.artifacts)
        }
        for refusal in postMortem.refusals {
            lines.append("- not carried out: \(MarkdownText.line(refusal.reason))")
            lines += pictures(refusal.artifacts)
        }
        for command in undoCommands {
            lines += ["", "Nobody knows whether it helped, so it stays. To undo it:", "", "    " + command]
        }
        return section("Actions", lines)
    }

    /// The pictures where they lie. A path that could end the link is named and not shown.
    private func pictures(_ artifacts: [Artifact]) -> [String] {
        artifacts.filter(\.isPicture).flatMap { artifact in
            let name = MarkdownText.line(artifact.name, limit: 200)
            let isPlain = artifact.path.allSatisfy { !$0.isNewline && !"<>\\".contains($0) }
            guard isPlain else { return ["  - \(name): \(MarkdownText.line(artifact.path))"] }
            return ["", "  ![\(name)](<\(RelativePath.of(artifact.path, from: folder))>)", ""]
        }
    }

    private var verification: [String] {
        var lines = ["- Outcome: \(outcome)"]
        lines.append("- \(recovery.label): \(recovery.value)")
        if postMortem.recoverySeconds != nil { lines.append("- Counted from the start of the action phase.") }
        return section("Verification", lines)
    }

    private var prevention: [String] { section("Prevention", ["- [ ] \(MarkdownText.line(postMortem.prevention))"]) }

    private var evidence: [String] {
        var lines: [String] = []
        for piece in postMortem.evidence {
            let (source, summary) = (
                MarkdownText.line(piece.source), MarkdownText.line(HumanText.sentence(piece.summary))
            )
            lines.append("- `\(piece.id.short)` \(piece.kind.rawValue) from \(source): \(summary)")
        }
        for gap in postMortem.gaps {
            let (source, reason) = (MarkdownText.line(gap.source), MarkdownText.line(gap.reason))
            let fault = gap.isPart == true ? "not whole" : "missing"
            lines.append("- \(fault): \(gap.kind.rawValue) from \(source): \(reason)")
        }
        return section("Evidence", lines)
    }

    private var notes: [String] { section("Notes", postMortem.notes.map { "- \(MarkdownText.line($0))" }) }
}

import AutoSRECore
import AutoSREWeb

// Why: the hypothesis that was believed, with what speaks for and against it, and those that lost.
extension HTMLReport {
    var rootCause: [HTML] {
        let claims = chosen?.numberedClaims ?? []
        let proofs = (chosen?.claims ?? []).indices.map { Self.link("[\($0 + 1)]", to: $0 + 1) }
        let marks: HTML = proofs.isEmpty ? "" : " <small>\(proofs.joined(by: " "))</small>"
        var lines: [HTML] = ["<p class=\"lead\">\(HTML.line(postMortem.rootCause))\(marks)</p>"]
        lines += meter(postMortem.confidence)
        if !postMortem.author.isEmpty {
            let author = postMortem.author == "local" ? "the local engine" : postMortem.author
            let who: HTML = "Diagnosed by \(HTML.line(author, limit: 200))"
            lines.append("<p class=\"meta\">\(who); every claim was checked again against its evidence.</p>")
        }
        if let model = postMortem.model {
            lines.append("<p class=\"meta\">Asked \(HTML.line(model.summary, limit: 300)).</p>")
        }
        if !postMortem.reasoning.isEmpty {
            let text = ClaimedText(String(postMortem.reasoning.prefix(Self.longestReasoning)), claims)
            let pieces = text.pieces.map { piece -> HTML in
                let words = HTML.line(piece.text)
                return piece.claim.map { Self.link(words, to: $0) } ?? words
            }
            lines.append("<p>\(pieces)</p>")
        }
        guard let chosen else { return lines }
        lines += numbered("What speaks for it", chosen.claims, from: 1)
        lines += numbered("What the model cites", chosen.cited ?? [], from: chosen.claims.count + 1)
        if let words = chosen.uncited, !words.isEmpty {
            lines += ["<h3>In the model’s words, not re-checkable</h3>"]
            lines += HTML.list(words.map { HTML.line($0) }, "claims")
        }
        lines += numbered(
            "What speaks against it", chosen.counterEvidence, from: claims.count - chosen.counterEvidence.count + 1)
        return lines
    }

    /// Characters of the reasoning: as much as a line of anybody's text has.
    private static let longestReasoning = 4000

    /// Claims under their numbers, each of which can be linked to.
    private func numbered(_ title: HTML, _ claims: [Claim], from first: Int) -> [HTML] {
        guard !claims.isEmpty else { return [] }
        let items = claims.enumerated().map { offset, one -> HTML in
            "<li id=\"c-\(first + offset)\" value=\"\(first + offset)\">\(claim(one))</li>"
        }
        return ["<h3>\(title)</h3>", "<ol class=\"claims\">"] + items + ["</ol>"]
    }

    private static func link(_ words: HTML, to claim: Int) -> HTML {
        "<a class=\"claim\" href=\"#c-\(claim)\">\(words)</a>"
    }

    var otherHypotheses: [HTML] {
        var lines: [HTML] = []
        for hypothesis in postMortem.hypotheses where hypothesis.key != chosen?.key {
            lines += ["<article class=\"lost\">", "<h3>\(HTML.line(hypothesis.cause))</h3>"]
            lines += meter(hypothesis.confidence)
            lines.append("<p>\(HTML.line(whyLost(hypothesis)))</p>")
            if !hypothesis.counterEvidence.isEmpty {
                lines += ["<h4>Against it</h4>"] + HTML.list(hypothesis.counterEvidence.map(claim), "claims")
            }
            if !hypothesis.claims.isEmpty {
                lines += ["<h4>For it</h4>"] + HTML.list(hypothesis.claims.prefix(4).map(claim), "claims")
            }
            lines.append("</article>")
        }
        return lines
    }

    private func whyLost(_ hypothesis: Hypothesis) -> String {
        let remedy = HumanText.words(hypothesis.recommendation.rawValue)
        let ranking = "would have needed: \(remedy)"
        guard let chosen else { return "It \(ranking); no hypothesis was strong enough to act on." }
        let gap = chosen.confidence - hypothesis.confidence
        let against = hypothesis.counterEvidence.count
        var why = gap > 0 ? "\(Int((gap * 100).rounded())) points below the believed cause" : "no higher"
        if against > 0 { why += ", and \(against.counted("fact speaks", "facts speak")) against it" }
        return "It \(ranking). It ranked \(why)."
    }

    /// A bar with its value in words.
    private func meter(_ share: Double) -> [HTML] {
        let percent = share.isFinite ? Int((min(max(share, 0), 1) * 100).rounded()) : 0
        let bar: HTML = "<rect class=\"bar\" width=\"\(percent)\" height=\"6\" rx=\"3\"/>"
        let rest: HTML = "<rect class=\"rest\" width=\"100\" height=\"6\" rx=\"3\"/>"
        let picture: HTML =
            "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(rest)\(bar)</svg>"
        return ["<p class=\"meter\">\(picture)<span>confidence \(Figure.percent(share))</span></p>"]
    }

    /// A statement, the evidence it cites, and the line or the figures that decide.
    func claim(_ claim: Claim) -> HTML {
        var text: HTML = "\(HTML.line(claim.statement)) \(citations(claim))"
        guard case .logsMatch = claim.predicate else { return text }
        let proof = ClaimProof(of: claim, in: bodies, limit: 1)
        if let line = proof.lines.first {
            text += "<code class=\"sample\">\(HTML.line(line.message, limit: 400))</code>"
        }
        return text
    }

    /// Links to the evidence that a claim rests on.
    func citations(_ claim: Claim) -> HTML {
        var links: [HTML] = []
        for id in claim.evidence {
            guard let reference = postMortem.evidence.first(where: { $0.id == id }) else {
                links.append("<span class=\"cite\">\(id.short)</span>")
                continue
            }
            let address = "#\(Self.anchor(id))"
            links.append("<a class=\"cite\" href=\"\(address)\">\(reference.kind.rawValue) \(id.hex.prefix(8))</a>")
        }
        return links.joined(by: " ")
    }

    static func anchor(_ id: EvidenceID) -> String { "e-\(id.short)" }
}

import AutoSRECore
import AutoSREWeb

// What it all rests on: each piece with its digest and with what decided.
extension HTMLReport {
    var evidence: [HTML] {
        var lines: [HTML] = []
        for reference in postMortem.evidence {
            lines += ["<article class=\"evidence\" id=\"\(Self.anchor(reference.id))\">"]
            lines.append(
                "<h3>\(reference.kind.rawValue): \(HTML.line(HumanText.sentence(reference.summary), limit: 300))</h3>"
            )
            let source = HTML.line(reference.source, limit: 200)
            let read: HTML = "read \(HTML.time(reference.provenance.readAt, reference.provenance.readAt.wholeSeconds))"
            let nature: HTML = reference.isSimulated ? ", made up" : ""
            let digest: HTML = "SHA-256 <code>\(reference.id.hex)</code>"
            lines.append("<p class=\"meta\">from \(source)\(nature), \(read)<br>\(digest)</p>")
            if let body = bodies[reference.id] {
                lines += contents(of: body, reference.id)
            } else {
                lines.append("<p class=\"gone\">Its body is not here; the digest says which one it was.</p>")
            }
            lines.append("</article>")
        }
        for gap in postMortem.gaps {
            let (source, reason) = (HTML.line(gap.source, limit: 200), HTML.line(gap.reason, limit: 300))
            let fault = gap.isPart == true ? "Not whole" : "Missing"
            lines.append("<p class=\"gone\">\(fault): \(gap.kind.rawValue) from \(source): \(reason)</p>")
        }
        return lines
    }

    private func contents(of body: EvidenceBody, _ id: EvidenceID) -> [HTML] {
        (body.content?.exhibits ?? [.text("This program does not know what this is.")]).flatMap { show($0, id) }
    }

    private func show(_ exhibit: Exhibit, _ id: EvidenceID) -> [HTML] {
        switch exhibit {
        case .text(let text): return ["<p>\(HTML.line(text, limit: 300))</p>"]
        case .code(let text): return ["<pre>\(HTML.lines(String(text.prefix(4000)), limit: 400))</pre>"]
        case .table(let name, let columns, let rows):
            return HTML.table(name, [columns.map { HTML.line($0) }] + rows.map { $0.map(Self.cell) })
        case .logs(let count): return logs(count, id)
        case .metrics(let series): return metrics(series)
        }
    }

    private static func cell(_ cell: Exhibit.Cell) -> HTML {
        switch cell {
        case .text(let text): HTML.line(text, limit: 100)
        case .time(let at): HTML.time(at, at.wholeSeconds)
        }
    }

    /// The lines that decided, with how many more there are like them.
    private func logs(_ total: Int, _ id: EvidenceID) -> [HTML] {
        var out: [HTML] = []
        var shown: Set<String> = []
        for claim in allClaims where claim.evidence.contains(id) && !shown.contains(claim.statement) {
            let proof = ClaimProof(of: claim, in: bodies)
            guard !proof.lines.isEmpty else { continue }
            shown.insert(claim.statement)
            out.append("<p class=\"deciding\">\(HTML.line(claim.statement))</p>")
            var rows = proof.lines.map(Self.row)
            if proof.count > rows.count { rows.append("… and \(proof.count - rows.count) more") }
            out.append("<pre>\(rows.joined())</pre>")
        }
        return out.isEmpty ? ["<p>None of \(total.counted("line")) decided.</p>"] : out
    }

    private static func row(_ line: LogLine) -> HTML {
        var parts: [HTML] = ["\(line.at.timeOfDay)"]
        for part in [line.level, line.instance] where !part.isEmpty { parts.append(HTML.line(part, limit: 60)) }
        return (parts + [HTML.line(line.message, limit: 600)]).joined(by: " ")
    }

    /// Every claim of every hypothesis, the chosen one's first.
    private var allClaims: [Claim] {
        var claims = (chosen?.claims ?? []) + (chosen?.counterEvidence ?? [])
        for hypothesis in postMortem.hypotheses where hypothesis.key != chosen?.key {
            claims += hypothesis.claims + hypothesis.counterEvidence
        }
        return claims
    }

    private func metrics(_ all: SeriesColumns) -> [HTML] {
        var rows: [[HTML]] = [["metric", "least", "mean", "most", "last", "deciding figures"]]
        for series in all.prefix(40) {
            let values = series.values.filter(\.isFinite)
            guard let least = values.min(), let most = values.max(), let last = values.last else { continue }
            let mean = values.reduce(0, +) / Double(values.count)
            var row = [HTML.line(series.name, limit: 100)]
            for value in [least, mean, most, last] { row.append(HTML.line(Figure.text(value, series.unit))) }
            row.append(HTML.line(figures(about: series.name)))
            rows.append(row)
        }
        return HTML.table("metrics", rows)
    }

    private func figures(about name: String) -> String {
        for claim in allClaims {
            switch claim.predicate {
            case .metricShifted(name, _, _, _), .metricAtLeast(name, _, _), .metricAtMost(name, _, _):
                return ClaimProof(of: claim, in: bodies).figures
            default: continue
            }
        }
        return ""
    }
}

import AutoSRECore

/// The changes of a service, as lines across a chart.
struct ChartMarks {
    let marks: [Mark]
    let span: TimeSpan
    /// The newest are drawn: more would hide the curves.
    private static let most = 8
    /// Labels that stand nearer than this share of the width would overlap.
    private static let room = 0.2

    private var drawn: [Mark] {
        Array(marks.filter { span.from <= $0.at && $0.at <= span.until }.suffix(Self.most))
    }

    var svg: HTML {
        let drawn = drawn
        let pieces: [HTML] = drawn.indices.map { index in
            let mark = drawn[index]
            let position = span.position(mark.at)
            let tone = mark.isRemedy ? "remedy" : "release"
            let next = index + 1 < drawn.count ? span.position(drawn[index + 1].at) : 2
            var label: HTML = ""
            if next - position > Self.room { label = name(mark, at: position) }
            let x = svgPercent(position)
            return "<line class=\"mark \(tone)\" x1=\"\(x)\" x2=\"\(x)\" y1=\"14\" y2=\"130\"/>\(label)"
        }
        return "\(pieces)"
    }

    private func name(_ mark: Mark, at position: Double) -> HTML {
        let anchor = position > 0.85 ? " end" : position < 0.12 ? "" : " middle"
        return "<text class=\"mark-name\(anchor)\" x=\"\(svgPercent(position))\" y=\"10\">\(mark.label)</text>"
    }

    var words: String {
        drawn.map { "\(Words.minute($0.at)) UTC: \($0.sentence)." }.joined(separator: " ")
    }
}

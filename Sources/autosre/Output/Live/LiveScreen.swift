/// Knows what is drawn in the last region of the screen and makes the text that replaces it: one write for each frame,
/// each line overwritten in place, so that nothing flickers and nothing above is ever touched. Pure.
///
/// Control sequences: ECMA-48 (https://ecma-international.org/publications-and-standards/standards/ecma-48/), DECTCEM
/// for the cursor, and synchronised updates, mode 2026, which a terminal that does not know them ignores:
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036.
struct LiveScreen: Sendable {
    /// The widths of the lines that are drawn, in columns.
    private var drawn: [Int] = []
    private var last = ""
    private var width = 0

    static let (hideCursor, showCursor) = ("\u{1B}[?25l", "\u{1B}[?25h")
    private static let (begin, end) = ("\u{1B}[?2026h", "\u{1B}[?2026l")

    /// The text that puts `above` above the region for good and draws `region` anew; empty where nothing changed.
    /// - Parameters:
    ///   - above: finished lines, with their colours.
    ///   - region: lines shorter than the terminal is wide.
    ///   - columns: the width now. The drawn lines are taken to have been wrapped to it, as terminals do.
    mutating func frame(above: [String], region: [[Span]], columns: Int) -> String {
        let lines = region.map { Line(spans: $0, hasColumns: false).render(colours: true) }
        let picture = lines.joined(separator: "\n")
        guard !above.isEmpty || picture != last || columns != width else { return "" }
        // After a resize rows are erased whole: a row that the terminal wrapped, and that is only written over, stays
        // joined to the next one for it, and the next resize would make one of the two.
        var text = Self.begin + toStart(columns) + (columns == width ? "" : "\u{1B}[J")
        for line in above { text += line.replacing("\n", with: "\u{1B}[K\n") + "\u{1B}[K\n" }
        text += lines.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
        // What is below goes, and the cursor rests in the first column, where the next frame paints over an echoed ^C.
        text += "\u{1B}[J\r" + Self.end
        drawn = region.map { spans in spans.reduce(0) { $0 + Columns.count($1.text) } }
        (last, width) = (picture, columns)
        return text
    }

    /// From where the cursor rests, the first column of the last row of the region, to the region's first row.
    private func toStart(_ columns: Int) -> String {
        var up = 0
        for width in drawn.dropLast() { up += max(1, (width + columns - 1) / max(columns, 1)) }
        return up > 0 ? "\r\u{1B}[\(up)A" : "\r"
    }
}

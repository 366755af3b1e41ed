/// Counts the columns that text takes on a terminal, where a character is not always one wide.
enum Columns {
    /// The columns of clean text: two for East Asian wide characters and pictographs, none for combining marks.
    /// After Unicode's Standard Annex 11, by its blocks; https://www.unicode.org/reports/tr11/.
    static func count(_ text: String) -> Int {
        var columns = 0
        for character in text { columns += count(character) }
        return columns
    }

    /// The columns of one character: those of its widest part.
    static func count(_ character: Character) -> Int {
        character.unicodeScalars.map(width).max() ?? 0
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F: 2
        case 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF: 2
        case 0x20000...0x3FFFD: 2
        default: 1
        }
    }

    /// At most `columns` of `spans`, cleaned, with "…" where something was left out.
    static func clipped(_ spans: [Span], to columns: Int) -> [Span] {
        let clean = spans.map { Span($0.text.printable, $0.style) }
        guard clean.reduce(0, { $0 + count($1.text) }) > columns else { return clean }
        var (out, used): ([Span], Int) = ([], 0)
        for span in clean {
            var text = ""
            for character in span.text {
                guard used + count(character) <= max(columns - 1, 0) else {
                    return out + [Span(text + "…", span.style)]
                }
                text.append(character)
                used += count(character)
            }
            out.append(Span(text, span.style))
        }
        return out
    }

    /// Clean spans as rows of at most `columns`, broken at blanks, or within a word that is longer than a row.
    static func rows(_ spans: [Span], columns: Int) -> [[Span]] {
        var rows: [[Span]] = []
        let pairs = spans.map { ($0.text.printable, $0.style) }
        for row in Layout.rows(pairs, width: columns) {
            var (current, used): ([Span], Int) = ([], 0)
            for word in row {
                var text = ""
                for character in word.text {
                    if used + count(character) > columns, used > 0 {
                        rows.append(current + [Span(text, word.style)])
                        (current, text, used) = ([], "", 0)
                    }
                    text.append(character)
                    used += count(character)
                }
                current.append(Span(text, word.style))
            }
            rows.append(current)
        }
        return rows
    }
}

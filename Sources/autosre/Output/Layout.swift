/// Breaks text at blanks so that it fits a terminal.
enum Layout {
    /// Text as lines of at most `width` characters; a longer word stays whole.
    static func wrapped(_ text: String, width: Int) -> [String] {
        rows([(text, .plain)], width: width).map { $0.map(\.text).joined() }
    }

    /// Spans as rows of at most `width` characters; all on one row where `width` is nil.
    static func rows(_ spans: [(String, Style)], width: Int?) -> [[(text: String, style: Style)]] {
        guard let width else { return [spans.map { (text: $0.0, style: $0.1) }] }
        var rows: [[(text: String, style: Style)]] = [[]]
        var used = 0
        for (text, style) in spans {
            for word in words(text) {
                let isBlank = word.allSatisfy { $0 == " " }
                if used + word.count > width, used > 0, !isBlank {
                    if rows[rows.count - 1].last?.text.allSatisfy({ $0 == " " }) == true {
                        rows[rows.count - 1].removeLast()
                    }
                    rows.append([])
                    used = 0
                }
                if isBlank, used == 0, rows.count > 1 { continue }
                rows[rows.count - 1].append((text: word, style: style))
                used += word.count
            }
        }
        return rows
    }

    /// Words and the blanks between them, in order.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var current = ""
        for character in text {
            if let last = current.last, (last == " ") != (character == " ") {
                words.append(current)
                current = ""
            }
            current.append(character)
        }
        return current.isEmpty ? words : words + [current]
    }
}

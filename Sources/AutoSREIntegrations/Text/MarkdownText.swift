import AutoSRECore

/// Text for Markdown (https://spec.commonmark.org/0.31.2/ and GitHub's dialect) in which nothing is markup any more:
/// no emphasis, link, image, HTML, table cell, code span or bare address that becomes a link.
enum MarkdownText {
    /// One line that shows as itself, within a paragraph, list item or table cell.
    static func line(_ text: String, limit: Int = 4000) -> String {
        var out = ""
        var previous: Character?
        let characters = Array(PlainText.cut(PlainText.oneLine(text), to: limit))
        var isStart = true
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            if isStart, isBlockMarker(character) {
                out += "\\\(character)"
            } else {
                out += escaped(character, after: previous, before: next)
            }
            // A list number is as long as its digits.
            isStart = isStart && (character.isNumber || character == " ")
            previous = character
        }
        return out
    }

    /// What begins a heading, list or rule at the start of a line: `#`, `-`, `+`, `=`, and after a number `.` and `)`.
    private static func isBlockMarker(_ character: Character) -> Bool { "#-+=.)".contains(character) }

    private static func escaped(_ character: Character, after previous: Character?, before next: Character?) -> String {
        switch character {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\\", "`", "*", "[", "]", "|", "~", "$", "!": "\\\(character)"
        case "_": isWord(previous) && isWord(next) ? "_" : "\\_"
        // `http://` and `www.` would become links by themselves.
        case "/" where previous == ":": "\\/"
        case "." where previous == "w" || previous == "W": "\\."
        default: String(character)
        }
    }

    private static func isWord(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber } ?? false
    }
}

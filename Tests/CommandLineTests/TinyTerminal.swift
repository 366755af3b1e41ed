/// A terminal of so many columns that wraps long lines and wraps them anew when it is resized, as most do. Knows the
/// few control sequences that the live view uses and remembers any other.
struct TinyTerminal {
    private(set) var columns: Int
    /// Whether rows that were wrapped stay one line until one of them is erased whole, as in tmux.
    private let holdsWraps: Bool
    private(set) var isCursorHidden = false
    private(set) var unknown: [String] = []
    private var lines: [[Character]] = [[]]
    private var (line, offset) = (0, 0)

    init(columns: Int, holdsWraps: Bool = false) { (self.columns, self.holdsWraps) = (columns, holdsWraps) }

    /// What is seen, blanks at the end of lines left out.
    var text: String {
        lines.map { line in
            var text = String(line)
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }

    /// The rows of the longest line: 1 where nothing was wrapped by the terminal.
    var tallest: Int { lines.map { rows($0) }.max() ?? 1 }

    mutating func resize(to columns: Int) { self.columns = columns }

    mutating func feed(_ text: String) {
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "\r\n", "\n": newline()
            case "\r": offset -= offset % columns
            case "\u{1B}": escape(&rest)
            default: put(character)
            }
        }
    }

    private func rows(_ line: [Character]) -> Int { max(1, (line.count + columns - 1) / columns) }

    private mutating func put(_ character: Character) {
        while lines[line].count <= offset { lines[line].append(" ") }
        lines[line][offset] = character
        offset += 1
    }

    private mutating func newline() {
        line += 1
        offset = 0
        if line == lines.count { lines.append([]) }
    }

    private mutating func escape(_ rest: inout ArraySlice<Character>) {
        guard rest.popFirst() == "[" else { return unknown.append("not a control sequence") }
        var parameters = ""
        while let next = rest.first, "0123456789;?".contains(next) { parameters.append(rest.removeFirst()) }
        switch (rest.popFirst(), parameters) {
        case ("m", _), ("h", "?2026"), ("l", "?2026"): break
        case ("l", "?25"): isCursorHidden = true
        case ("h", "?25"): isCursorHidden = false
        case ("A", _): for _ in 0..<(Int(parameters) ?? 1) { up() }
        case ("K", ""): holdsWraps && offset % columns > 0 ? blankRow() : eraseRow()
        case ("J", ""):
            eraseRow()
            lines.removeSubrange((line + 1)...)
        case (let final, _): unknown.append("\(parameters)\(final.map(String.init) ?? "")")
        }
    }

    private mutating func up() {
        if offset >= columns {
            offset -= columns
        } else if line > 0 {
            line -= 1
            offset = (rows(lines[line]) - 1) * columns + offset
        }
    }

    private mutating func blankRow() {
        let end = min((offset / columns + 1) * columns, lines[line].count)
        for place in offset..<max(offset, end) { lines[line][place] = " " }
    }

    /// What follows a row that is erased is a line of its own from now on.
    private mutating func eraseRow() {
        let end = (offset / columns + 1) * columns
        if lines[line].count > end { lines.insert(Array(lines[line][end...]), at: line + 1) }
        if lines[line].count > offset { lines[line] = Array(lines[line][..<offset]) }
    }
}

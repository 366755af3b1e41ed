/// How a piece of text looks on a terminal that has colours.
enum Style: Int, Sendable {
    /// As it is.
    case plain
    /// The parts that matter.
    case bold
    /// The parts that may be skipped.
    case dim
    /// Bad.
    case red
    /// Good.
    case green
    /// Look here.
    case yellow
    /// Names.
    case cyan

    /// Turns the style on: ECMA-48, Select Graphic Rendition.
    var sequence: String {
        switch self {
        case .plain: ""
        case .bold: "\u{1B}[1m"
        case .dim: "\u{1B}[2m"
        case .red: "\u{1B}[31m"
        case .green: "\u{1B}[32m"
        case .yellow: "\u{1B}[33m"
        case .cyan: "\u{1B}[36m"
        }
    }
}

/// A piece of text in one style.
struct Span: Sendable, Hashable {
    /// The style.
    let style: Style
    /// The text, as it came: the console cleans it.
    let text: String

    /// Makes a span.
    init(_ text: String, _ style: Style = .plain) { (self.text, self.style) = (text, style) }
}

/// One line of a view: an optional time and label in columns of their own, then text.
struct Line: Sendable, Hashable {
    /// The first column: a time of day, or nothing.
    var time = ""
    /// The second column: what kind of line it is, or nothing for a continuation.
    var label = ""
    /// How the label looks.
    var style = Style.plain
    /// The text.
    var spans: [Span]
    /// How much further in the text begins.
    var indent = 0
    /// How much further in than that the rows begin that follow the first.
    var hanging = 0
    /// Whether the columns for time and label are there.
    var hasColumns = true
    /// Whether the line fits already and is not to be wrapped or trimmed.
    var isFixed = false

    /// The widths of the columns.
    static let (timeWidth, labelWidth) = (10, 12)

    /// The line without colours, for pipes and tests.
    var text: String { render(colours: false) }

    /// The line for a console. Every text is cleaned here, so that no log line reaches the terminal as it came.
    /// - Parameter width: columns of the terminal, for wrapping; nil for no wrapping.
    func render(colours: Bool, width: Int? = nil) -> String {
        let title = Self.paint(Self.padded(label, Self.labelWidth), style, colours)
        let head = hasColumns ? Self.padded(time, Self.timeWidth) + title : ""
        let columnsBefore = hasColumns ? Self.timeWidth + Self.labelWidth : 0
        let margin = String(repeating: " ", count: columnsBefore + indent + hanging)
        let body = spans.map { ($0.text.printable, $0.style) }
        if isFixed { return body.map { Self.paint($0.0, $0.1, colours) }.joined() }
        let columns = width.map { max(20, $0 - margin.count - 2) }
        var lines: [String] = []
        for row in Layout.rows(body, width: columns) {
            lines.append(row.map { Self.paint($0.text, $0.style, colours) }.joined())
        }
        let first = head + String(repeating: " ", count: indent) + (lines.first ?? "")
        return ([first] + lines.dropFirst().map { margin + $0 }).map(Self.trimmed).joined(separator: "\n")
    }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Filled up to the column's width; one that is longer keeps a blank behind it.
    private static func padded(_ text: String, _ width: Int) -> String {
        let clean = text.printable
        return clean + String(repeating: " ", count: max(1, width - clean.count))
    }

    private static func paint(_ text: String, _ style: Style, _ colours: Bool) -> String {
        colours && style != .plain ? "\(style.sequence)\(text)\u{1B}[0m" : text
    }
}

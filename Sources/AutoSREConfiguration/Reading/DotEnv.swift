/// One assignment of a `.env` file.
struct DotEnvEntry: Sendable, Hashable {
    /// The name as written.
    let name: String
    /// The value without quotes, escapes and comment.
    let value: String
    /// The line of the name, from 1.
    let line: Int
    /// What is wrong with the value; it matters only where the name is one of ours.
    let problem: String?
}

/// Reads `.env` text as python-dotenv does (https://github.com/theskumar/python-dotenv), without its `${…}`.
///
/// `NAME=value`, blanks around `=`, `export` before the name. Unquoted: up to the end of the line or a `#` after a
/// blank. In single quotes: literal. In double quotes: `\n`, `\"` and `\\` are escapes. A quoted value may span lines.
struct DotEnvScanner {
    private let text: [Unicode.Scalar]
    private var position = 0
    private var line = 1

    /// Every assignment of `text`, in order. What is not an assignment is skipped: the file belongs to others too.
    static func entries(of text: String) -> [DotEnvEntry] {
        var scanner = DotEnvScanner(text)
        var entries: [DotEnvEntry] = []
        while scanner.current != nil {
            if let entry = scanner.nextEntry() { entries.append(entry) }
            scanner.skipLine()
        }
        return entries
    }

    private init(_ source: String) {
        var scalars: [Unicode.Scalar] = []
        for scalar in source.unicodeScalars {
            if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
            scalars.append(scalar)
        }
        // A lone carriage return ends a line as well.
        text = (scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars).map { $0 == "\r" ? "\n" : $0 }
    }

    private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func skipBlanks() {
        while current?.isSpaceOrTab == true { position += 1 }
    }

    private mutating func skipLine() {
        while let scalar = current, scalar != "\n" { position += 1 }
        if current != nil { (position, line) = (position + 1, line + 1) }
    }

    private mutating func nextEntry() -> DotEnvEntry? {
        skipBlanks()
        var name = word()
        if name == "export", current?.isSpaceOrTab == true {
            skipBlanks()
            name = word()
        }
        skipBlanks()
        guard !name.isEmpty, current == "=" else { return nil }
        position += 1
        return value(of: name)
    }

    private mutating func word() -> String {
        var word = ""
        while let scalar = current, scalar.isASCIIAlphanumeric || scalar == "_" || scalar == "-" || scalar == "." {
            word.unicodeScalars.append(scalar)
            position += 1
        }
        return word
    }

    private mutating func value(of name: String) -> DotEnvEntry {
        let (start, startLine) = (position, line)
        skipBlanks()
        guard let quote = current, quote == "\"" || quote == "'" else {
            position = start
            return DotEnvEntry(name: name, value: unquoted(), line: startLine, problem: nil)
        }
        let opening = position
        guard let value = quoted(by: quote) else {
            // Only this line is given up, so that one stray quote does not hide the rest of the file.
            (position, line) = (opening, startLine)
            return DotEnvEntry(name: name, value: "", line: startLine, problem: "a quote is opened and never closed")
        }
        skipBlanks()
        let isEnd = current == nil || current == "\n" || current == "#"
        let problem = isEnd ? nil : "something follows the closing quote"
        return DotEnvEntry(name: name, value: value, line: startLine, problem: problem)
    }

    private mutating func unquoted() -> String {
        var value = String.UnicodeScalarView()
        while let scalar = current, scalar != "\n" {
            if scalar == "#", position > 0, text[position - 1].isSpaceOrTab { break }
            value.append(scalar)
            position += 1
        }
        return String(value).trimmed
    }

    /// Reads from the opening quote past the closing one; nil where there is none.
    private mutating func quoted(by quote: Unicode.Scalar) -> String? {
        var value = String.UnicodeScalarView()
        position += 1
        while let scalar = current {
            position += 1
            if scalar == quote { return String(value) }
            if scalar == "\n" { line += 1 }
            let escape = quote == "\"" && scalar == "\\" ? escaped() : nil
            value.append(escape ?? scalar)
        }
        return nil
    }

    /// What the scalar after a backslash stands for; nil leaves both as they are.
    private mutating func escaped() -> Unicode.Scalar? {
        let meaning: Unicode.Scalar
        switch current {
        case "n": meaning = "\n"
        case "\"": meaning = "\""
        case "\\": meaning = "\\"
        default: return nil
        }
        position += 1
        return meaning
    }
}

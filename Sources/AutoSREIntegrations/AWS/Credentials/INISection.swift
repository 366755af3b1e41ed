/// One section of an INI file, as Python's `configparser` reads it for AWS's own tools: `=` or `:` after a name, and
/// lines that stand further in than their setting go on with it.
struct INISection: Sendable {
    /// What stands between the brackets.
    let heading: String
    var values: [String: String] = [:]
    /// Settings that are indented under an empty one.
    var nested: [String: [String: String]] = [:]

    /// A setting that the next lines may go on with.
    private struct Open {
        let key: String
        let indent: Int
        let isEmpty: Bool
    }

    /// Why a file is none that AWS's own tools would read. A line's own text is never in it, for it may be a key.
    struct Fault: Error {
        /// From 1.
        let line: Int
        /// Behind "line 3".
        let words: String
    }

    /// Reads all sections. As with AWS's own tools one line that has no place makes the whole file unusable: behind a
    /// heading that was not understood stand the settings of somebody else.
    static func parse(_ text: String) throws(Fault) -> [INISection] {
        var sections: [INISection] = []
        var open: Open?
        var (headings, keys): ([String: Int], [String: Int]) = ([:], [:])
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let (bare, number) = (trimmed(line), index + 1)
            guard let first = bare.first, first != "#", first != ";" else { continue }
            let indent = line.prefix(while: \.isWhitespace).count
            if let outer = open, indent > outer.indent, !sections.isEmpty {
                sections[sections.count - 1].goOn(outer, with: bare)
            } else if first == "[" {
                guard let heading = heading(bare) else {
                    throw Fault(line: number, words: "begins a section without ]")
                }
                if let other = headings.updateValue(number, forKey: heading) {
                    throw Fault(line: number, words: "begins the section of line \(other) a second time")
                }
                sections.append(INISection(heading: heading))
                (open, keys) = (nil, [:])
            } else {
                guard !sections.isEmpty else { throw Fault(line: number, words: "stands before the first [section]") }
                guard let (key, value) = setting(bare) else {
                    throw Fault(line: number, words: "is no setting (name = value), no comment and no [section]")
                }
                if let other = keys.updateValue(number, forKey: key) {
                    throw Fault(line: number, words: "makes the setting of line \(other) a second time")
                }
                sections[sections.count - 1].values[key] = value
                open = Open(key: key, indent: indent, isEmpty: value.isEmpty)
            }
        }
        return sections
    }

    /// What stands between the brackets: to the first that closes, where nothing or a comment is behind it, else to the
    /// last; nil where none closes.
    private static func heading(_ line: Substring) -> String? {
        guard let first = line.firstIndex(of: "]"), let last = line.lastIndex(of: "]") else { return nil }
        let rest = trimmed(line[line.index(after: first)...])
        let isAll = rest.isEmpty || rest.first == "#" || rest.first == ";"
        return String(trimmed(line[line.index(after: line.startIndex)..<(isAll ? first : last)]))
    }

    private mutating func goOn(_ outer: Open, with line: Substring) {
        if outer.isEmpty, let (key, value) = Self.setting(line) {
            nested[outer.key, default: [:]][key] = value
        } else {
            values[outer.key, default: ""] += "\n" + line
        }
    }

    /// The kind and the name of a heading such as `profile "Ops Team"`; nil where it has no name.
    var kindAndName: (kind: String, name: String)? {
        guard let blank = heading.firstIndex(where: { $0 == " " || $0 == "\t" }) else { return nil }
        let rest = Self.trimmed(heading[blank...])
        let words = ShellWords.split(String(rest)) ?? []
        // Quoted as a shell has it; where that makes no single word, as it stands.
        return (String(heading[..<blank]), words.count == 1 ? words[0] : String(rest))
    }

    private static func setting(_ line: Substring) -> (key: String, value: String)? {
        guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
        let key = trimmed(line[..<mark]).lowercased()
        return key.isEmpty ? nil : (key, String(trimmed(line[line.index(after: mark)...])))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

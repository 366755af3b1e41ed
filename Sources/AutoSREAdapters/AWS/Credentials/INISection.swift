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

    /// Reads all sections; what stands before the first, and lines that are no settings, are left out.
    static func parse(_ text: String) -> [INISection] {
        var sections: [INISection] = []
        var open: Open?
        for line in text.split(whereSeparator: \.isNewline) {
            let bare = trimmed(line)
            guard let first = bare.first, first != "#", first != ";" else { continue }
            let indent = line.prefix { $0 == " " || $0 == "\t" }.count
            if let outer = open, indent > outer.indent, !sections.isEmpty {
                sections[sections.count - 1].goOn(outer, with: bare)
            } else if first == "[", let end = bare.firstIndex(of: "]") {
                let heading = trimmed(bare[bare.index(after: bare.startIndex)..<end])
                sections.append(INISection(heading: String(heading)))
                open = nil
            } else if let (key, value) = setting(bare), !sections.isEmpty {
                sections[sections.count - 1].values[key] = value
                open = Open(key: key, indent: indent, isEmpty: value.isEmpty)
            }
        }
        return sections
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
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

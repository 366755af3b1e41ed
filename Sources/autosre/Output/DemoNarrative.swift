import AutoSREPlatform

/// The texts around `autosre --demo`. A file `demo_narrative.txt` in the working directory replaces them: `[section]`
/// lines with text below.
struct DemoNarrative: Sendable, Hashable {
    /// What comes first.
    var intro = "AutoSRE Demo"
    /// What the demo is about; nothing by default.
    var scenario: String?
    /// Shown where no dashboard answers; nothing by default.
    var dashboardNote: String?
    /// Shown as the run begins.
    var running = "Running workflow..."
    /// Shown where the exit code is 0.
    var success = "Result: Success."
    /// Shown otherwise.
    var failure = "Result: Failed or escalated."

    /// The file's name.
    static let fileName = "demo_narrative.txt"
    private static let maximumBytes = 1 << 20

    /// The texts without a file.
    init() {}

    /// The texts of a file: unknown sections and what comes before the first one are left out; a section that is
    /// missing or blank keeps its standard text. Bytes that are not UTF-8 become replacement characters.
    init(parsing bytes: [UInt8]) {
        let sections = Self.sections(String(decoding: bytes, as: UTF8.self))
        func replace(_ text: inout String, _ name: String) { if let new = sections[name] { text = new } }
        replace(&intro, "intro")
        replace(&running, "running")
        replace(&success, "success")
        replace(&failure, "failure")
        (scenario, dashboardNote) = (sections["scenario"], sections["dashboard_note"])
    }

    /// Reads the file in the working directory. A file that is not there is no error; one that cannot be read is told.
    static func load(log: (String) -> Void) -> DemoNarrative {
        guard Files.exists(fileName) else { return DemoNarrative() }
        guard !Files.isDirectory(fileName) else {
            log("\(fileName) is a folder; using the standard texts")
            return DemoNarrative()
        }
        do {
            return DemoNarrative(parsing: try Files.read(fileName, maximumBytes: maximumBytes))
        } catch {
            log("\(fileName) cannot be read (\(error)); using the standard texts")
            return DemoNarrative()
        }
    }

    private static func sections(_ text: String) -> [String: String] {
        var sections: [String: [Substring]] = [:]
        var name: String?
        for line in lines(text) {
            if let header = header(line) {
                name = header
                sections[header] = []
            } else if let name {
                sections[name]?.append(line)
            }
        }
        return sections.compactMapValues(trimmed)
    }

    private static func lines(_ text: String) -> [Substring] {
        let isMarked = text.unicodeScalars.first == "\u{FEFF}"
        let body = isMarked ? Substring(text.unicodeScalars.dropFirst()) : text[...]
        return body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// The name in `[name]`, in lower case.
    private static func header(_ line: Substring) -> String? {
        let text = trimmedBlanks(line)
        guard text.count > 2, text.first == "[", text.last == "]" else { return nil }
        let name = text.dropFirst().dropLast()
        let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return isName ? name.lowercased() : nil
    }

    private static func trimmedBlanks(_ line: Substring) -> Substring {
        var text = line
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    /// The lines without blank ones around them; nil where nothing is left.
    private static func trimmed(_ lines: [Substring]) -> String? {
        var lines = lines[...]
        while let first = lines.first, trimmedBlanks(first).isEmpty { lines.removeFirst() }
        while let last = lines.last, trimmedBlanks(last).isEmpty { lines.removeLast() }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

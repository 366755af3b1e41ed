import AutoSRECore

/// The log, line by line assigned to templates.
struct TemplateTable {
    let lines: [LogLine]
    private(set) var templates: [Template] = []
    /// For each line the index of its template; -1 beyond the limit of templates.
    private(set) var assignment: [Int32] = []
    private static let templateLimit = 5000

    /// Reads `lines`, oldest first.
    init(_ lines: [LogLine], versions: some Sequence<String>) {
        self.lines = lines
        let mask = LineMask(versions: versions)
        var known: [[UInt8]: Int32] = [:]
        var buffer: [UInt8] = []
        buffer.reserveCapacity(512)
        assignment.reserveCapacity(lines.count)
        for line in lines {
            var message = line.message
            message.withUTF8 { mask.write($0, into: &buffer) }
            if let index = known[buffer] {
                templates[Int(index)].add(line)
                assignment.append(index)
            } else if templates.count < Self.templateLimit {
                let index = Int32(templates.count)
                known[buffer] = index
                templates.append(Template(buffer, first: line))
                assignment.append(index)
            } else {
                assignment.append(-1)
            }
        }
    }

    /// Whether a fifth of the lines tell of failures: no calm service writes such a log.
    var isFullOfFailures: Bool {
        let failures = templates.reduce(0) { $1.severity == .failure ? $0 + $1.count : $0 }
        return failures * 5 >= lines.count && failures > 0
    }

    /// For each template how many of its lines lie inside `window`.
    func counts(in window: TimeWindow) -> [Int] {
        var counts = [Int](repeating: 0, count: templates.count)
        for index in assignment[range(of: window)] where index >= 0 { counts[Int(index)] += 1 }
        return counts
    }

    /// The names of the writers of a template's lines inside `window`.
    func instances(of template: Int, in window: TimeWindow) -> Set<String> {
        var names: Set<String> = []
        for line in range(of: window) where Int(assignment[line]) == template { names.insert(lines[line].instance) }
        return names
    }

    /// The lines inside `window`, which stand together.
    private func range(of window: TimeWindow) -> Range<Int> {
        let first = place(of: window.from)
        return first..<max(first, place(of: window.until))
    }

    /// The first line that was not written before `moment`.
    private func place(of moment: Instant) -> Int {
        var (low, high) = (0, lines.count)
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].at < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A form that lines have in common.
struct Template {
    /// The form, as `LogPattern` reads it.
    let pattern: String
    let topics: Set<Topic>
    let severity: Severity
    private(set) var count: Int
    let first: Instant
    private(set) var last: Instant
    /// Whether enough literal text is left to tell the form from others.
    let isTelling: Bool

    /// Whether it tells of trouble, in a form of its own.
    var isGrave: Bool { isTelling && severity > .calm }

    init(_ bytes: [UInt8], first line: LogLine) {
        pattern = String(decoding: bytes, as: UTF8.self)
        let text = Vocabulary.lowercased(bytes)
        topics = Topic.topics(of: text)
        severity = Vocabulary.severity(level: line.level, text: text)
        isTelling = text.count { $0 &- 97 < 26 } >= 5
        (count, first, last) = (1, line.at, line.at)
    }

    fileprivate mutating func add(_ line: LogLine) {
        count += 1
        last = max(last, line.at)
    }

    /// Whether the form names `version` as a word of its own.
    func names(_ version: String) -> Bool {
        guard pattern.contains(version) else { return false }
        return pattern.split { !($0.isLetter || $0.isNumber || ".-_+".contains($0)) }.contains {
            $0 == version || $0.hasPrefix(version) && $0.dropFirst(version.count).allSatisfy { ".-".contains($0) }
        }
    }

    /// The form with a hole for each of these versions.
    func form(without versions: Set<String>) -> String {
        var form = pattern
        for version in versions.sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
            form = form.replacing(version, with: "<*>")
        }
        return form
    }

    /// The form as a person reads it: holes as dots, no control characters, and no longer than a line.
    var quotation: String {
        var text = ""
        for scalar in pattern.unicodeScalars.prefix(140) where scalar.value >= 32 && scalar.value != 127 {
            text.unicodeScalars.append(scalar)
        }
        return "“\(text.split(separator: "<*>", omittingEmptySubsequences: false).joined(separator: "…"))”"
    }
}

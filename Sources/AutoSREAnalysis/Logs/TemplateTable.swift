import AutoSRECore

/// The log, line by line assigned to templates.
struct TemplateTable {
    let lines: LogColumns
    private(set) var templates: [Template] = []
    /// For each line the index of its template; -1 beyond the limit of templates.
    private(set) var assignment: [Int32] = []
    private static let templateLimit = 5000

    /// Reads `lines`.
    init(_ lines: LogColumns, versions: some Sequence<String>) {
        self.lines = lines
        let mask = LineMask(versions: versions)
        var forms = TextTable()
        var buffer: [UInt8] = []
        buffer.reserveCapacity(512)
        assignment.reserveCapacity(lines.count)
        lines.texts.bytes.withUnsafeBufferPointer { all in
            for row in 0..<lines.count {
                mask.write(UnsafeBufferPointer(rebasing: all[lines.texts.range(of: row)]), into: &buffer)
                assignment.append(template(of: buffer, in: &forms, row))
            }
        }
    }

    private mutating func template(of form: [UInt8], in forms: inout TextTable, _ row: Int) -> Int32 {
        let number =
            form.withUnsafeBytes {
                templates.count < Self.templateLimit ? forms.number(of: $0) : forms.known($0)
            }
        guard let number else { return -1 }
        if number == templates.count {
            templates.append(Template(form, first: lines[row]))
        } else {
            templates[Int(number)].add(at: lines.at(row))
        }
        return number
    }

    /// Whether a fifth of the lines tell of failures: no calm service writes such a log.
    var isFullOfFailures: Bool {
        let failures = templates.reduce(0) { $1.severity == .failure ? $0 + $1.count : $0 }
        return failures * 5 >= lines.count && failures > 0
    }

    /// For each template how many of its lines lie inside `window`.
    func counts(in window: TimeWindow) -> [Int] {
        var counts = [Int](repeating: 0, count: templates.count)
        for index in assignment[lines.rows(over: window)] where index >= 0 { counts[Int(index)] += 1 }
        return counts
    }

    /// The names of the writers of a template's lines inside `window`.
    func instances(of template: Int, in window: TimeWindow) -> Set<String> {
        var sets: Set<Int> = []
        for row in lines.rows(over: window) where Int(assignment[row]) == template { sets.insert(lines.sets[row]) }
        return Set(sets.map { lines.labels.value(of: LogColumns.instance, in: $0) ?? "" })
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
        severity = Vocabulary.severity(level: line.level, line: line.message)
        isTelling = text.count { $0 &- 97 < 26 } >= 5
        (count, first, last) = (1, line.at, line.at)
    }

    fileprivate mutating func add(at time: Instant) {
        count += 1
        last = max(last, time)
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

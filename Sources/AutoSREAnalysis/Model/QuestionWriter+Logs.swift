import AutoSRECore

// The log: its forms with their counts before any raw line, for a million lines have a few hundred forms.
extension QuestionWriter {
    private static let longestForm = 300
    private static let longestLine = 500

    /// The forms, gravest and most frequent first.
    mutating func templates(room: Int) -> String {
        let index = analysis.index
        let ranked = analysis.table.templates.sorted { Self.weight($0) > Self.weight($1) }
        var lines: [String] = []
        var size = 200
        for template in ranked.prefix(120) {
            let text = form(template, index)
            guard size + text.utf8.count + 1 <= room else { break }
            size += text.utf8.count + 1
            lines.append(text)
        }
        guard !lines.isEmpty else { return "" }
        let title =
            "LOG FORMS, gravest first: \(lines.count) of \(ranked.count), of \(index.logs.count.counted("line"))"
        return title + "\n" + fence.around(lines.joined(separator: "\n"))
    }

    private mutating func form(_ template: Template, _ index: EvidenceIndex) -> String {
        let words = "\(template.count.counted("log line")) like \(template.quotation)"
        let claim = Claim(
            words, .logsMatch(pattern: template.pattern, window: index.window, atLeast: template.count),
            evidence: index.logIDs)
        let label = template.isTelling ? citable.label(claim, "T", in: index) : nil
        let span = "\(template.first.timeOfDay)–\(template.last.timeOfDay)"
        let text = ModelReply.line(template.quotation, limit: Self.longestForm)
        return "\(label.map { "[\($0)] " } ?? "")\(template.count) × \(text) (\(span))"
    }

    private static func weight(_ template: Template) -> (Int, Int, Instant) {
        (template.severity.rawValue, template.count, template.last)
    }

    /// Raw lines in time order: those that decided, then the newest, as far as there is room.
    func lines(cited: [Claim], room: Int) -> String {
        let all = analysis.index.logs
        guard !all.isEmpty else { return "LOG LINES: none" }
        var chosen: Set<Int> = []
        var size = 200
        for index in deciding(cited) + all.indices.reversed() where !chosen.contains(index) {
            let length = text(all[index]).utf8.count + 1
            guard size + length <= room else { break }
            size += length
            chosen.insert(index)
        }
        guard !chosen.isEmpty else { return "" }
        let lines = chosen.sorted().map { text(all[$0]) }
        let title = "LOG LINES, the deciding and the newest ones: \(lines.count) of \(all.count)"
        return title + "\n" + fence.around(lines.joined(separator: "\n"))
    }

    /// For each claim about log lines the newest three that bear it out.
    private func deciding(_ claims: [Claim]) -> [Int] {
        var found: [Int] = []
        for claim in claims.prefix(20) {
            guard case .logsMatch(let pattern, let window, _) = claim.predicate else { continue }
            found += analysis.index.logs.rows(like: LogPattern(pattern), over: window).suffix(3).reversed()
        }
        return found
    }

    private func text(_ line: LogLine) -> String {
        let origin = [line.at.timeOfDay, line.level, line.instance].filter { !$0.isEmpty }.joined(separator: " ")
        return ModelReply.line("\(origin) \(line.message)", limit: Self.longestLine)
    }
}

/// Claims about lines of a component, counted as they will be counted again: a line is one of a template if the
/// template's text fits it, whatever the miner made of it.
enum LineClaims {
    /// Most templates that one claim lists: a person reads as many.
    static let mostTemplates = 8

    /// Nil where the count does not bear out what the miner's numbers said: that there are more since the onset.
    ///
    /// - Parameters:
    ///   - templates: numbers of the table's templates.
    ///   - named: a component that the lines have to name.
    ///   - statement: the sentence, by the lines before and since.
    static func claim(
        _ logs: LogTable, component: String, templates: [Int], naming named: String? = nil, _ windows: Windows,
        _ statement: (_ before: Int, _ after: Int) -> String
    ) -> Claim? {
        let texts = templates.prefix(mostTemplates).map { logs.templates[$0].text }
        let patterns = texts.map(LinePattern.init)
        let number = logs.components.firstIndex(of: component).map { Int32(truncatingIfNeeded: $0) }
        var count = FailureEvidence.Count()
        for row in 0..<logs.count where logs.component[row] == number {
            guard windows.before.contains(logs.time[row]) || windows.after.contains(logs.time[row]) else { continue }
            let line = logs.line(row)
            guard patterns.contains(where: { $0.matches(line) }) else { continue }
            if let named, !Mentions.stands(named, in: line) { continue }
            count.add(logs.time[row], windows)
        }
        let (before, after) = windows.lengths
        guard Rate.surprise((count.before, count.after), before: before, after: after) > 0 else { return nil }
        return Claim(
            statement: statement(count.before, count.after),
            predicate: .lines(
                component: component, templates: texts, naming: named, before: windows.before, after: windows.after,
                atMost: count.before, atLeast: count.after), evidence: ["logs.csv#\(component)"])
    }
}

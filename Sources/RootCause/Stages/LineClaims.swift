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
        let rows = logs.rows(of: component, like: texts, naming: named) {
            windows.before.contains($0) || windows.after.contains($0)
        }
        var count = FailureEvidence.Count()
        for row in rows { count.add(logs.time[row], windows) }
        let (before, after) = windows.lengths
        guard Rate.surprise((count.before, count.after), before: before, after: after) > 0 else { return nil }
        return Claim(
            statement: statement(count.before, count.after),
            predicate: .lines(
                component: component, templates: texts, naming: named, before: windows.before, after: windows.after,
                atMost: count.before, atLeast: count.after), evidence: ["logs.csv#\(component)"])
    }
}

extension LogTable {
    /// The rows of a component that a claim counts: a template's text fits, and the name stands in them if one is
    /// given.
    ///
    /// - Parameter isMeant: by the time, unix seconds; asked first, for it costs next to nothing.
    func rows(
        of component: String, like templates: [String], naming named: String? = nil,
        at isMeant: (Double) -> Bool = { _ in true }
    ) -> [Int] {
        guard let number = components.firstIndex(of: component) else { return [] }
        let patterns = templates.map(LinePattern.init)
        return time.indices.filter { row in
            guard Int(self.component[row]) == number, isMeant(time[row]) else { return false }
            let line = line(row)
            return patterns.contains { $0.matches(line) } && named.map { Mentions.stands($0, in: line) } ?? true
        }
    }
}

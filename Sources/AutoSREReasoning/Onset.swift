import AutoSRECore

/// Dates the trouble.
enum Onset {
    /// The earliest lasting shift of what users feel; else of any other metric; else of the log.
    static func find(_ metrics: [MetricFinding], _ table: TemplateTable, _ window: TimeWindow) -> Instant? {
        let shifts = metrics.filter { !$0.isOver }
        let symptoms = shifts.filter(\.role.isSymptom).compactMap(\.onset).min()
        if let symptoms { return symptoms }
        let causes = shifts.filter { $0.role != .other }.compactMap(\.onset).min()
        return causes ?? table.onset(in: window) ?? surge(table, window) ?? shifts.compactMap(\.onset).min()
    }

    /// When failures began to be more frequent, where no form of line is new: a change point in their number.
    private static func surge(_ table: TemplateTable, _ window: TimeWindow) -> Instant? {
        let seconds = max(window.until.seconds(since: window.from) / 60, 15)
        var counts = [Double](repeating: 0, count: 61)
        for (line, index) in zip(table.lines, table.assignment) where index >= 0 {
            guard table.templates[Int(index)].gravity == .failure else { continue }
            let slot = Int(line.at.seconds(since: window.from) / seconds)
            if slot < counts.count { counts[slot] += 1 }
        }
        let poisson = max(Statistics.mean(counts), 1).squareRoot()
        guard case .shift(let at, let before, let after) = Shape(counts.dropLast(), minimumNoise: poisson / 2) else {
            return nil
        }
        guard after >= 2 * before + 2 else { return nil }
        return window.from.advanced(bySeconds: Double(at) * seconds)
    }
}

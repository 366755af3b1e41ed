import AutoSRECore

/// Dates the trouble.
enum Onset {
    /// The earliest lasting shift of what users feel; else of any other metric; else of the log.
    static func find(_ metrics: [MetricFinding], _ table: TemplateTable, _ window: TimeWindow) -> Instant? {
        let shifts = metrics.filter { !$0.isOver }
        let symptoms = shifts.filter(\.role.isSymptom).compactMap(\.onset).min()
        if let symptoms { return symptoms }
        let causes = shifts.filter { $0.role != .other }.compactMap(\.onset).min()
        let log =
            table.onset(in: window)
            ?? table.surge(in: window, slots: 60) { table.templates[$0].severity == .failure }
        return causes ?? log ?? shifts.compactMap(\.onset).min()
    }
}

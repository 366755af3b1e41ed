/// The lines, or events, that a claim counts.
enum ClaimLines {
    /// Kinds shown of one claim: a page shows as many.
    private static let mostKinds = 2

    /// Those since the onset, the most frequent kinds first; none for a claim about something else.
    static func of(_ predicate: Predicate, _ evidence: CaseEvidence) -> [Diagnosis.Exhibit.Line] {
        switch predicate {
        case .lines(let component, let templates, let named, _, let after, _, _):
            lines(evidence.logs.rows(of: component, like: templates, naming: named, at: after.contains), evidence.logs)
        case .events(let component, let reason, _, let after, _, _):
            events(component, reason, after, evidence)
        case .logStep(let component, _, _, let template, _, _, let onset):
            lines(evidence.logs.rows(of: component, like: [template]) { $0 >= onset }, evidence.logs)
        case .shift, .work, .call, .visit, .spanStep, .change, .instances: []
        }
    }

    private static func lines(_ rows: [Int], _ logs: LogTable) -> [Diagnosis.Exhibit.Line] {
        var found: [Int: (first: Double, count: Int)] = [:]
        for row in rows {
            let template = Int(logs.template[row])
            let kind = found[template] ?? (logs.time[row], 0)
            found[template] = (min(kind.first, logs.time[row]), kind.count + 1)
        }
        return found.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(mostKinds).map {
            .init(text: logs.templates[$0.key].example, first: $0.value.first, count: $0.value.count)
        }
    }

    private static func events(
        _ component: String, _ reason: String, _ window: Predicate.Window, _ evidence: CaseEvidence
    ) -> [Diagnosis.Exhibit.Line] {
        let entities = Entities(evidence)
        let meant = evidence.events.filter { event in
            let subject = event.component.isEmpty ? event.instance : event.component
            return event.reason == reason && window.contains(event.time)
                && entities.component(of: subject) == component
        }
        guard let first = meant.min(by: { $0.time < $1.time }) else { return [] }
        // A count beyond what a program can count is as good as that.
        let count = Int(min(meant.reduce(0) { $0 + $1.count }, 1e15))
        let text = first.message.isEmpty ? reason : "\(reason): \(first.message)"
        return [.init(text: String(text.prefix(LogTable.exampleLength)), first: first.time, count: count)]
    }
}

/// The figures behind a claim in their order, and how those of one piece of time become one.
struct ClaimSeries {
    private let name: String
    private let samples: [(time: Double, value: Double)]
    /// Whether they are added up, as what is counted is, or their median is taken.
    private let isCount: Bool
    private let onset: Double
    private let window: Predicate.Window

    /// As much of the time before the onset is drawn, by the time after it: enough to see what is usual.
    private static let usual = 3.0

    /// Nil for a claim that is about an order of things or about a change.
    init?(_ predicate: Predicate, _ evidence: CaseEvidence, onset told: Double?) {
        switch predicate {
        case .shift(let entity, let metric, let before, let after, _):
            (name, isCount) = ("\(metric) of \(entity)", false)
            samples = Self.metric(entity, metric, evidence)
            (onset, window) = (after.from, .init(from: before.from, to: after.to))
        case .instances(_, let component, let metric, let whole, _, _):
            (name, isCount) = ("\(metric) of \(component)", false)
            samples = Self.metric(component, metric, evidence)
            (onset, window) = (told ?? whole.from, .init(from: -.infinity, to: whole.to))
        case .work(let component, let operation, let before, let after, _),
            .call(let component, _, let operation, let before, let after, _):
            (name, isCount) = ("ms of \(operation) in \(component)", false)
            samples = Self.spans(component, operation, evidence.spans)
            (onset, window) = (after.from, .init(from: before.from, to: after.to))
        case .lines(let component, let templates, let named, let before, let after, _, _):
            let about = named.map { " about \($0)" } ?? ""
            name =
                templates.count == 1
                ? "lines of \(component) like \"\(templates[0])\"\(about)" : "such lines of \(component)\(about)"
            isCount = true
            samples = Self.lines(evidence.logs, evidence.logs.rows(of: component, like: templates, naming: named))
            (onset, window) = (after.from, .init(from: before.from, to: after.to))
        case .events(let component, let reason, let before, let after, _, _):
            (name, isCount) = ("events \(reason) of \(component)", true)
            samples = Self.events(component, reason, evidence)
            (onset, window) = (after.from, .init(from: before.from, to: after.to))
        case .logStep(let component, _, _, let template, _, _, let begin):
            (name, isCount) = ("lines of \(component) like \"\(template)\"", true)
            samples = Self.lines(evidence.logs, evidence.logs.rows(of: component, like: [template]))
            (onset, window) = (begin, .init(from: -.infinity, to: max(begin, evidence.windowEnd) + 1))
        case .visit, .spanStep, .change: return nil
        }
    }

    /// The curve about the onset; nil where nothing was measured after it. That nothing was counted after it is seen.
    func curve(pieces: Int) -> Diagnosis.Exhibit.Curve? {
        let inside = samples.filter { window.contains($0.time) }
        guard let last = inside.map(\.time).max(), let first = inside.map(\.time).min(), isCount || last >= onset else {
            return nil
        }
        let end = isCount ? window.to : last
        // What is counted is nothing before its first, and that is what there is to see.
        let begin = max(isCount && window.from.isFinite ? window.from : first, onset - Self.usual * (end - onset))
        let length = max((end - begin) / Double(max(2, pieces - 1)), isCount ? 1 : step(inside), 1e-3)
        let before = Int(((onset - begin) / length).rounded(.up))
        var groups = [[Double]](repeating: [], count: before + Int(((end - onset) / length).rounded(.down)) + 1)
        for sample in inside {
            let place = before + Int(((sample.time - onset) / length).rounded(.down))
            if groups.indices.contains(place) { groups[place].append(sample.value) }
        }
        let values = groups.map { isCount ? $0.reduce(0, +) : Robust.median($0) ?? .nan }
        return .init(name: name, values: values, before: before, onset: onset)
    }

    /// The usual distance of two moments at which something was measured.
    private func step(_ samples: [(time: Double, value: Double)]) -> Double {
        let times = samples.map(\.time).sorted()
        return Robust.median(zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }) ?? 0
    }
}

extension ClaimSeries {
    /// A series of an entity's own, or the median of the instances that are a component's.
    private static func metric(
        _ entity: String, _ metric: String, _ evidence: CaseEvidence
    ) -> [(time: Double, value: Double)] {
        let entities = Entities(evidence)
        var table = evidence.metrics
        table.series.removeAll { $0.metric != metric }
        let own = table.series.filter { $0.entity == entity }
        table.series = own.isEmpty ? table.series.filter { entities.component(of: $0.entity) == entity } : own
        let series = table.withRates.byComponent(entities).series.first
        return zip(table.times, series?.values ?? []).filter { !$1.isNaN }.map { (time: $0, value: $1) }
    }

    private static func spans(
        _ component: String, _ operation: String, _ spans: SpanTable
    ) -> [(time: Double, value: Double)] {
        guard let component = spans.components.firstIndex(of: component),
            let operation = spans.operations.firstIndex(of: operation)
        else { return [] }
        var samples: [(time: Double, value: Double)] = []
        for row in 0..<spans.count {
            guard Int(spans.component[row]) == component, Int(spans.operation[row]) == operation else { continue }
            samples.append((Double(spans.start[row]) / 1e6, Double(spans.duration[row]) / 1e3))
        }
        return samples
    }

    private static func lines(_ logs: LogTable, _ rows: [Int]) -> [(time: Double, value: Double)] {
        rows.map { (logs.time[$0], 1) }
    }

    private static func events(
        _ component: String, _ reason: String, _ evidence: CaseEvidence
    ) -> [(time: Double, value: Double)] {
        let entities = Entities(evidence)
        var samples: [(time: Double, value: Double)] = []
        for event in evidence.events where event.reason == reason {
            let subject = event.component.isEmpty ? event.instance : event.component
            if entities.component(of: subject) == component { samples.append((event.time, event.count)) }
        }
        return samples
    }
}

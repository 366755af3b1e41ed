/// What traces say: where time is made.
enum TraceEvidence {
    static func clues(_ spans: SpanTable, _ ground: Ground, _ windows: Windows) -> [Clue] {
        let entities = ground.entities
        let shifts = ground.spans.shifts(onset: windows.onset)
        let begin = windows.onset * 1e6
        let requests = (0..<spans.count).count { spans.parent[$0] < 0 && Double(spans.start[$0]) >= begin }
        let made = TimeMaking.find(components: spans.components.count, shifts, requests: requests)
        let whole = max(noticed(spans, onset: begin), made.map { max($0.work, $0.waiting) }.max() ?? 0)
        return made.enumerated().compactMap { index, made in
            guard let number = entities.number(spans.components[index]) else { return nil }
            let isGap = made.gapSurprise >= made.workSurprise
            guard let place = isGap ? made.call : made.operation else { return nil }
            // Two ways of looking; and what is too small for the incident is taken off, as of metrics.
            let share = (isGap ? made.waiting : made.work) / whole
            let nats =
                Fusion.beyond(max(made.gapSurprise, made.workSurprise), of: 2)
                + max(MetricEvidence.smallest, min(0, Math.log(max(share, 1e-9))))
            guard nats > 0 else { return nil }
            return Clue(
                component: number, source: .time, kind: .latency, speech: .symptom, nats: nats,
                claim: { claim(shifts[place], spans, windows) })
        }
    }

    /// Share of a request's usual time that somebody notices.
    private static let noticeable = 0.05

    /// µs by which a request has to slow down for somebody to notice.
    private static func noticed(_ spans: SpanTable, onset: Double) -> Double {
        let roots = (0..<spans.count).filter { spans.parent[$0] < 0 }
        let before = roots.filter { Double(spans.start[$0]) < onset }
        let usual = Robust.median((before.isEmpty ? roots : before).map { Double(spans.duration[$0]) }) ?? 0
        return max(1, noticeable * usual)
    }

    private static func claim(_ shift: TraceShift, _ spans: SpanTable, _ windows: Windows) -> Claim {
        let hasBefore = shift.counts.before >= TimeMaking.fewestBefore
        let growth = (hasBefore ? shift.growth : shift.after) / 1_000
        let change =
            hasBefore
            ? "\(Figures.short(growth)) ms longer than before (median of \(shift.counts.after) spans)"
            : "\(Figures.short(growth)) ms (median of \(shift.counts.after) spans; none before to compare with)"
        let least = Figures.atLeast(growth)
        switch shift.subject {
        case .work(let component, let operation):
            let names = (spans.components[component], spans.operations[operation])
            return Claim(
                statement: "\(names.0) works in \(names.1) \(change)",
                predicate: .work(
                    component: names.0, operation: names.1, before: windows.before, after: windows.after,
                    milliseconds: least), evidence: ["traces.csv#\(names.0)"])
        case .call(let caller, let callee, let operation):
            let names = (spans.components[caller], spans.components[callee], spans.operations[operation])
            return Claim(
                statement: "\(names.0) waits for \(names.1) in \(names.2), beyond its own work, \(change)",
                predicate: .call(
                    caller: names.0, callee: names.1, operation: names.2, before: windows.before,
                    after: windows.after, milliseconds: least), evidence: ["traces.csv#\(names.0)>\(names.1)"])
        }
    }
}

/// The time before the onset and the time after it.
struct Windows: Sendable {
    let before: Predicate.Window
    let after: Predicate.Window

    var onset: Double { after.from }

    init(_ evidence: CaseEvidence, onset: Double) {
        var first = onset
        if let time = evidence.metrics.times.first { first = min(first, time) }
        for time in evidence.logs.time { first = min(first, time) }
        for time in evidence.spans.start { first = min(first, Double(time) / 1e6) }
        for event in evidence.events { first = min(first, event.time) }
        before = .init(from: first, to: onset)
        // A second more, since a sample at the very end belongs to it.
        after = .init(from: onset, to: max(evidence.windowEnd, onset) + 1)
    }

    var lengths: (before: Double, after: Double) { (before.to - before.from, after.to - after.from) }
}

/// The time before the onset and the time after it.
struct Windows: Sendable {
    let before: Predicate.Window
    let after: Predicate.Window

    /// The end of the time after, from the detector's firing on: what began earlier and was over by then is
    /// another incident.
    let late: Predicate.Window

    /// Where the question comes before a minute has passed since the detector fired, the last minute: most of it has to
    /// show what is meant, for a minute is what a detector needs to see it, and what is younger may pass by itself.
    let asked: Predicate.Window?

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
        // Asked as it happens, the last minute has to do.
        late = .init(
            from: max(onset, min(evidence.incidentTime, evidence.windowEnd - Onset.patience)), to: after.to)
        let isAsked = evidence.windowEnd - evidence.incidentTime < Onset.patience
        asked = isAsked ? .init(from: evidence.windowEnd - Onset.patience, to: after.to) : nil
    }

    var lengths: (before: Double, after: Double) { (before.to - before.from, after.to - after.from) }

    /// How much of a change, of a rate or share, is still there in the late part: 0 to 1; 1 where that part is unknown.
    static func lasting(before: Double, after: Double, late: Double?) -> Double {
        guard let late, after != before else { return 1 }
        return max(0, min(1, (late - before) / (after - before)))
    }
}

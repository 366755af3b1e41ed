import AutoSRECore

/// More work than the instances can do: run more of them.
enum Capacity {
    /// The utilisation that the planned number of instances is to come down to.
    static let comfortable = 0.7

    /// Whether the load grew by so much that it must be part of the story.
    static func isSurge(_ load: MetricFinding) -> Bool {
        guard case .shift(_, let before, let after) = load.shape else { return false }
        return after >= 1.4 * before
    }

    static func argue(_ facts: Facts) -> Hypothesis? {
        let load = facts.shifts(.load)
        let saturated = facts.atLeast(.cpu, 0.85)
        let log = facts.log(.load)
        guard load.map(isSurge) ?? false || saturated != nil || log != nil, facts.hasSymptom else { return nil }
        var card = Scorecard(facts.dossier)
        if let load, isSurge(load) { card.add(facts.claim(load), .load, 0.5) }
        card.add(saturated, .resource, 0.4)
        if facts.isBelievable(.cpu), !facts.hasRoom { card.add(facts.claim(facts.shifts(.cpu)), .resource, 0.3) }
        card.add(facts.claim(log), .log, 0.4)
        card.add(facts.absence(log), .log, 0.4)
        for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.shifts(role)), .symptom, 0.15) }
        card.add(facts.nothingDeployed, .change, 0.25)
        contradict(&card, facts)
        guard !card.claims.isEmpty else { return nil }
        let service = facts.dossier.incident.service
        let replicas = replicas(facts)
        let cause = load.map(isSurge) ?? false ? "more load than" : "more work than"
        return Hypothesis(
            cause: "\(cause) the instances of \(service) can serve", category: "capacity", service: service,
            confidence: card.confidence, claims: card.claims, counterEvidence: card.counterEvidence,
            recommendation: .scaleUp, replicas: replicas,
            prevention:
                "Scale \(service) automatically on CPU and load with headroom for such a peak, shed load early, "
                + "and find out where the load came from.")
    }

    private static func contradict(_ card: inout Scorecard, _ facts: Facts) {
        if facts.hasRoom { card.counter(facts.atMost(.cpu, Facts.roomyShare), 0.4) }
        card.counter(facts.claim(facts.shifts(.ready)), 0.4)
        if facts.change != nil { card.counter(facts.claim(facts.change, facts.dossier.history), 0.6) }
        if facts.onset != nil, !(facts.shifts(.load).map(isSurge) ?? false),
            let load = facts.mean(.load, over: facts.late)
        {
            card.counter(facts.atMost(.load, Figures.roundedDown(load * 1.05) + 1), 0.5)
        }
        card.counter(facts.claim(facts.shifts(.memory)), 0.5)
        if let provider = facts.shifts(.dependency) { card.counter(facts.claim(provider), 0.6) }
    }

    /// A load that grew by more than this says nothing of how many instances are wanted.
    private static let greatestGrowth = 20.0

    /// How many instances bring the CPU down to `comfortable`; nil where what was read cannot tell, or where the CPU
    /// does not ask for more. A saturated CPU
    /// hides how much is wanted, so where the load is known the demand is what each request cost before, times the load
    /// now. Without a declared maximum never more than twice as many as now: no misread figure is worth more.
    static func replicas(_ facts: Facts) -> Int? {
        guard let state = facts.dossier.state?.state, let desired = state.replicasDesired, desired > 0 else {
            return nil
        }
        guard let now = facts.share(.cpu, over: facts.late) else { return nil }
        var demand = now * Double(desired)
        let isSaturated = now >= 0.95
        if let load = facts.shifts(.load), let onset = load.onset {
            let before = TimeWindow(from: facts.dossier.window.from, until: onset)
            if let cpu = facts.share(.cpu, over: before), let old = load.series.mean(over: before), old > 0,
                let new = load.series.mean(over: facts.late)
            {
                guard new / old <= greatestGrowth else { return nil }
                demand = max(demand, cpu * new / old * Double(desired))
            }
        } else if isSaturated {
            demand *= 1.5
        }
        let needed = Int(saturating: (demand / comfortable).rounded(.up))
        guard needed > desired else { return nil }
        let most = state.replicasMaximum ?? desired.multipliedSaturating(by: 2)
        return min(needed, max(most, desired))
    }
}

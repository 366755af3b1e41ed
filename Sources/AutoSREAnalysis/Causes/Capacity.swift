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

    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let load = analysis.shifts(.load)
        let saturated = analysis.atLeast(.cpu, 0.85)
        let log = analysis.log(.load)
        guard load.map(isSurge) ?? false || saturated != nil || log != nil, analysis.hasSymptom else { return nil }
        var card = Scorecard(analysis.index)
        if let load, isSurge(load) { card.add(analysis.claim(load), .load, 0.5) }
        card.add(saturated, .resource, 0.4)
        if analysis.isBelievable(.cpu), !analysis.hasRoom {
            card.add(analysis.claim(analysis.shifts(.cpu)), .resource, 0.3)
        }
        card.add(analysis.claim(log), .log, 0.4)
        card.add(analysis.absence(log), .log, 0.4)
        for role in [MetricRole.latency, .errors] { card.add(analysis.claim(analysis.shifts(role)), .symptom, 0.15) }
        card.add(analysis.nothingDeployed, .change, 0.25)
        contradict(&card, analysis)
        guard !card.claims.isEmpty else { return nil }
        let service = analysis.index.incident.service
        let replicas = replicas(analysis)
        let cause = load.map(isSurge) ?? false ? "more load than" : "more work than"
        return Hypothesis(
            cause: "\(cause) the instances of \(service) can serve", category: "capacity", service: service,
            confidence: card.confidence, claims: card.claims, counterEvidence: card.counterEvidence,
            recommendation: .scaleUp, replicas: replicas,
            prevention:
                "Scale \(service) automatically on CPU and load with headroom for such a peak, shed load early, "
                + "and find out where the load came from.")
    }

    private static func contradict(_ card: inout Scorecard, _ analysis: Analysis) {
        if analysis.hasRoom { card.counter(analysis.atMost(.cpu, Analysis.roomyShare), 0.4) }
        card.counter(analysis.claim(analysis.shifts(.ready)), 0.4)
        if analysis.change != nil { card.counter(analysis.claim(analysis.change, analysis.index.history), 0.6) }
        if analysis.onset != nil, !(analysis.shifts(.load).map(isSurge) ?? false),
            let load = analysis.mean(.load, over: analysis.late)
        {
            card.counter(analysis.atMost(.load, Figures.roundedDown(load * 1.05) + 1), 0.5)
        }
        card.counter(analysis.claim(analysis.shifts(.memory)), 0.5)
        if let provider = analysis.shifts(.dependency) { card.counter(analysis.claim(provider), 0.6) }
    }

    /// A load that grew by more than this says nothing of how many instances are wanted.
    private static let greatestGrowth = 20.0

    /// How many instances bring the CPU down to `comfortable`; nil where what was read cannot tell, or where the CPU
    /// does not ask for more. A saturated CPU hides how much is wanted, so where the load is known the demand is what
    /// each request cost before, times the load now. Without a declared maximum, or where the CPU stands above 100 %
    /// and nobody knows what its full mark is, never more than twice as many as now: no misread figure is worth more.
    static func replicas(_ analysis: Analysis) -> Int? {
        guard let state = analysis.index.state?.state, let desired = state.replicasDesired, desired > 0 else {
            return nil
        }
        guard let now = analysis.share(.cpu, over: analysis.late) else { return nil }
        var demand = now * Double(desired)
        let isSaturated = now >= 0.95
        if let load = analysis.shifts(.load), let onset = load.onset {
            let before = TimeWindow(from: analysis.index.window.from, until: onset)
            if let cpu = analysis.share(.cpu, over: before), let old = load.series.mean(over: before), old > 0,
                let new = load.series.mean(over: analysis.late)
            {
                guard new / old <= greatestGrowth else { return nil }
                demand = max(demand, cpu * new / old * Double(desired))
            }
        } else if isSaturated {
            demand *= 1.5
        }
        let needed = Int(saturating: (demand / comfortable).rounded(.up))
        guard needed > desired else { return nil }
        let twice = desired.multipliedSaturating(by: 2)
        let most = now > 1.01 ? min(state.replicasMaximum ?? twice, twice) : state.replicasMaximum ?? twice
        return min(needed, max(most, desired), max(ServiceState.mostReplicas, desired))
    }
}

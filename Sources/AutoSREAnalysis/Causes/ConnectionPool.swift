import AutoSRECore

/// The database connections are used up and do not come back: drop them and open new ones.
enum ConnectionPool {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let full = full(analysis)
        let inUse = analysis.shifts(.poolInUse)
        let waiting = analysis.shifts(.poolWaiting)
        let log = analysis.log(.pool)
        let isStarved = analysis.index.state?.state.pool?.isStarved ?? false
        guard isStarved || waiting != nil || log != nil, analysis.hasSymptom else { return nil }
        var card = Scorecard(analysis.index)
        card.add(full, .resource, 0.45)
        card.add(analysis.claim(inUse), .resource, 0.35)
        card.add(analysis.claim(waiting), .secondResource, 0.35)
        card.add(analysis.claim(log), .log, 0.4)
        card.add(analysis.absence(log), .log, 0.4)
        for role in [MetricRole.latency, .errors] { card.add(analysis.claim(analysis.shifts(role)), .symptom, 0.15) }
        card.add(analysis.nothingDeployed, .change, 0.25)
        contradict(&card, analysis)
        guard !card.claims.isEmpty else { return nil }
        let service = analysis.index.incident.service
        return Hypothesis(
            cause: "the database connections of \(service) are used up and not given back", category: "connection_pool",
            service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .restartDatabasePool,
            prevention:
                "Give pooled connections a maximum lifetime and leak detection, validate them before use so that"
                + " a broken network cannot strand them, and alert when the pool of \(service) is nearly full.")
    }

    private static func contradict(_ card: inout Scorecard, _ analysis: Analysis) {
        if let load = analysis.shifts(.load), Capacity.isSurge(load) { card.counter(analysis.claim(load), 0.5) }
        if analysis.change != nil { card.counter(analysis.claim(analysis.change, analysis.index.history), 0.6) }
        if let provider = analysis.shifts(.dependency) { card.counter(analysis.claim(provider), 0.5) }
        card.counter(analysis.claim(analysis.shifts(.memory)), 0.7)
    }

    private static func full(_ analysis: Analysis) -> Claim? {
        guard let (state, id) = analysis.index.state, let pool = state.pool, pool.isFull else { return nil }
        let waiting = pool.waiting == 0 ? "" : ", and \(pool.waiting.counted("request waits", "requests wait")) for one"
        let words =
            "\(pool.inUse) of \(pool.size.counted("pooled connection")) \(pool.inUse == 1 ? "is" : "are") in use\(waiting)"
        return Claim(words, .poolInUse(atLeast: pool.inUse), evidence: [id])
    }
}

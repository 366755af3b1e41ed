import AutoSRECore

/// The database connections are used up and do not come back: drop them and open new ones.
enum ConnectionPool {
    static func argue(_ facts: Facts) -> Hypothesis? {
        let full = full(facts)
        let inUse = facts.shifts(.poolInUse)
        let waiting = facts.shifts(.poolWaiting)
        let log = facts.log(.pool)
        guard full != nil || waiting != nil || log != nil, facts.hasSymptom else { return nil }
        var card = Scorecard(facts.dossier)
        card.add(full, .resource, 0.45)
        card.add(facts.claim(inUse), .resource, 0.35)
        card.add(facts.claim(waiting), .secondResource, 0.35)
        card.add(facts.claim(log), .log, 0.4)
        card.add(facts.absence(log), .log, 0.4)
        for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.shifts(role)), .symptom, 0.15) }
        card.add(facts.nothingDeployed, .change, 0.25)
        contradict(&card, facts)
        guard !card.claims.isEmpty else { return nil }
        let service = facts.dossier.incident.service
        return Hypothesis(
            cause: "the database connections of \(service) are used up and not given back", category: "connection_pool",
            service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .restartDatabasePool,
            prevention:
                "Give pooled connections a maximum lifetime and leak detection, validate them before use so that"
                + " a broken network cannot strand them, and alert when the pool of \(service) is nearly full.")
    }

    private static func contradict(_ card: inout Scorecard, _ facts: Facts) {
        if let load = facts.shifts(.load), Capacity.isSurge(load) { card.counter(facts.claim(load), 0.5) }
        if facts.change != nil { card.counter(facts.claim(facts.change, facts.dossier.history), 0.6) }
        if let provider = facts.shifts(.dependency) { card.counter(facts.claim(provider), 0.5) }
        card.counter(facts.claim(facts.shifts(.memory)), 0.7)
    }

    private static func full(_ facts: Facts) -> Claim? {
        guard let (state, id) = facts.dossier.state, let pool = state.pool, pool.size > 0 else { return nil }
        guard Double(pool.inUse) >= 0.95 * Double(pool.size) else { return nil }
        let waiting = pool.waiting == 0 ? "" : ", and \(pool.waiting) requests wait for one"
        let words =
            "\(pool.inUse) of \(pool.size.counted("pooled connection")) \(pool.inUse == 1 ? "is" : "are") in use\(waiting)"
        return Claim(words, .poolInUse(atLeast: pool.inUse), evidence: [id])
    }
}

import AutoSRECore

/// Memory climbs without a change to blame: a restart buys time.
enum ResourceLeak {
    static func argue(_ facts: Facts) -> Hypothesis? {
        let memory = facts.metric(.memory)
        let log = facts.log(.memory)
        let isAlleged = facts.dossier.incident.type == .memoryLeak
        guard memory != nil || log != nil, facts.hasSymptom || isAlleged else { return nil }
        var card = Scorecard(facts.dossier)
        if let memory { card.add(facts.claim(memory), .resource, memory.isDrift ? 0.55 : 0.35) }
        card.add(facts.claim(facts.metric(.collection)), .secondResource, 0.25)
        card.add(facts.claim(log), .log, 0.35)
        card.add(facts.absence(log), .log, 0.35)
        for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.metric(role)), .symptom, 0.15) }
        card.add(facts.nothingDeployed, .change, 0.35)
        if facts.change != nil { card.counter(facts.claim(facts.change, facts.dossier.history), 0.45) }
        if let load = facts.shifts(.load), Capacity.isSurge(load) { card.counter(facts.claim(load), 0.5) }
        guard !card.claims.isEmpty else { return nil }
        let service = facts.dossier.incident.service
        return Hypothesis(
            cause: "\(service) leaks memory slowly, whatever its version", category: "resource_leak",
            service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .restart, isMitigation: true,
            prevention:
                "The restart only buys time: compare heap dumps of a fresh and an old instance to find the leak,"
                + " alert on the slope of memory, and until it is fixed restart instances one by one on a schedule.")
    }
}

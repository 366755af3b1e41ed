import AutoSRECore

/// Somebody else's service is slow or down: nothing here heals it, so a person decides.
enum ExternalDependency {
    static func argue(_ facts: Facts) -> Hypothesis? {
        let provider = facts.shifts(.dependency)
        let log = facts.log(.dependency)
        guard provider != nil || log != nil, facts.hasSymptom else { return nil }
        var card = Scorecard(facts.dossier)
        card.add(facts.claim(provider), .resource, 0.6)
        let lines = facts.lastingLogs.filter { $0.template.topics.contains(.dependency) }
        for finding in lines.prefix(2) { card.add(facts.claim(finding), .log, 0.45) }
        card.add(facts.absence(log), .log, 0.45)
        for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.shifts(role)), .symptom, 0.1) }
        card.add(facts.nothingDeployed, .change, 0.2)
        card.add(facts.shifts(.cpu) == nil ? facts.atMost(.cpu, 0.8) : nil, .calm, 0.15)
        contradict(&card, facts)
        guard !card.claims.isEmpty else { return nil }
        let service = facts.dossier.incident.service
        return Hypothesis(
            cause: "something outside that \(service) depends on answers too slowly or not at all",
            category: "external_dependency", service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .escalate,
            prevention:
                "Give calls to the outside a short timeout, a circuit breaker and a fallback, so that \(service)"
                + " degrades instead of waiting, and agree with the provider on how such a failure is announced.")
    }

    private static func contradict(_ card: inout Scorecard, _ facts: Facts) {
        if facts.change != nil { card.counter(facts.claim(facts.change, facts.dossier.history), 0.7) }
        if let load = facts.shifts(.load), Capacity.isSurge(load) { card.counter(facts.claim(load), 0.6) }
        card.counter(facts.claim(facts.shifts(.poolWaiting)), 0.6)
        card.counter(facts.claim(facts.shifts(.memory)), 0.6)
    }
}

import AutoSRECore

/// Somebody else's service is slow or down: nothing here heals it, so a person decides.
enum ExternalDependency {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let provider = analysis.shifts(.dependency)
        let log = analysis.log(.dependency)
        guard provider != nil || log != nil, analysis.hasSymptom else { return nil }
        var card = Scorecard(analysis.index)
        card.add(analysis.claim(provider), .resource, 0.6)
        let lines = analysis.lastingLogs.filter { $0.template.topics.contains(.dependency) }
        for finding in lines.prefix(2) { card.add(analysis.claim(finding), .log, 0.45) }
        card.add(analysis.absence(log), .log, 0.45)
        for role in [MetricRole.latency, .errors] { card.add(analysis.claim(analysis.shifts(role)), .symptom, 0.1) }
        card.add(analysis.nothingDeployed, .change, 0.2)
        card.add(analysis.shifts(.cpu) == nil ? analysis.atMost(.cpu, 0.8) : nil, .calm, 0.15)
        contradict(&card, analysis)
        guard !card.claims.isEmpty else { return nil }
        let service = analysis.index.incident.service
        return Hypothesis(
            cause: "something outside that \(service) depends on answers too slowly or not at all",
            category: "external_dependency", service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .escalate,
            prevention:
                "Give calls to the outside a short timeout, a circuit breaker and a fallback, so that \(service)"
                + " degrades instead of waiting, and agree with the provider on how such a failure is announced.")
    }

    private static func contradict(_ card: inout Scorecard, _ analysis: Analysis) {
        if analysis.change != nil { card.counter(analysis.claim(analysis.change, analysis.index.history), 0.7) }
        if let load = analysis.shifts(.load), Capacity.isSurge(load) { card.counter(analysis.claim(load), 0.6) }
        card.counter(analysis.claim(analysis.shifts(.poolWaiting)), 0.6)
        card.counter(analysis.claim(analysis.shifts(.memory)), 0.6)
    }
}

import AutoSRECore

/// Memory climbs without a change to blame: a restart buys time.
enum ResourceLeak {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let memory = analysis.metric(.memory)
        let log = analysis.log(.memory)
        let isAlleged = analysis.index.incident.type == .memoryLeak
        guard memory != nil || log != nil, analysis.hasSymptom || isAlleged else { return nil }
        var card = Scorecard(analysis.index)
        if let memory { card.add(analysis.claim(memory), .resource, memory.isDrift ? 0.55 : 0.35) }
        card.add(analysis.claim(analysis.metric(.collection)), .secondResource, 0.25)
        card.add(analysis.claim(log), .log, 0.35)
        card.add(analysis.absence(log), .log, 0.35)
        for role in [MetricRole.latency, .errors] { card.add(analysis.claim(analysis.metric(role)), .symptom, 0.15) }
        card.add(analysis.nothingDeployed, .change, 0.35)
        if analysis.change != nil { card.counter(analysis.claim(analysis.change, analysis.index.history), 0.45) }
        if let load = analysis.shifts(.load), Capacity.isSurge(load) { card.counter(analysis.claim(load), 0.5) }
        guard !card.claims.isEmpty else { return nil }
        let service = analysis.index.incident.service
        return Hypothesis(
            cause: "\(service) leaks memory slowly, whatever its version", category: "resource_leak",
            service: service, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .restart, isMitigation: true,
            prevention:
                "The restart only buys time: compare heap dumps of a fresh and an old instance to find the leak,"
                + " alert on the slope of memory, and until it is fixed restart instances one by one on a schedule.")
    }
}

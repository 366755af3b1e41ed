import AutoSRECore

/// Another service was released shortly before the onset, and nothing else changed. Seldom enough to act on.
enum NeighbourRelease {
    static func argue(_ facts: Facts) -> [Hypothesis] {
        guard facts.change == nil, let onset = facts.onset, facts.hasSymptom else { return [] }
        var found: [Hypothesis] = []
        for history in facts.dossier.otherHistories {
            let earliest = onset.advanced(bySeconds: -Facts.reach)
            guard let change = history.deployments.first(where: { earliest <= $0.at && $0.at <= onset }) else {
                continue
            }
            var card = Scorecard(facts.dossier)
            card.add(facts.claim(change, history), .change, 0.3)
            for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.shifts(role)), .symptom, 0.1) }
            found.append(
                Hypothesis(
                    cause:
                        "release \(change.version) of \(history.service) may trouble \(facts.dossier.incident.service)",
                    category: "bad_release", service: history.service, version: change.version,
                    confidence: card.confidence, claims: card.claims, recommendation: .rollback,
                    prevention: "Test \(history.service) against its callers before it is released."))
        }
        return found
    }
}

/// There is trouble, and no known kind of cause explains it.
enum UnknownCause {
    static func argue(_ facts: Facts) -> Hypothesis? {
        guard facts.hasSymptom else { return nil }
        var card = Scorecard(facts.dossier)
        for finding in facts.metrics.prefix(4) { card.add(facts.claim(finding), .symptom, 0.2) }
        for finding in facts.tellingLogs { card.add(facts.claim(finding), .log, 0.2) }
        card.add(facts.failingInstances(nil), .instances, 0.2)
        guard !card.claims.isEmpty else { return nil }
        let service = facts.dossier.incident.service
        return Hypothesis(
            cause: "\(service) is in trouble, and the evidence does not say why", category: "unknown",
            service: service, confidence: card.confidence, claims: card.claims, recommendation: .escalate,
            prevention: "Record metrics and logs that tell causes apart: memory, CPU, load, connections, providers.")
    }
}

import AutoSRECore

/// Another service was released shortly before the onset, and nothing else changed. Seldom enough to act on.
enum NeighbourRelease {
    static func argue(_ analysis: Analysis) -> [Hypothesis] {
        guard analysis.change == nil, let onset = analysis.onset, analysis.hasSymptom else { return [] }
        var found: [Hypothesis] = []
        for history in analysis.index.otherHistories {
            let earliest = onset.advanced(bySeconds: -Analysis.reach)
            let change = history.deployments.changesOfVersion.first { earliest <= $0.at && $0.at <= onset }
            guard let change else { continue }
            var card = Scorecard(analysis.index)
            card.add(analysis.claim(change, history), .change, 0.3)
            for role in [MetricRole.latency, .errors] { card.add(analysis.claim(analysis.shifts(role)), .symptom, 0.1) }
            found.append(
                Hypothesis(
                    cause:
                        "release \(change.version) of \(history.service) may trouble \(analysis.index.incident.service)",
                    category: "bad_release", service: history.service, version: change.version,
                    confidence: card.confidence, claims: card.claims, recommendation: .rollback,
                    prevention: "Test \(history.service) against its callers before it is released."))
        }
        return found
    }
}

/// There is trouble, and no known kind of cause explains it.
enum UnknownCause {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        guard analysis.hasSymptom else { return nil }
        var card = Scorecard(analysis.index)
        for finding in analysis.metrics.prefix(4) { card.add(analysis.claim(finding), .symptom, 0.2) }
        for finding in analysis.tellingLogs { card.add(analysis.claim(finding), .log, 0.2) }
        card.add(analysis.failingInstances(nil), .instances, 0.2)
        guard !card.claims.isEmpty else { return nil }
        let service = analysis.index.incident.service
        return Hypothesis(
            cause: "\(service) is in trouble, and the evidence does not say why", category: "unknown",
            service: service, confidence: card.confidence, claims: card.claims, recommendation: .escalate,
            prevention: "Record metrics and logs that tell causes apart: memory, CPU, load, connections, providers.")
    }
}

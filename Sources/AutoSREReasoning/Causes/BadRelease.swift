import AutoSRECore

/// A release shortly before the onset is at fault: put the version before it back.
enum BadRelease {
    static func argue(_ facts: Facts) -> Hypothesis? {
        guard let change = facts.change, facts.hasSymptom else { return nil }
        let version = change.version
        var card = Scorecard(facts.dossier)
        card.add(facts.claim(change, facts.dossier.history), .change, weight(of: change, facts))
        let named = facts.lastingLogs.filter { $0.template.names(version) }
        for finding in named.prefix(2) { card.add(facts.claim(finding), .namedVersion, 0.5) }
        card.add(facts.absence(named.first), .namedVersion, 0.5)
        card.add(facts.failingInstances(version), .instances, isOnlyItsOwn(version, facts) ? 0.5 : 0.4)
        for finding in onlyFrom(version, facts).prefix(2) { card.add(facts.claim(finding), .log, 0.45) }
        for finding in facts.tellingLogs { card.add(facts.claim(finding), .log, 0.25) }
        for role in [MetricRole.memory, .restarts, .ready] { card.add(facts.claim(facts.shifts(role)), .resource, 0.3) }
        for role in [MetricRole.latency, .errors] { card.add(facts.claim(facts.shifts(role)), .symptom, 0.2) }
        contradict(&card, facts)
        return Hypothesis(
            cause: cause(of: facts, version), category: "bad_release", service: facts.dossier.incident.service,
            version: version, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .rollback,
            prevention: prevention(facts, version))
    }

    private static func weight(of change: Deployment, _ facts: Facts) -> Double {
        guard let onset = facts.onset else { return 0.25 }
        return onset.seconds(since: change.at) <= 900 ? 0.5 : 0.4
    }

    /// Whether another version runs beside it without a failing instance.
    private static func isOnlyItsOwn(_ version: String, _ facts: Facts) -> Bool {
        let all = facts.dossier.state?.state.instances ?? []
        return all.contains { $0.version != version } && facts.failing.allSatisfy { $0.version == version }
    }

    /// The findings whose lines come from that version's instances alone, while others run beside them.
    private static func onlyFrom(_ version: String, _ facts: Facts) -> [LogFinding] {
        let all = facts.dossier.state?.state.instances ?? []
        let own = Set(all.filter { $0.version == version }.map(\.id))
        guard !own.isEmpty, own.count < all.count else { return [] }
        return facts.lastingLogs.filter { !$0.instances.isEmpty && $0.instances.isSubset(of: own) }
    }

    /// What speaks against any release being the cause.
    static func contradict(_ card: inout Scorecard, _ facts: Facts) {
        if let load = facts.shifts(.load), Capacity.isSurge(load) {
            card.counter(facts.claim(load), facts.shifts(.cpu) == nil ? 0.8 : 0.4)
        }
        if let provider = facts.shifts(.dependency) { card.counter(facts.claim(provider), 0.5) }
        if let memory = facts.metrics.first(where: { $0.role == .memory && $0.isDrift }) {
            card.counter(facts.claim(memory), 0.7)
        }
    }

    private static func cause(of facts: Facts, _ version: String) -> String {
        let service = facts.dossier.incident.service
        let manner: String
        if facts.shifts(.memory) != nil || facts.log(.memory) != nil {
            manner = "uses ever more memory"
        } else if facts.log(.crash) != nil || facts.shifts(.restarts) != nil {
            manner = "exits again and again"
        } else if facts.log(.readiness) != nil || facts.shifts(.ready) != nil || !facts.failing.isEmpty {
            manner = "does not become ready"
        } else {
            manner = "misbehaves"
        }
        return "release \(version) of \(service) \(manner)"
    }

    private static func prevention(_ facts: Facts, _ version: String) -> String {
        if facts.shifts(.memory) != nil || facts.log(.memory) != nil {
            return "Find the leak in \(version) with a heap dump, and soak-test releases: a canary whose memory must "
                + "level off before the rollout goes on."
        }
        if facts.log(.readiness) != nil && facts.log(.crash) == nil {
            return "Let a rollout stop and go back by itself when new instances do not become ready, and check "
                + "migrations and dependencies of \(version) before the first instance is replaced."
        }
        if facts.log(.crash) != nil || facts.shifts(.restarts) != nil {
            return "Validate the configuration of a release before it is rolled out, and let a rollout stop by itself "
                + "when the first instance of \(version) exits."
        }
        return "Roll out to a canary first and compare its errors and latency with the version before \(version)."
    }
}

import AutoSRECore

/// A release shortly before the onset is at fault: put the version before it back.
enum BadRelease {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        guard let change = analysis.change, analysis.hasSymptom else { return nil }
        let version = change.version
        var card = Scorecard(analysis.index)
        card.add(analysis.claim(change, analysis.index.history), .change, weight(of: change, analysis))
        argueByLog(&card, analysis, change)
        card.add(analysis.failingInstances(version), .instances, weight(ofFailing: version, analysis))
        for role in [MetricRole.memory, .restarts, .ready] {
            card.add(analysis.claim(analysis.shifts(role, since: change)), .resource, 0.3)
        }
        for role in [MetricRole.latency, .errors] {
            card.add(analysis.claim(analysis.shifts(role, since: change)), .symptom, 0.2)
        }
        hedge(&card, analysis, change)
        contradict(&card, analysis)
        return Hypothesis(
            cause: cause(of: analysis, version), category: "bad_release", service: analysis.index.incident.service,
            version: version, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .rollback,
            prevention: prevention(analysis, version))
    }

    private static func weight(of change: Change, _ analysis: Analysis) -> Double {
        guard let onset = analysis.onset else { return 0.25 }
        return onset.seconds(since: change.at) <= 900 ? 0.5 : 0.4
    }

    /// Lines that began or grew with the release speak for it, those that accuse it by name, and those that its own
    /// instances alone write.
    private static func argueByLog(_ card: inout Scorecard, _ analysis: Analysis, _ change: Change) {
        let version = change.version
        let logs = analysis.logs(since: change)
        let named = logs.filter { analysis.accuses($0, version) }
        for finding in named.prefix(2) { card.add(analysis.claim(finding), .namedVersion, 0.5) }
        card.add(analysis.absence(named.first), .namedVersion, 0.5)
        for finding in onlyFrom(version, logs, analysis).prefix(2) { card.add(analysis.claim(finding), .log, 0.45) }
        for finding in Analysis.telling(logs.filter(\.isProven)) { card.add(analysis.claim(finding), .log, 0.25) }
    }

    /// Lines that may be as old as the log only go along with what else speaks for the release; alone they speak
    /// against being sure of it, as those do that were there before it or that others write.
    private static func hedge(_ card: inout Scorecard, _ analysis: Analysis, _ change: Change) {
        let unclear = Analysis.telling(analysis.logs(since: change).filter { $0.trend == .unclear })
        if card.restsOnMore(than: .change) {
            for finding in unclear { card.add(analysis.claim(finding), .log, 0.1) }
        } else {
            card.counter(analysis.claim(unclear.first), 0.8)
            card.counter(analysis.steady(change), 0.5)
            card.counter(analysis.linesOfOthers(than: change), 0.5)
        }
    }

    /// More where it is every one of them, or while those of another version beside it are well.
    private static func weight(ofFailing version: String, _ analysis: Analysis) -> Double {
        let all = analysis.index.state?.state.instances ?? []
        let own = all.filter { $0.version == version }
        let isEvery = !own.isEmpty && analysis.failing.count { $0.version == version } == own.count
        let isOnlyItsOwn =
            own.count < all.count && analysis.failing.allSatisfy { $0.version == version }
        return isEvery || isOnlyItsOwn ? 0.5 : 0.4
    }

    /// The findings whose lines come from that version's instances alone, while others run beside them.
    private static func onlyFrom(_ version: String, _ logs: [LogFinding], _ analysis: Analysis) -> [LogFinding] {
        let all = analysis.index.state?.state.instances ?? []
        let own = Set(all.filter { $0.version == version }.map(\.id))
        guard !own.isEmpty, own.count < all.count else { return [] }
        return logs.filter { !$0.instances.isEmpty && $0.instances.isSubset(of: own) }
    }

    /// What speaks against any release being the cause.
    static func contradict(_ card: inout Scorecard, _ analysis: Analysis) {
        if let load = analysis.shifts(.load), Capacity.isSurge(load) {
            card.counter(analysis.claim(load), analysis.shifts(.cpu) == nil ? 0.8 : 0.4)
        }
        if let provider = analysis.shifts(.dependency) { card.counter(analysis.claim(provider), 0.5) }
        if let memory = analysis.metrics.first(where: { $0.role == .memory && $0.isDrift }) {
            card.counter(analysis.claim(memory), 0.7)
        }
    }

    private static func cause(of analysis: Analysis, _ version: String) -> String {
        let service = analysis.index.incident.service
        let manner: String
        if analysis.shifts(.memory) != nil || analysis.log(.memory) != nil {
            manner = "uses ever more memory"
        } else if analysis.log(.crash) != nil || analysis.shifts(.restarts) != nil || exits(version, analysis) {
            manner = "exits again and again"
        } else if analysis.log(.readiness) != nil || analysis.shifts(.ready) != nil || !analysis.failing.isEmpty {
            manner = "does not become ready"
        } else {
            manner = "misbehaves"
        }
        return "release \(version) of \(service) \(manner)"
    }

    /// Whether its instances do not stand still, by their own status.
    private static func exits(_ version: String, _ analysis: Analysis) -> Bool {
        let words = ["crash", "exit", "restart", "oom", "killed", "terminated", "backoff"]
        return analysis.failing.contains { instance in
            instance.version == version && words.contains { instance.status.lowercased().contains($0) }
        }
    }

    private static func prevention(_ analysis: Analysis, _ version: String) -> String {
        if analysis.shifts(.memory) != nil || analysis.log(.memory) != nil {
            return "Find the leak in \(version) with a heap dump, and soak-test releases: a canary whose memory must "
                + "level off before the rollout goes on."
        }
        if analysis.log(.readiness) != nil && analysis.log(.crash) == nil {
            return "Let a rollout stop and go back by itself when new instances do not become ready, and check "
                + "migrations and dependencies of \(version) before the first instance is replaced."
        }
        if analysis.log(.crash) != nil || analysis.shifts(.restarts) != nil {
            return "Validate the configuration of a release before it is rolled out, and let a rollout stop by itself "
                + "when the first instance of \(version) exits."
        }
        return "Roll out to a canary first and compare its errors and latency with the version before \(version)."
    }
}

import AutoSRECore

/// Where a service has no instances to look at, as a function behind an alias: a version that takes requests came
/// shortly before the alert, and the health signal is bad. That needs neither logs nor metrics.
enum FreshRelease {
    /// How long a version that takes only a share may have been there: it is being rolled out now.
    private static let shareReach = 24.0 * 3600

    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let index = analysis.index
        guard let (reading, id) = index.health, reading.status == .bad, let serving = index.serving,
            let history = index.history
        else { return nil }
        let alert = index.incident.alertedAt
        let suspects = history.deployments.changesOfVersion.filter { deployment in
            guard serving.contains(deployment.version) else { return false }
            let age = alert.seconds(since: deployment.at)
            return -Analysis.slack <= age && age <= (isShare(deployment) ? shareReach : Analysis.reach)
        }
        guard let suspect = suspects.first(where: isShare) ?? suspects.first else { return nil }
        var card = Scorecard(index)
        card.add(claim(suspect, history, alert), .change, weight(suspect, alert))
        card.add(
            Claim("the health signal says so too: \(reading.detail)", .health(.bad), evidence: [id]), .symptom, 0.3
        )
        var isSeen = false
        for (series, id) in index.alarms {
            if card.add(claim(series, id), .symptom, 0.3) { isSeen = true }
        }
        for finding in begun(suspect, analysis) {
            if card.add(analysis.claim(finding), .log, 0.25) { isSeen = true }
        }
        for role in [MetricRole.latency, .errors] {
            if card.add(analysis.claim(analysis.shifts(role, since: suspect)), .symptom, 0.3) { isSeen = true }
        }
        // Trouble that was there before is none of its own.
        if !isSeen { card.counter(analysis.steady(suspect), 0.4) }
        BadRelease.contradict(&card, analysis)
        let service = index.incident.service
        return Hypothesis(
            cause: "release \(suspect.version) of \(service) misbehaves", category: "bad_release", service: service,
            version: suspect.version, confidence: card.confidence, claims: card.claims,
            counterEvidence: card.counterEvidence, recommendation: .rollback,
            prevention: "Shift traffic to a new version of \(service) step by step, with an alarm that stops the shift "
                + "and puts the version before \(suspect.version) back by itself.")
    }

    /// The lines that began or grew with it, or accuse it by its name.
    private static func begun(_ suspect: Change, _ analysis: Analysis) -> [LogFinding] {
        let logs = analysis.logs(since: suspect).filter { finding in
            finding.isProven || (finding.trend == .unclear && analysis.accuses(finding, suspect.version))
        }
        return Analysis.telling(logs)
    }

    private static func isShare(_ deployment: Change) -> Bool {
        deployment.status.share != nil
    }

    private static func weight(_ suspect: Change, _ alert: Instant) -> Double {
        isShare(suspect) || alert.seconds(since: suspect.at) > 900 ? 0.4 : 0.5
    }

    /// That an alarm was read in ALARM.
    private static func claim(_ series: MetricSeries, _ id: EvidenceID) -> Claim? {
        guard let since = series.times.first, let last = series.times.last, series.values.last == 1 else { return nil }
        let window = TimeWindow(from: last, until: Instant(milliseconds: last.milliseconds + 1))
        let predicate = Predicate.metricAtLeast(name: series.name, window: window, value: 1)
        return Claim(
            "\(series.name) is in ALARM since \(since.wholeSeconds), as it was read", predicate, evidence: [id])
    }

    private static func claim(_ suspect: Change, _ history: EvidenceIndex.History, _ alert: Instant) -> Claim {
        let window = TimeWindow(from: suspect.at, until: Instant(milliseconds: suspect.at.milliseconds + 1))
        let seconds = alert.seconds(since: suspect.at)
        let distance = seconds >= 1 ? "\(Figure.span(seconds)) before the alert" : "when the alert came"
        let share = isShare(suspect) ? ", and \(suspect.status) of the requests" : ""
        return Claim(
            "version \(suspect.version) was released at \(suspect.at.wholeSeconds), \(distance)\(share)",
            .deployed(version: suspect.version, window: window), evidence: [history.id])
    }
}

extension Incident {
    /// When the alert began by its own word (the names are CloudWatch's and Alertmanager's), else when it was noticed.
    var alertedAt: Instant {
        for name in ["StateTransitionedTimestamp", "StateUpdatedTimestamp", "startsAt"] {
            guard let value = payload[name] else { continue }
            let found = value.string.flatMap { Instant($0) } ?? value.number.flatMap { Instant(epoch: $0) }
            if let found { return min(found, detectedAt) }
        }
        return detectedAt
    }
}

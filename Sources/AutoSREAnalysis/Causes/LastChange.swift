import AutoSRECore

/// Where there is nothing to read but the deployment history, not even what runs: the last change before the alert. It
/// names what to rehearse; nothing real is done on the strength of a history alone (the policy's rule).
enum LastChange {
    static func argue(_ analysis: Analysis) -> Hypothesis? {
        let index = analysis.index
        guard index.isBare, index.serving == nil, !analysis.stateSpeaks, let history = index.history else { return nil }
        guard index.health?.reading.status != .good else { return nil }
        let alert = index.incident.alertedAt
        // What failed or was taken back does not run.
        let suspect = history.deployments.changesOfVersion.first { deployment in
            let age = alert.seconds(since: deployment.at)
            return -Analysis.slack <= age && age <= Analysis.reach && deployment.nameFlaw == nil
                && !deployment.status.isBad
        }
        guard let suspect else { return nil }
        var card = Scorecard(index)
        card.add(claim(suspect, history, alert), .change, 0.5)
        card.add(badHealth(index), .symptom, 0.3)
        let service = index.incident.service
        return Hypothesis(
            cause: "release \(suspect.version) of \(service), the last change before the alert",
            category: "bad_release", service: service, version: suspect.version, confidence: card.confidence,
            claims: card.claims, recommendation: .rollback,
            prevention: "Let the agent read logs or metrics of \(service): that \(suspect.version) came shortly before "
                + "the alert is all that is known.")
    }

    private static func claim(_ suspect: Change, _ history: EvidenceIndex.History, _ alert: Instant) -> Claim {
        let window = TimeWindow(from: suspect.at, until: Instant(milliseconds: suspect.at.milliseconds + 1))
        let seconds = alert.seconds(since: suspect.at)
        let distance = seconds >= 1 ? "\(Figure.span(seconds)) before the alert" : "when the alert came"
        return Claim(
            "\(suspect.version) was deployed at \(suspect.at.wholeSeconds), \(distance)",
            .deployed(version: suspect.version, window: window), evidence: [history.id])
    }

    private static func badHealth(_ index: EvidenceIndex) -> Claim? {
        guard let (reading, id) = index.health, reading.status == .bad else { return nil }
        return Claim("the health signal says so too: \(reading.detail)", .health(.bad), evidence: [id])
    }
}

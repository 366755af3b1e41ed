/// Which change came before the onset on a component, and how little that is a coincidence.
enum ChangeEvidence {
    struct Link: Sendable {
        let change: Change
        /// Seconds by which a change may seem to follow the onset.
        let slack: Double
        /// Nats: the negative logarithm of the chance that some change of the case falls so shortly before the onset.
        let nats: Double
    }

    /// More is not believed of nearness in time alone: one coincidence in fifty.
    static let most = 4.0
    /// Changes are rare events over hours: a window shorter than this says nothing about their rate.
    static let shortest = 3_600.0

    /// The latest change of each component before `windows.onset`; a sample's distance later is still before, since a
    /// series shows a change only at its next sample.
    static func links(_ evidence: CaseEvidence, _ entities: Entities, _ windows: Windows) -> [Int: Link] {
        let slack = max(evidence.metrics.step, 5)
        // A history goes back beyond what else was collected: its changes are as rare as its own length says.
        let first = evidence.changes.map(\.time).min() ?? windows.before.from
        let length = max(shortest, windows.after.to - min(first, windows.before.from))
        var links: [Int: Link] = [:]
        for change in evidence.changes.sorted(by: { ($0.time, $0.id) < ($1.time, $1.id) }) {
            guard let number = entities.number(change.component), change.time <= windows.onset + slack else { continue }
            let delay = max(slack, windows.onset - change.time)
            let chance = min(1, Double(evidence.changes.count) * delay / length)
            links[number] = Link(change: change, slack: slack, nats: min(most, -Math.log(chance)))
        }
        return links
    }

    /// Share of outages that a change in the live system caused (Google's Site Reliability Engineering, 2016, chapter
    /// 1).
    static let causedByChange = 0.7

    /// Nats by which a changed component is likelier at fault than an unchanged one, before any evidence.
    static func prior(changed: Int, of components: Int) -> Double {
        guard changed > 0, changed < components else { return 0 }
        let odds = causedByChange / Double(changed) / ((1 - causedByChange) / Double(components - changed))
        return max(0, Math.log(odds))
    }

    static func claim(_ link: Link, _ windows: Windows) -> Claim {
        let seconds = max(0, windows.onset - link.change.time)
        let change = link.change
        return Claim(
            statement: "\(change.kind) \(change.id) of \(change.component) (\(change.from) to \(change.to)) came "
                + "\(Figures.short(seconds)) s before the onset",
            predicate: .change(
                id: change.id, component: change.component, onset: windows.onset, seconds: seconds.rounded(.up),
                late: link.slack),
            evidence: ["deployments.json#\(change.id)"])
    }

    /// Whether a change replaces code, rather than settings: parameters, policies, flags, limits.
    static func kind(_ change: Change) -> CauseKind {
        let code: Set<String> = [
            "deployment", "deploy", "deployed", "rollout", "roll", "release", "image", "version", "code", "build",
            "upgrade", "update", "rollback", "canary",
        ]
        return SeriesKind.words(change.kind).contains(where: code.contains) ? .deployment : .configuration
    }
}

import AutoSRECore

/// What must hold of every incident, whatever went wrong on the way.
public enum Invariants {
    /// The violations, in words; empty for a good run.
    public static func violations(of incident: SimulatedIncident) -> [String] {
        guard let run = incident.run else { return ["the journal does not replay"] }
        if let left = incident.cloud.leftByLater(of: incident.id) {
            return leftAlone(incident, left) + effects(incident, run) + gate(incident.journal)
                + incident.cloud.violations
        }
        var found: [String] = []
        if run.phase != .closed { found.append("never closed, stopped at \(run.phase.rawValue)") }
        found += effects(incident, run)
        found += gate(incident.journal)
        found += honesty(incident, run)
        found += openEnds(incident.journal)
        found += undo(incident, run)
        found += bounds(incident, run)
        found += notifications(incident, run)
        found += grounds(incident)
        return found + incident.cloud.violations
    }

    /// Behind what a later program wrote nothing is noted, and nothing is done.
    private static func leftAlone(_ incident: SimulatedIncident, _ left: SimulatedCloud.LeftByLater) -> [String] {
        var found: [String] = []
        if incident.journal.count != left.entries { found.append("went on with what a later program wrote") }
        if incident.cloud.effects != left.effects { found.append("acted on what a later program wrote") }
        return found
    }

    /// Nothing is done twice, without an intent, or without being looked at first.
    private static func effects(_ incident: SimulatedIncident, _ run: Run) -> [String] {
        var found: [String] = []
        let intents = Set(run.rounds.flatMap(\.intents).map(\.key))
        for (key, count) in incident.cloud.effects.sorted(by: { $0.key < $1.key }) {
            if count > 1 { found.append("\(key) reached the world \(count) times") }
            if !intents.contains(key) { found.append("\(key) reached the world without an intent") }
        }
        for round in run.attempts where !round.intents.isEmpty && round.prechecks.isEmpty {
            found.append("acted without a look")
        }
        return found
    }

    /// Every intent follows a clearance for the plan in force; every receipt an intent.
    static func gate(_ journal: [JournalEntry]) -> [String] {
        var cleared: Digest?
        for entry in journal {
            switch entry.event {
            case .planned: cleared = nil
            case .judged(.allow(let clearance)), .approved(let clearance): cleared = clearance.plan
            case .intended(let intent): if cleared != intent.plan { return ["an intent without clearance"] }
            default: break
            }
        }
        return []
    }

    /// What was asked for without a clear answer is watched to its end: shown, or known to nobody, never "not done".
    static func openEnds(_ journal: [JournalEntry]) -> [String] {
        var open: Set<String> = []
        var sending: String?
        for entry in journal {
            switch entry.event {
            case .sending(let pending): sending = pending.intent
            case .interrupted, .resumed: if let sending { open.insert(sending) }
            case .pending, .acted, .transientFailure, .refused: sending = nil
            default: break
            }
            if case .pending(let pending) = entry.event { open.insert(pending.intent) }
            if case .acted(let receipt) = entry.event { open.remove(receipt.intent) }
        }
        return open.sorted().map { "\($0) may have happened, and is told as not done" }
    }

    /// The outcome is what really happened.
    private static func honesty(_ incident: SimulatedIncident, _ run: Run) -> [String] {
        guard let outcome = run.conclusion?.outcome else { return [] }
        var found: [String] = []
        let hasActed = !incident.cloud.effects.isEmpty
        if outcome == .escalated && hasActed { found.append("escalated after an action") }
        if outcome == .selfRecovered && hasActed { found.append("self_recovered after an action") }
        if outcome.isSuccess && !incident.cloud.isHealthy { found.append("\(outcome.rawValue), but it is not healthy") }
        if outcome == .recovered && run.recoverySeconds == nil { found.append("recovered without a recovery time") }
        if outcome != .recovered && run.recoverySeconds != nil { found.append("a recovery time without recovery") }
        if outcome == .recovered {
            let streak = run.round.readings.isEmpty ? run.round.prechecks : run.round.readings
            if streak.suffix(3).contains(where: { $0.status != .good }) { found.append("recovered too soon") }
        }
        if outcome == .notRecovered, !run.rounds.contains(where: { $0.hasAnswer }) {
            found.append("not_recovered, but nothing was seen")
        }
        return found
    }

    /// What did not help is taken back, once; what helped stays.
    private static func undo(_ incident: SimulatedIncident, _ run: Run) -> [String] {
        var found: [String] = []
        let undos = run.rounds.filter { $0.plan?.isUndo == true }
        let attempts = run.attempts.filter { !$0.intents.isEmpty }
        if undos.count > attempts.count { found.append("more undos than attempts") }
        let isOurs = attempts.flatMap(\.receipts).allSatisfy { $0.effect != .found || $0.inverse != nil }
        let isUndone = undos.allSatisfy { $0.refusal == nil } && isOurs
        if run.conclusion?.outcome == .notRecovered, isUndone, !incident.cloud.isReverted {
            found.append("not recovered, and what was done is still there")
        }
        let tried = attempts.compactMap { $0.plan?.hypothesis }
        if Set(tried).count != tried.count { found.append("a hypothesis was tried twice") }
        return found
    }

    private static func bounds(_ incident: SimulatedIncident, _ run: Run) -> [String] {
        var found: [String] = []
        let limits = incident.limits
        if run.attempts.count > limits.rounds { found.append("too many rounds") }
        if run.seq > limits.entries { found.append("too many entries") }
        let spent = run.attempts.reduce(0.0) { sum, round in
            guard let start = round.actedAt, let end = round.verifiedAt else { return sum }
            return sum + end.seconds(since: start)
        }
        // After each take-over there is time again to see the service stand, and what was down in between counts too.
        let again = min(limits.verificationSeconds, limits.stableSeconds * 2 + 1) + Lease.seconds + limits.freshSeconds
        if spent > limits.verificationSeconds + 1.5 + Double(run.resumptions) * again + incident.cloud.lostSeconds {
            found.append("verified for \(spent) s")
        }
        for round in run.rounds where round.receipts.count > round.plan?.actions.count ?? 0 {
            found.append("more receipts than actions")
        }
        return found
    }

    /// Everybody is told at least once, and a second time only with a mark.
    private static func notifications(_ incident: SimulatedIncident, _ run: Run) -> [String] {
        guard run.phase == .closed else { return [] }
        if run.notifications.isEmpty { return ["nobody was told"] }
        let delivered = incident.cloud.deliveries.values.reduce(0, +)
        if delivered == 0 { return ["nothing was delivered"] }
        if delivered > 1, !run.notifications.contains(where: \.isRepeat) { return ["told twice without a mark"] }
        return []
    }
}

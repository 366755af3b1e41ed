import AutoSRECore

/// What must hold of every incident, whatever went wrong on the way.
public enum Invariants {
    /// The violations, in words; empty for a good run.
    public static func violations(of incident: SimulatedIncident) -> [String] {
        guard let file = incident.file else { return ["the journal does not replay"] }
        var found: [String] = []
        if file.phase != .closed { found.append("never closed, stopped at \(file.phase.rawValue)") }
        found += effects(incident, file)
        found += gate(incident.journal)
        found += honesty(incident, file)
        found += openEnds(incident.journal)
        found += undo(incident, file)
        found += bounds(incident, file)
        found += tellings(incident, file)
        found += grounds(incident)
        return found + incident.cloud.violations
    }

    /// Nothing is done twice, without an intent, or without being looked at first.
    private static func effects(_ incident: SimulatedIncident, _ file: Case) -> [String] {
        var found: [String] = []
        let intents = Set(file.rounds.flatMap(\.intents).map(\.key))
        for (key, count) in incident.cloud.effects.sorted(by: { $0.key < $1.key }) {
            if count > 1 { found.append("\(key) reached the world \(count) times") }
            if !intents.contains(key) { found.append("\(key) reached the world without an intent") }
        }
        for round in file.attempts where !round.intents.isEmpty && round.looks.isEmpty {
            found.append("acted without a look")
        }
        return found
    }

    /// Every intent follows a clearance for the plan in force; every receipt an intent.
    private static func gate(_ journal: [JournalEntry]) -> [String] {
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
    private static func openEnds(_ journal: [JournalEntry]) -> [String] {
        var open: Set<String> = []
        var sending: String?
        for entry in journal {
            switch entry.event {
            case .sending(let pending): sending = pending.intent
            case .interrupted, .resumed: if let sending { open.insert(sending) }
            case .pending, .acted, .stumbled, .refused: sending = nil
            default: break
            }
            if case .pending(let pending) = entry.event { open.insert(pending.intent) }
            if case .acted(let receipt) = entry.event { open.remove(receipt.intent) }
        }
        return open.sorted().map { "\($0) may have happened, and is told as not done" }
    }

    /// The outcome is what really happened.
    private static func honesty(_ incident: SimulatedIncident, _ file: Case) -> [String] {
        guard let outcome = file.conclusion?.outcome else { return [] }
        var found: [String] = []
        let hasActed = !incident.cloud.effects.isEmpty
        if outcome == .escalated && hasActed { found.append("escalated after an action") }
        if outcome == .selfRecovered && hasActed { found.append("self_recovered after an action") }
        if outcome.isSuccess && !incident.cloud.isHealthy { found.append("\(outcome.rawValue), but it is not healthy") }
        if outcome == .recovered && file.recoverySeconds == nil { found.append("recovered without a recovery time") }
        if outcome != .recovered && file.recoverySeconds != nil { found.append("a recovery time without recovery") }
        if outcome == .recovered {
            let streak = file.round.readings.isEmpty ? file.round.looks : file.round.readings
            if streak.suffix(3).contains(where: { $0.status != .good }) { found.append("recovered too soon") }
        }
        if outcome == .notRecovered, !file.rounds.contains(where: { $0.hasAnswer }) {
            found.append("not_recovered, but nothing was seen")
        }
        return found
    }

    /// What did not help is taken back, once; what helped stays.
    private static func undo(_ incident: SimulatedIncident, _ file: Case) -> [String] {
        var found: [String] = []
        let undos = file.rounds.filter { $0.plan?.isUndo == true }
        let attempts = file.attempts.filter { !$0.intents.isEmpty }
        if undos.count > attempts.count { found.append("more undos than attempts") }
        let isOurs = attempts.flatMap(\.receipts).allSatisfy { $0.effect != .found || $0.inverse != nil }
        let isUndone = undos.allSatisfy { $0.refusal == nil } && isOurs
        if file.conclusion?.outcome == .notRecovered, isUndone, !incident.cloud.isReverted {
            found.append("not recovered, and what was done is still there")
        }
        let tried = attempts.compactMap { $0.plan?.hypothesis }
        if Set(tried).count != tried.count { found.append("a hypothesis was tried twice") }
        return found
    }

    private static func bounds(_ incident: SimulatedIncident, _ file: Case) -> [String] {
        var found: [String] = []
        let limits = incident.limits
        if file.attempts.count > limits.rounds { found.append("too many rounds") }
        if file.seq > limits.entries { found.append("too many entries") }
        let spent = file.attempts.reduce(0.0) { sum, round in
            guard let start = round.actedAt, let end = round.verifiedAt else { return sum }
            return sum + end.seconds(since: start)
        }
        // After each take-over there is time again to see the service stand, and what was down in between counts too.
        let again = min(limits.verificationSeconds, limits.stableSeconds * 2 + 1) + Lease.seconds + limits.freshSeconds
        if spent > limits.verificationSeconds + 1.5 + Double(file.resumptions) * again + incident.cloud.lostSeconds {
            found.append("verified for \(spent) s")
        }
        for round in file.rounds where round.receipts.count > round.plan?.actions.count ?? 0 {
            found.append("more receipts than actions")
        }
        return found
    }

    /// Everybody is told at least once, and a second time only with a mark.
    private static func tellings(_ incident: SimulatedIncident, _ file: Case) -> [String] {
        guard file.phase == .closed else { return [] }
        if file.tellings.isEmpty { return ["nobody was told"] }
        let delivered = incident.cloud.deliveries.values.reduce(0, +)
        if delivered == 0 { return ["nothing was delivered"] }
        if delivered > 1, !file.tellings.contains(where: \.isRepeat) { return ["told twice without a mark"] }
        return []
    }
}

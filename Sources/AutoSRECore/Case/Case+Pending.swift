// What was asked for and does not show: it is watched, never asked for again, and never told as "not done".

extension Case {
    /// The next step towards the intent's effect.
    func stepToEffect(_ limits: Limits, _ now: Instant) -> Step {
        guard let intent = round.intents.last, let clearance = round.clearance else {
            return .conclude(hasActed ? .notRecovered : .escalated, reason: "no intent")
        }
        if let pending = round.pending { return now < pending.until ? .watch(intent, pending) : .presume(pending) }
        let obstacle = obstacle(limits)
        let start = max(intent.at, inheritedAt ?? intent.at)
        let isLate = now >= start.advanced(bySeconds: limits.actionSeconds) && !stumbles.isEmpty
        guard obstacle == nil, stumbles.count <= limits.actionRetries, !isLate else {
            let reason = obstacle ?? "\(intent.action.summary) failed: \(stumbles.last ?? "out of time")"
            guard isIntentInherited else { return .refuse(reason: reason) }
            // The process that died may have asked for it.
            return .presume(
                Pending(
                    intent: intent.key, driver: "a process that ended", reason: "perhaps, before it ended: \(reason)",
                    until: now))
        }
        return .act(intent, clearance)
    }

    /// Why the run cannot go on from what may or may not have happened.
    var unconfirmedReason: String? {
        guard let receipt = round.unconfirmed else { return nil }
        let action = round.intents.first { $0.key == receipt.intent }?.action
        return "\(action?.summary ?? "the action") was \(receipt.confirmation)"
    }
}

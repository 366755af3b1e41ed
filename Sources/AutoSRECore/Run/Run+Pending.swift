// What was asked for and does not show: it is watched, never asked for again, and never told as "not done".

extension Run {
    /// The next step towards the intent's effect.
    func stepToEffect(_ limits: Limits, _ now: Instant) -> Step {
        guard let intent = round.intents.last, let clearance = round.clearance else {
            return .conclude(hasActed ? .notRecovered : .escalated, reason: "no intent")
        }
        if let pending = round.pending { return now < pending.until ? .watch(intent, pending) : .presume(pending) }
        let obstacle = obstacle(limits)
        let start = max(intent.at, resumedAt ?? intent.at)
        let isLate = now >= start.advanced(bySeconds: limits.actionSeconds) && !transientFailures.isEmpty
        guard obstacle == nil, transientFailures.count <= limits.actionRetries, !isLate else {
            return .refuse(
                reason: obstacle ?? "\(intent.action.summary) failed: \(transientFailures.last ?? "out of time")")
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

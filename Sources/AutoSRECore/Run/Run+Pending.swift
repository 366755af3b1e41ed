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
        // Where one try took all the time, this process may have been stopped in it: there is one more.
        let isLate = now >= start.advanced(bySeconds: limits.actionSeconds) && transientFailures.count > 1
        guard obstacle == nil, transientFailures.count <= limits.actionRetries, !isLate else {
            return .refuse(
                reason: obstacle ?? "\(intent.action.summary) failed: \(transientFailures.last ?? "out of time")")
        }
        let act = Step.act(intent, clearance)
        // What was not asked for is not done yet: whoever comes back to it looks again first.
        return round.isUnbegun ? stepIfBad(limits, now, act) : act
    }

    /// Why the run cannot go on from what may or may not have happened.
    var unconfirmedReason: String? {
        guard let receipt = round.unconfirmed else { return nil }
        let action = round.intents.first { $0.key == receipt.intent }?.action
        return "\(action?.summary ?? "the action") was \(receipt.confirmation)"
    }
}

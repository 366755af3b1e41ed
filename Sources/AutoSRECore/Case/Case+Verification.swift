// How readings become a verdict. Pure: the same readings, limits and time give the same answer.

extension Case {
    /// What the look says so far.
    enum Look {
        /// One more step is needed: a reading, or a wait before it.
        case again(Step)
        /// It has ended; stable means healthy readings that span long enough.
        case over(isStable: Bool)
    }

    /// The look before acting: ends at the first reading that is not healthy, or when healthy ones stand long enough.
    func look(_ limits: Limits, _ now: Instant) -> Look {
        let bound = min(limits.lookSeconds, limits.verificationSeconds)
        guard let first = round.looks.first, let last = round.looks.last else { return .again(.look(within: bound)) }
        guard last.status == .good else { return .over(isStable: false) }
        let span = last.at.seconds(since: first.at)
        if round.looks.count >= limits.stableReadings, span >= limits.stableLookSeconds { return .over(isStable: true) }
        let left = bound - now.seconds(since: first.at)
        guard left > 0, round.looks.count < limits.stableReadings * 4 else { return .over(isStable: false) }
        let gaps = Double(max(limits.stableReadings - 1, 1))
        let due = last.at.advanced(bySeconds: limits.stableLookSeconds / gaps)
        return .again(now < due ? .wait(until: due) : .look(within: left))
    }

    /// The next step of verifying this round.
    func stepToReading(_ limits: Limits, _ now: Instant) -> Step {
        guard let start = round.actedAt else { return .settle(.unverified) }
        let healthy = Round.healthyStreak(round.readings)
        if healthy.count >= limits.stableReadings { return .settle(.recovered) }
        let window = verificationWindow(limits)
        let deadline = start.advanced(bySeconds: window)
        guard now < deadline else { return .settle(verdictAtDeadline(limits, window: window)) }
        let due = dueAt(limits, healthy: healthy.count, start: start, deadline: deadline)
        if now < due { return .wait(until: min(due, deadline)) }
        return .check(within: min(limits.readingSeconds, deadline.seconds(since: now)))
    }

    /// After an undo the target's own state has confirmed it; one reading is kept for the report.
    func stepToUndone(_ limits: Limits) -> Step {
        round.readings.isEmpty
            ? .check(within: min(limits.readingSeconds, limits.verificationSeconds))
            : .settle(round.unconfirmed == nil ? .undone : .unverified)
    }

    /// Seconds that this round may verify for: a third of the whole, at most `roundVerificationSeconds`, while another
    /// hypothesis is left, and otherwise all that earlier rounds have left over.
    func verificationWindow(_ limits: Limits) -> Double {
        let left = max(0, limits.verificationSeconds - verificationSpent)
        guard hasAlternative(limits), !round.isSimulated else { return left }
        return min(left, limits.verificationSeconds / 3, limits.roundVerificationSeconds)
    }

    /// Whether another hypothesis could still be acted on after this round.
    func hasAlternative(_ limits: Limits) -> Bool {
        guard attempts.count < limits.rounds, !rounds.contains(where: \.isSimulated) else { return false }
        let next = attempts.last?.diagnosis?.hypotheses.first { !tried.contains($0.key) }
        guard let next, next.recommendation != .escalate else { return false }
        return next.confidence >= limits.confidenceFloor
    }

    /// Why a recovery may be believed, or how far it may not be credited to the agent.
    var recoveredReason: String {
        if round.isSimulated {
            return "the health signal stands healthy; the actions were only simulated, so it recovered without them"
        }
        if let reason = unconfirmedReason { return "the health signal stands healthy; \(reason)" }
        return round.receipts.allSatisfy { $0.effect == .found && $0.inverse == nil }
            ? "the health signal stands healthy; what was planned was found done already"
            : "the health signal stands healthy after the action"
    }

    /// Why nobody can tell whether it helped.
    var unverifiedReason: String {
        if let unconfirmedReason { return unconfirmedReason }
        return round.hasAnswer
            ? "time was over before the health signal could be believed"
            : "the health signal gave no answer"
    }

    /// What a person should know when nothing helped.
    var notRecoveredReason: String {
        if rounds.contains(where: \.isSimulated) {
            return "nothing was touched (UI_STUB=true), and the health signal did not come back by itself"
        }
        let count = attempts.count { !$0.intents.isEmpty }
        return "\(count == 1 ? "one action" : "\(count) actions") did not bring the health signal back"
    }

    private var verificationSpent: Double {
        var seconds = 0.0
        for round in attempts.dropLast() {
            if let start = round.actedAt, let end = round.verifiedAt { seconds += end.seconds(since: start) }
        }
        return seconds
    }

    private func verdictAtDeadline(_ limits: Limits, window: Double) -> Verification {
        guard window >= limits.verifierLatencySeconds, round.hasAnswer else { return .unverified }
        // Healthy at the end, but not for long enough: too good to take back, too little to believe.
        return round.readings.last?.status == .good ? .unverified : .notRecovered
    }

    /// The pace: at once, then after a first gap, each a quarter longer up to the longest; healthy readings are
    /// confirmed fast; where the deadline comes first, half-way to it, but no sooner than after a quarter of the gap.
    private func dueAt(_ limits: Limits, healthy: Int, start: Instant, deadline: Instant) -> Instant {
        let readings = round.readings
        guard let last = readings.last else { return start }
        if healthy > 0 {
            let (gap, left) = (limits.confirmationGapSeconds, deadline.seconds(since: last.at))
            return last.at.advanced(bySeconds: gap < left ? gap : max(gap / 4, left / 2))
        }
        var gap = limits.readingGapSeconds
        for _ in 1..<max(readings.count, 1) where gap < limits.maximumReadingGapSeconds { gap *= 1.25 }
        return last.at.advanced(bySeconds: min(gap, limits.maximumReadingGapSeconds))
    }
}

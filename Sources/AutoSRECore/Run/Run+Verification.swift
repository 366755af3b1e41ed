// How readings become a verdict. Pure: the same readings, limits and time give the same answer.

extension Run {
    /// What the precheck says so far.
    enum Precheck {
        /// One more step is needed: a reading, or a wait before it.
        case again(Step)
        /// It has ended with this; good means readings that span long enough.
        case over(HealthReading.Status)
    }

    /// The precheck: ends at the first bad reading, when good ones stand long enough, or with its time. What
    /// a reading says is judged as in verification: a signal that had no data when evidence was read blocks nothing.
    func precheck(_ limits: Limits, _ now: Instant) -> Precheck {
        let span = precheckSpan(limits)
        let bound = min(max(limits.precheckSeconds, span * 2 + limits.readingSeconds), limits.verificationSeconds)
        let prechecks = fresh(round.prechecks, limits, now)
        guard let first = prechecks.first, let last = prechecks.last else {
            return .again(.precheck(within: min(bound, limits.readingSeconds)))
        }
        let firstKnown = attempts.first?.gathering?.health
        func said(_ reading: HealthReading) -> HealthReading.Status { reading.status(since: firstKnown) }
        guard said(last) != .bad else { return .over(.bad) }
        let good = prechecks[(prechecks.lastIndex { said($0) != .good }.map { $0 + 1 } ?? prechecks.startIndex)...]
        if isStable(good, span: span, limits) { return .over(.good) }
        let left = bound - now.seconds(since: first.at)
        // On a busy machine good readings come late, and some not at all: where one was seen, more are waited for.
        let goesOn = left > 0 || prechecks.contains { said($0) == .good }
        guard goesOn, round.prechecks.count < limits.stableReadings * 8 else { return .over(.unknown) }
        let isLong = prechecks.count >= limits.stableReadings || bound - left >= limits.precheckSeconds
        if isLong, prechecks.allSatisfy({ said($0) == .unknown }) { return .over(.unknown) }
        let due = last.at.advanced(bySeconds: span / Double(max(limits.stableReadings - 1, 1)))
        return .again(
            now < due
                ? .wait(until: due) : .precheck(within: min(max(left, Self.shortestReading), limits.readingSeconds)))
    }

    /// Where trouble was seen in this run, a precheck is as careful as a verification.
    private func precheckSpan(_ limits: Limits) -> Double {
        let hasSeenTrouble = rounds.contains { round in
            round.gathering?.health?.status == .bad || round.prechecks.contains { $0.status == .bad }
                || round.readings.contains { $0.status == .bad }
        }
        return hasSeenTrouble ? max(stableSpan(limits), limits.stablePrecheckSeconds) : limits.stablePrecheckSeconds
    }

    /// The next step of verifying this round.
    func stepToReading(_ limits: Limits, _ now: Instant) -> Step {
        guard let start = round.actedAt else { return .settle(.unverified) }
        let readings = fresh(round.readings, limits, now)
        let good = goodStreak(readings)
        if isStable(good, span: stableSpan(limits), limits), reflects(good.last, since: start, limits) {
            // Where the target's own pages are the only other channel, both have to agree.
            return .settle(round.unconfirmed?.mustShow == true ? .unverified : .recovered)
        }
        let window = verificationWindow(limits) + missed(since: start, limits, now)
        let deadline = deadline(start.advanced(bySeconds: window), readings, limits, now)
        let left = deadline.seconds(since: now)
        if left < min(Self.shortestReading, limits.readingSeconds), let last = readings.last {
            let verdict = verdict(last, since: start, limits)
            guard verdict == .unverified || isOfNow(last, limits, now) else {
                return .check(within: limits.readingSeconds)
            }
            return .settle(verdict)
        }
        let due = dueAt(limits, good: good.count, readings, deadline: deadline)
        if now < due { return .wait(until: min(due, deadline)) }
        return .check(within: min(limits.readingSeconds, max(left, Self.shortestReading)))
    }

    /// A reading that gets less time than this, in seconds, says nothing about the service.
    private static let shortestReading = 0.25

    /// When verification ends. What was read before a pause is no reading of now, so that after one there is always
    /// time to see the service stand.
    private func deadline(
        _ planned: Instant, _ readings: ArraySlice<HealthReading>, _ limits: Limits, _ now: Instant
    ) -> Instant {
        let (awakeSince, span) = (readings.first?.at ?? now, stableSpan(limits))
        return max(planned, awakeSince.advanced(bySeconds: min(span * 2 + 1, limits.verificationSeconds)))
    }

    /// Seconds of this round's verification in which this process was stopped: gaps between readings that neither their
    /// pace nor a slow answer explains. Nobody could look then, so they are none of the time there is to look.
    private func missed(since start: Instant, _ limits: Limits, _ now: Instant) -> Double {
        var (seconds, last, pace) = (0.0, start, 0.0)
        for (count, reading) in round.readings.enumerated() {
            seconds += pause(reading.at.seconds(since: last), pace, limits)
            last = reading.at
            pace = standing(reading) == .good ? confirmationGap(limits) : gap(after: count + 1, limits)
        }
        return seconds + pause(now.seconds(since: last), pace, limits)
    }

    private func pause(_ gap: Double, _ pace: Double, _ limits: Limits) -> Double {
        gap > pace + limits.readingSeconds + 0.5 ? gap - pace : 0
    }

    /// After an undo the target's own state has confirmed it, unless it was only logged; one reading is kept for the
    /// report.
    func stepToUndone(_ limits: Limits) -> Step {
        guard !round.readings.isEmpty else {
            return .check(within: min(limits.readingSeconds, limits.verificationSeconds))
        }
        let isSeen = round.receipts.allSatisfy { $0.effect == .applied || $0.effect == .found }
        return .settle(isSeen ? .undone : .unverified)
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
        guard cancellation == nil, attempts.count < limits.rounds else { return false }
        guard !rounds.contains(where: \.isSimulated) else { return false }
        let next = attempts.last?.diagnosis?.hypotheses.first { !tried.contains($0.key) }
        guard let next, next.recommendation != .escalate else { return false }
        return next.confidence >= limits.confidenceFloor
    }

    private var verificationSpent: Double {
        var seconds = 0.0
        for round in attempts.dropLast() {
            if let start = round.actedAt, let end = round.verifiedAt { seconds += end.seconds(since: start) }
        }
        return seconds
    }

    /// What the last reading says when time is over. Only bad, read now, and late enough for the signal to show a
    /// change argues against what was done; good, but not for long enough, is too good to take back and too little to
    /// believe.
    private func verdict(_ last: HealthReading, since start: Instant, _ limits: Limits) -> Verification {
        let isLate = last.isLateEnough(last.at.seconds(since: start), latency: limits.verifierLatencySeconds)
        return standing(last) == .bad && isLate ? .notRecovered : .unverified
    }

    /// The pace: at once, then after a first gap, each a quarter longer up to the longest; good readings are confirmed
    /// fast; where the deadline comes first, half-way to it, but no sooner than after a quarter of the gap.
    private func dueAt(
        _ limits: Limits, good: Int, _ readings: ArraySlice<HealthReading>, deadline: Instant
    ) -> Instant {
        guard let last = readings.last else { return round.actedAt ?? lastAt }
        if good > 0 {
            let (gap, left) = (confirmationGap(limits), deadline.seconds(since: last.at))
            return last.at.advanced(bySeconds: gap < left ? gap : max(gap / 4, left / 2))
        }
        return last.at.advanced(bySeconds: gap(after: readings.count, limits))
    }

    /// Seconds from the `count`th reading to the next, where it was not good.
    private func gap(after count: Int, _ limits: Limits) -> Double {
        var gap = limits.readingGapSeconds
        for _ in 1..<max(count, 1) where gap < limits.maximumReadingGapSeconds { gap *= 1.25 }
        return min(gap, limits.maximumReadingGapSeconds)
    }
}

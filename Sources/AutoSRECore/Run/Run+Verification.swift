// How readings become a verdict. Pure: the same readings, limits and time give the same answer.

extension Run {
    /// What the precheck says so far.
    enum Precheck {
        /// One more step is needed: a reading, or a wait before it.
        case again(Step)
        /// It has ended with this; good and bad mean readings that span long enough, unknown that nothing was seen
        /// that speaks for good.
        case over(HealthReading.Status)
        /// It has ended, and what was seen does not stand: good and bad by turns, or good and then nothing.
        case unsettled
    }

    /// The precheck: ends when bad or good stands, or with its time; what began to stand in time may come to its end.
    /// What a reading says is judged as in verification: a signal that had no data when evidence was read blocks
    /// nothing.
    func precheck(_ limits: Limits, _ now: Instant) -> Precheck {
        let span = precheckSpan(limits)
        let bound = min(max(limits.precheckSeconds, span * 2 + limits.readingSeconds), limits.verificationSeconds)
        let (known, prechecks) = (fresh(before + round.prechecks, limits, now), fresh(round.prechecks, limits, now))
        let isUndo = round.plan?.isUndo == true
        let bad = badStreak(known, since: firstKnown, argues: isUndo)
        let isOld = isUndo && !(known.last.map { isOfNow($0, limits, now) } ?? false)
        if isStable(bad, span: stableSpan(limits), limits), !isOld { return .over(.bad) }
        guard let first = prechecks.first, let last = prechecks.last else {
            return .again(.precheck(within: min(bound, limits.readingSeconds)))
        }
        let good = goodStreak(prechecks, since: firstKnown)
        if isStable(good, span: span, limits) { return .over(.good) }
        let seen = Set(known.map { $0.status(since: firstKnown) })
        let left = bound - now.seconds(since: first.at)
        let streak = good.isEmpty ? bad : Array(good)
        // What has come back at the end, by another run's doing perhaps, gets as long again to stand.
        let time = good.isEmpty ? bound : bound * 2
        let isUnderWay = streak.first.map { $0.at.seconds(since: first.at) < time } ?? false
        // On a busy machine good readings come late, and some not at all: where one was seen, more are waited for.
        let goesOn = left > 0 || isUnderWay || seen.contains(.good) && !seen.contains(.bad)
        let isLong = prechecks.count >= limits.stableReadings || bound - left >= limits.precheckSeconds
        let isSilent = isLong && prechecks.allSatisfy { $0.status(since: firstKnown) == .unknown }
        guard goesOn, !isSilent, prechecks.count < limits.stableReadings * 8 else {
            return seen.contains(.good) ? .unsettled : .over(.unknown)
        }
        let gap = precheckGap(after: streak, span: bad.isEmpty ? span : stableSpan(limits), limits)
        let due = last.at.advanced(bySeconds: gap)
        return .again(
            now < due
                ? .wait(until: due) : .precheck(within: min(max(left, Self.shortestReading), limits.readingSeconds)))
    }

    /// The health signal when evidence was read first.
    private var firstKnown: HealthReading? { attempts.first?.gathering?.health }

    /// What was read in this run before the precheck and says how things are for this plan: as evidence was read, or,
    /// before an undo, after acting.
    private var before: [HealthReading] {
        guard round.plan?.isUndo != true else { return rounds.dropLast().last?.readings ?? [] }
        return round.gathering?.health.map { [$0] } ?? []
    }

    /// Seconds to the next look: as few readings as may be, spread over what `streak` lacks of the span, and no longer
    /// apart than they may be to follow each other.
    private func precheckGap(after streak: [HealthReading], span: Double, _ limits: Limits) -> Double {
        var rest = span
        if let first = streak.first, let last = streak.last { rest -= last.at.seconds(since: first.at) }
        let missing = max(limits.stableReadings - max(streak.count, 1), 1)
        return min(max(rest / Double(missing), limits.confirmationGapSeconds), max(1, span / 20))
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
        let good = goodStreak(readings, since: baseline)
        if isStable(good, span: stableSpan(limits), limits), reflects(good.last, since: start, limits) {
            // Where the target's own pages are the only other channel, both have to agree.
            return .settle(round.unconfirmed?.mustShow == true ? .unverified : .recovered)
        }
        // What is on its way to good gets all the time that there is.
        let isOnTheMend = readings.contains(where: \.isOnTheMend)
        let time = isOnTheMend ? verificationLeft(limits) : verificationWindow(limits)
        let window = time + missed(since: start, limits, now)
        let deadline = deadline(start.advanced(bySeconds: window), readings, limits, now)
        let left = deadline.seconds(since: now)
        if left < min(Self.shortestReading, limits.readingSeconds), let last = readings.last {
            let verdict = verdict(readings, since: start, limits)
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
        let left = verificationLeft(limits)
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

    /// Seconds of verification that earlier rounds have left over.
    private func verificationLeft(_ limits: Limits) -> Double { max(0, limits.verificationSeconds - verificationSpent) }

    private var verificationSpent: Double {
        var seconds = 0.0
        for round in attempts.dropLast() {
            if let start = round.actedAt, let end = round.verifiedAt { seconds += end.seconds(since: start) }
        }
        return seconds
    }

    /// What the readings say when time is over. Only bad that stands, read now, and late enough for the signal to show
    /// a change argues against what was done; good, but not for long enough, or bad on its way to good, is too good to
    /// take back and too little to believe.
    private func verdict(
        _ readings: ArraySlice<HealthReading>, since start: Instant, _ limits: Limits
    ) -> Verification {
        let bad = badStreak(readings, since: baseline, argues: true)
        guard isStable(bad, span: stableSpan(limits), limits), let last = bad.last else { return .unverified }
        let isLate = last.isLateEnough(last.at.seconds(since: start), latency: limits.verifierLatencySeconds)
        return isLate ? .notRecovered : .unverified
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

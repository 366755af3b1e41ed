// Which readings argue for anything: made now, by somebody who was awake.

extension Run {
    /// The health signal before anything was touched: the last precheck of the first attempt that acted, else of this
    /// one.
    public var baseline: HealthReading? {
        let first = attempts.first { !$0.intents.isEmpty } ?? round
        return first.prechecks.last ?? first.gathering?.health
    }

    /// What a reading says, given the baseline.
    func standing(_ reading: HealthReading) -> HealthReading.Status { reading.status(since: baseline) }

    /// The newest of `readings` that follow each other without a pause and reach up to now. A reading from before a
    /// resume, a sleep, or a jump of the clock is not among them.
    func fresh(_ readings: [HealthReading], _ limits: Limits, _ now: Instant) -> ArraySlice<HealthReading> {
        var (start, next) = (readings.endIndex, now)
        let reach = limits.freshSeconds + confirmationGap(limits)
        while start > readings.startIndex {
            let reading = readings[start - 1]
            guard abs(next.seconds(since: reading.at)) <= reach, reading.at >= resumedAt ?? reading.at else { break }
            (start, next) = (start - 1, reading.at)
        }
        return readings[start...]
    }

    /// Whether a bad reading is young enough to decide by: no older than the pace of verification lets one become.
    /// However short somebody was stopped, what was bad before may be good by now.
    func isOfNow(_ reading: HealthReading, _ limits: Limits, _ now: Instant) -> Bool {
        abs(now.seconds(since: reading.at)) <= limits.maximumReadingGapSeconds + 0.5
    }

    /// The newest in a row that are good, given a baseline.
    func goodStreak(
        _ readings: ArraySlice<HealthReading>, since baseline: HealthReading?
    ) -> ArraySlice<HealthReading> {
        let start = readings.lastIndex { $0.status(since: baseline) != .good }.map { $0 + 1 } ?? readings.startIndex
        return readings[start...]
    }

    /// The bad ones since the last that was good; none where the newest is not bad. Silence between them says nothing.
    /// Against what was done only those argue that came after the last that was on its way to good.
    func badStreak(
        _ readings: ArraySlice<HealthReading>, since baseline: HealthReading?, argues: Bool
    ) -> [HealthReading] {
        guard readings.last?.status == .bad else { return [] }
        let last = readings.lastIndex { $0.status(since: baseline) == .good || argues && $0.isOnTheMend }
        return readings[(last.map { $0 + 1 } ?? readings.startIndex)...].filter { $0.status == .bad }
    }

    /// Seconds that good readings have to span: at most a third of the time there is.
    func stableSpan(_ limits: Limits) -> Double { min(limits.stableSeconds, limits.verificationSeconds / 3) }

    /// Seconds between good readings: enough of them in the span, at the least one a second, and for a long span one in
    /// each twentieth of it.
    func confirmationGap(_ limits: Limits) -> Double {
        let span = stableSpan(limits)
        return max(limits.confirmationGapSeconds, min(span / 4, max(1, span / 20)))
    }

    /// Whether `readings`, which all say the same, show that it stands.
    func isStable(_ readings: some BidirectionalCollection<HealthReading>, span: Double, _ limits: Limits) -> Bool {
        guard readings.count >= limits.stableReadings, let first = readings.first, let last = readings.last else {
            return false
        }
        return last.at.seconds(since: first.at) >= span
    }

    /// Whether `reading` was made late enough after `start` to prove a recovery: a slow signal that was good before and
    /// is good now may not have noticed anything yet; one that was bad and is good has. Half of the time that this
    /// round has is late enough for any.
    func reflects(_ reading: HealthReading?, since start: Instant, _ limits: Limits) -> Bool {
        guard let reading else { return false }
        let ill = Set((baseline?.parts ?? []).filter { $0.status == .bad }.map(\.name))
        let waiting = (reading.parts ?? []).filter {
            $0.status == .good && $0.isWitness != true && !ill.contains($0.name)
        }
        let slowest = waiting.map { $0.latencySeconds ?? limits.verifierLatencySeconds }.max() ?? 0
        return reading.at.seconds(since: start) >= min(slowest, verificationWindow(limits) / 2)
    }

    /// Whether the policy's word is one of now. What was allowed before a resume, a sleep or a long wait is judged
    /// again before it is done.
    public func isJudgedNow(_ limits: Limits, _ now: Instant) -> Bool {
        guard let judgedAt = round.judgedAt else { return false }
        return judgedAt >= resumedAt ?? judgedAt && abs(now.seconds(since: judgedAt)) <= limits.freshSeconds
    }
}

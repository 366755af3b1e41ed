// What other runs on the same target mean for this one. The store knows of claims; here are only facts about them.

extension Run {
    /// What this run may believe of its plan's targets was read no earlier than this: a later change by another run
    /// makes it stale. For an undo that is what this run itself did; once an intent is written, that decision.
    public var knowsTargetsSince: Instant {
        if phase == .intended, let intent = round.intents.last { return intent.at }
        if round.plan?.isUndo == true, let done = rounds.dropLast().last(where: { $0.actedAt != nil })?.actedAt {
            return max(done, round.actedAt ?? done)
        }
        return round.actedAt ?? round.gatheredSince ?? openedAt
    }

    /// Why nothing may be done to the targets now, whatever the plan says: another run has changed one since, or has
    /// had it for as long as this run may take.
    func obstacle(_ limits: Limits) -> String? {
        if let changed = others.changed { return "\(changed.run) changed \(changed.target) meanwhile, or tried to" }
        return others.delay(limits)
    }

    /// Seconds after which nothing is begun any more on what evidence said: longer than reading, thinking and waiting
    /// for another run usually take together, and as long as people take to mend or change something by themselves.
    private static let evidenceSeconds = 900.0

    /// Why nothing may be begun now: what it rests on was read too long ago. What was read anew would be of the same
    /// hour, the one before the alert, so a person has to say whether it is still so. Taking back rests on readings.
    func staleness(_ now: Instant) -> String? {
        guard round.plan?.isUndo != true, let since = round.gatheredSince else { return nil }
        let age = now.seconds(since: since)
        guard age > Self.evidenceSeconds else { return nil }
        return "the evidence was read \(Figure.age(age)) before and may be out of date; "
            + "a new alert begins a new run"
    }

    /// Why the signal standing good before anything was touched is no surprise.
    var goodBeforehandReason: String {
        let plain = "the health signal stood good before anything was touched"
        guard let id = others.run else { return plain }
        return "\(plain) by this run: \(id) has worked on the same target"
    }

    /// Replays what was found of other runs. What was seen before is no longer how things stand.
    mutating func replayOthers(_ event: Event, at: Instant) -> Bool {
        switch event {
        case .targetBusy(let found):
            others.note(found, at: at)
            retryAt = found.retryAt
        case .targetChanged(let change): others.changed = change
        default: return false
        }
        rounds[rounds.count - 1].prechecks = []
        return true
    }
}

import AutoSRECore

/// What the live view knows: the replay of the entries it has seen. Pure.
struct LiveState: Sendable {
    /// How a step ended.
    enum Mark: Sendable { case done, failed, skipped }

    /// A step that has ended, with the time it took.
    struct Ended: Sendable, Hashable {
        let step: LiveStep
        let mark: Mark
        let at: Instant
        let seconds: Double
    }

    /// How the steps of this round that have ended did so.
    private(set) var marks: [LiveStep: Mark] = [:]
    /// The step under way.
    private(set) var current: LiveStep?
    /// When it began.
    private(set) var since: Instant
    /// When the run began.
    let start: Instant
    /// The newest about the step under way.
    private(set) var note = ""
    /// How many rounds there have been.
    private(set) var rounds = 1
    private let times: Times

    /// Begins with a run as it stood before its newest entry: empty, or taken over from another process.
    init(joining run: Run, at now: Instant, times: Times = .utc) {
        self.times = times
        (start, since, rounds) = (run.openedAt, now, run.rounds.count)
        guard run.seq > 1 else { return }
        current = LiveStep.current(of: run)
        for step in LiveStep.allCases where step.rawValue < current?.rawValue ?? 11 { marks[step] = .done }
    }

    /// Replays one entry; returns the steps that ended with it.
    mutating func apply(_ entry: JournalEntry, of run: Run) -> [Ended] {
        if run.rounds.count > rounds { begin(round: run.rounds.count, with: entry.event) }
        var ended: [Ended] = []
        for (step, mark) in endings(entry.event, run) {
            let seconds = ended.isEmpty ? entry.at.seconds(since: since) : 0
            ended.append(Ended(step: step, mark: mark, at: entry.at, seconds: max(0, seconds)))
            marks[step] = mark
        }
        note = note(entry.event)
        let next = Self.isOver(entry.event) ? nil : LiveStep.current(of: run)
        if next != current || !ended.isEmpty { (current, since) = (next, entry.at) }
        for step in LiveStep.allCases where step.rawValue < next?.rawValue ?? 0 && marks[step] == nil {
            marks[step] = .skipped
        }
        return ended
    }

    private mutating func begin(round: Int, with event: Event) {
        rounds = round
        let first: LiveStep = if case .planned = event { .plan } else { .evidence }
        for step in LiveStep.allCases where step.rawValue >= first.rawValue { marks[step] = nil }
    }

    private static func isOver(_ event: Event) -> Bool {
        switch event {
        case .interrupted, .closed: true
        default: false
        }
    }

    /// The steps that end with an event. A look has no end of its own: the next fact ends it.
    private func endings(_ event: Event, _ run: Run) -> [(LiveStep, Mark)] {
        let precheck: [(LiveStep, Mark)] = current == .precheck ? [(.precheck, .done)] : []
        switch event {
        case .opened: return [(.detect, .done)]
        case .gathered(let gathering): return [(.evidence, gathering.evidence.isEmpty ? .failed : .done)]
        case .diagnosed(let diagnosis): return [(.diagnose, diagnosis.finding == .insufficient ? .failed : .done)]
        case .planned: return [(.plan, .done)]
        case .judged(.allow), .approved: return [(.policy, .done)]
        case .judged(.deny), .rejected: return [(.policy, .failed)]
        case .intended: return precheck
        case .acted: return LiveStep.current(of: run) == .verify ? [(.act, .done)] : []
        case .refused: return current.map { [($0, .failed)] } ?? []
        case .verified(let result): return [(.verify, result == .recovered || result == .undone ? .done : .failed)]
        case .concluded(let conclusion): return precheck + [(.conclude, conclusion.outcome.isSuccess ? .done : .failed)]
        case .closed: return [(.report, run.notifications.contains { $0.status == .failed } ? .failed : .done)]
        default: return []
        }
    }

    private func note(_ event: Event) -> String {
        switch event {
        case .prechecked(let reading), .checked(let reading): "\(reading.status.rawValue): \(reading.detail)"
        case .judged(.ask(_, let question)): "a person is asked: \(question)"
        case .intended(let intent): intent.action.summary
        case .transientFailure(let reason, let until): "\(reason); again at \(times.timeOfDay(until))"
        case .targetBusy(let busy): "\(busy.run) is working on \(busy.target)"
        case .pending(let pending): "asked for, not shown yet: \(pending.reason)"
        case .notifying(let notifier): notifier
        default: ""
        }
    }
}

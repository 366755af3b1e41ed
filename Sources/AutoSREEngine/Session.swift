import AutoSRECore

/// One process's hold on one run: its lease, its state, its journal. Ask, perform, append.
actor Session {
    private let engine: Engine
    private var lease: Lease
    private var run: Run
    private var journal: [JournalEntry]
    /// What was said to the run and is no fact yet, as the store said with the last append; nil where time has passed.
    private var waiting: [Message]?

    /// Seconds between heartbeats: two may be missed within a lease.
    private static let beatSeconds = Lease.seconds / 3
    /// Seconds after which a run that waits looks whether something was said to it.
    private static let inboxSeconds = 1.0
    /// Messages that become facts in one write.
    private static let messagesAtOnce = 50

    init(engine: Engine, run id: RunID, lease: Lease) async throws {
        (self.engine, self.lease) = (engine, lease)
        journal = try await engine.store.journal(of: id)
        try journal.ensureReadable()
        run = try Run(replaying: journal)
    }

    var isUnfinished: Bool { run.phase != .closed }

    /// Drives until the milestone; the first of `signals` stops it between two facts.
    func drive(until milestone: Engine.Milestone, interruptedBy signals: AsyncStream<String>) async throws
        -> DriveResult
    {
        var interruption: String?
        do {
            interruption = try await race(until: milestone, against: signals)
        } catch let error as StoreError where error == .stale {
            engine.world.mark(.fenced)
            throw error
        }
        if let interruption, run.phase != .closed { try await append(.interrupted(signal: interruption)) }
        try await engine.store.release(run.id, fencingToken: lease.token)
        return DriveResult(run: run, journal: journal, interruption: interruption)
    }

    /// One step, with the heartbeat beside it. What is due later is noted, for whoever looks for runs to advance.
    func advanceOnce() async throws -> Progress {
        let progress = try await advanceBesideBeat()
        switch progress {
        case .due(let instant), .waitingForApproval(_, let instant):
            try await engine.store.park(run.id, until: instant, fencingToken: lease.token)
        case .again, .closed: break
        }
        return progress
    }

    private func advanceBesideBeat() async throws -> Progress {
        try await withThrowingTaskGroup(of: Progress?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await self.advance() }
            group.addTask {
                try await self.beat()
                return nil
            }
            do {
                while let next = try await group.next() {
                    if let next { return next }
                }
            } catch let error as StoreError where error == .stale {
                engine.world.mark(.fenced)
                throw error
            }
            throw CancellationError()
        }
    }

    /// Runs the loop beside the heartbeat and the wait for a signal. Returns the signal where that came first.
    private func race(until milestone: Engine.Milestone, against signals: AsyncStream<String>) async throws -> String? {
        try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask {
                try await self.loop(until: milestone)
                return .done
            }
            group.addTask {
                try await self.beat()
                return .quiet
            }
            group.addTask {
                for await signal in signals { return .signalled(signal) }
                return .quiet
            }
            var signal: String?
            while let ending = try await nextEnding(&group, tolerateCancellation: signal != nil) {
                switch ending {
                case .done:
                    group.cancelAll()
                    return run.phase == .closed ? nil : signal
                case .signalled(let name):
                    signal = name
                    group.cancelAll()
                case .quiet: continue
                }
            }
            return signal
        }
    }

    private enum Ending: Sendable { case done, quiet, signalled(String) }

    private func nextEnding(
        _ group: inout ThrowingTaskGroup<Ending, any Error>, tolerateCancellation: Bool
    ) async throws -> Ending? {
        do {
            return try await group.next()
        } catch is CancellationError where tolerateCancellation {
            return .quiet
        }
    }

    private func loop(until milestone: Engine.Milestone) async throws {
        while true {
            try Task.checkCancellation()
            if milestone == .judged, Self.isJudged(run.phase) { return }
            switch try await advance() {
            case .again: continue
            case .due(let instant), .waitingForApproval(_, let instant):
                // Somebody may say something meanwhile.
                let soon = engine.world.now().advanced(bySeconds: Self.inboxSeconds)
                waiting = nil
                try await engine.world.sleep(until: min(instant, soon))
            case .closed: return
            }
        }
    }

    /// One step: what comes next is done, and what came of it is a fact. Nothing is waited for.
    private func advance() async throws -> Progress {
        if isNew, run.phase != .closed, run.conditions != engine.conditions {
            try await append(.conditions(engine.conditions))
            return .again
        }
        if try await takeMessages() { return .again }
        let step = engine.decide(run, engine.limits, engine.world.now())
        switch step {
        case .rest: return .closed
        case .wait(let until): return .due(until)
        case .awaitApproval(let question, let until): return .waitingForApproval(question: question, until: until)
        default: break
        }
        let performed = try await engine.performer.perform(
            step, for: run, journal: journal, within: engine.limits, token: lease.token,
            note: { try await self.append($0) })
        switch performed {
        case .fact(let event):
            try await append(event)
            return .again
        case .later(let instant): return .due(instant)
        }
    }

    /// Makes facts of what was said to the run since; returns whether there was anything.
    private func takeMessages() async throws -> Bool {
        guard run.phase != .closed else { return false }
        let messages: [Message]
        if let waiting { messages = waiting } else { messages = try await engine.store.messages(to: run.id) }
        let taken = messages.prefix(Self.messagesAtOnce)
        guard !taken.isEmpty else { return false }
        try await append(taken.map { message in { self.fact(of: message, in: $0) } }, taking: taken.map(\.id))
        return true
    }

    private func fact(of message: Message, in run: Run) -> Event {
        run.fact(of: message, at: engine.world.now(), isRehearsal: engine.performer.isRehearsal(run))
    }

    /// Whether this process has not said yet what it judges the run by. What the policy came to be since is said with
    /// the verdict.
    private var isNew: Bool {
        for entry in journal.reversed() {
            switch entry.event {
            case .conditions: return false
            case .opened, .resumed: return true
            default: continue
            }
        }
        return true
    }

    private static func isJudged(_ phase: Phase) -> Bool {
        [.asked, .cleared, .refused, .concluded, .closed].contains(phase)
    }

    /// Appends one fact: made safe to keep, whoever said it; durable first, then replayed, then shown.
    func append(_ event: Event) async throws { try await append([{ _ in event }], taking: []) }

    /// Appends several at once, each made of the run as it stands after those before it, and of these messages.
    private func append(_ events: [(Run) -> Event], taking messages: [String]) async throws {
        var (next, facts) = (run, [(entry: JournalEntry, run: Run)]())
        for event in events {
            let entry = try JournalEntry(
                run: run.id, seq: next.seq + 1, at: max(engine.world.now(), next.lastAt),
                event: engine.redactor.redact(event(next)), previousDigest: next.lastDigest)
            try next.apply(entry)
            facts.append((entry, next))
        }
        waiting = try await engine.store.append(facts.map(\.entry), fencingToken: lease.token, taking: messages)
        run = next
        journal += facts.map(\.entry)
        for observer in engine.observers {
            for fact in facts { await observer.observe(fact.entry, of: fact.run) }
        }
    }

    /// Renews the lease beside whatever is done meanwhile, as long as it is this session's.
    private func beat() async throws {
        while true {
            try await engine.world.elapse(seconds: Self.beatSeconds)
            lease = lease.renewed(at: engine.world.now())
            try await engine.store.renew(lease, of: run.id)
        }
    }
}

import AutoSRECore

/// What came of a step.
enum Performed: Sendable {
    /// A fact.
    case fact(Event)
    /// Nothing that is worth a fact: it is to be tried again then.
    case later(Instant)
}

/// Carries out one step and says what came of it. All I/O of the loop happens below here, one file per kind of step.
struct Performer: Sendable {
    let world: any World
    let store: any RunStore
    /// Where the policy finds what other runs did: the store, but for a run that leaves no trace itself.
    let history: Engine.History
    let evidence: EvidenceCache
    let registry: Registry
    let diagnoser: any Diagnoser
    /// Who diagnoses after reasoning was given up; nil for a person.
    let fallback: (any Diagnoser)?
    let planner: any Planner
    let verifier: any Verifier
    /// The policy that is in force now.
    let policyNow: @Sendable () async throws -> Policy
    let redactor: Redactor
    /// Lists what leaves the machine; nil where nothing does.
    let gate: EgressGate?

    /// Performs `step` within its bound. A failure that may pass is a transient failure, a closed door a refusal;
    /// cancellation and a lost lease are thrown.
    /// - Parameters:
    ///   - token: the lease's, for claims.
    ///   - note: makes a fact durable in the middle of the step.
    func perform(
        _ step: Step, for run: Run, journal: [JournalEntry], within limits: Limits, token: Int64,
        note: @escaping @Sendable (Event) async throws -> Void
    ) async throws -> Performed {
        let notes = StepNotes(note)
        defer { notes.close() }
        do {
            return try await bounded(step.boundSeconds(within: limits), in: world) {
                try await attempt(step, for: run, journal: journal, within: limits, token: token, notes)
            }
        } catch let refusal as Refusal {
            world.mark(.refused)
            let intent = step.isAct ? untouched(run) : nil
            return .fact(.refused(reason: refusal.reason, artifacts: refusal.artifacts, intent: intent))
        } catch let pending as Pending {
            world.mark(.unanswered)
            return .fact(.pending(pending.saying(describe(pending))))
        } catch let late as OutOfTime where step.isAct && !late.hasEnded && notes.close() {
            world.mark(.unanswered)
            return .fact(.pending(unstopped(late, of: run, within: limits)))
        } catch let error where !(error is CancellationError) && !(error is StoreError) && !Task.isCancelled {
            if error is OutOfTime, case .notify(let notifier, let isRepeat) = step {
                let detail = "\(error); it may have arrived"
                return .fact(
                    .notified(
                        Notification(notifier: notifier, status: .failed, detail: detail, isRepeat: isRepeat)))
            }
            world.mark(.transientFailure)
            let wait = limits.backoffSeconds(attempt: run.transientFailures.count + 1)
            let retryAt = world.now().advanced(bySeconds: wait)
            return .fact(.transientFailure(reason: describe(error), retryAt: retryAt))
        } catch let error {
            if Task.isCancelled { throw CancellationError() }
            throw error
        }
    }

    private func attempt(
        _ step: Step, for run: Run, journal: [JournalEntry], within limits: Limits, token: Int64, _ notes: StepNotes
    ) async throws -> Performed {
        if case .watch(let intent, let pending) = step {
            return try await watch(intent, pending, for: run, within: limits)
        }
        return .fact(try await fact(of: step, for: run, journal: journal, within: limits, token: token, notes))
    }

    private func fact(
        of step: Step, for run: Run, journal: [JournalEntry], within limits: Limits, token: Int64, _ notes: StepNotes
    ) async throws -> Event {
        switch step {
        case .gather:
            if !run.tried.isEmpty { world.mark(.nextRound) }
            return .gathered(try await gather(for: run, within: limits))
        case .diagnose: return .diagnosed(try await diagnose(run))
        case .fallBack(let reason):
            world.mark(.fellBack)
            return .diagnosed(try await fallBack(reason, run))
        case .plan(let hypothesis): return .planned(try await plan(hypothesis, for: run))
        case .judge(let plan): return .judged(try await judge(plan, for: run, notes))
        case .precheck(let seconds):
            if let found = try await foundSinceIntended(in: run, token: token) { return found }
            return .prechecked(try await reading(run.entity, within: seconds))
        case .intend(let action):
            let targets = run.round.plan?.targets ?? [action.target]
            if let other = try await others(on: targets, of: run, token: token) { return other }
            return .intended(intent(to: action, in: run))
        case .act(let intent, let clearance):
            if let other = try await others(on: [intent.action.target], of: run, token: token) { return other }
            return try await act(intent, clearance, in: run, within: limits, notes)
        case .presume(let pending): return try await presume(pending, in: run)
        case .refuse(let reason): return .refused(reason: reason)
        case .check(let seconds): return .checked(try await reading(run.entity, within: seconds))
        case .settle(let verification):
            if verification == .unverified { world.mark(.unverified) }
            return .verified(verification)
        case .undo(let plan):
            world.mark(.undone)
            return .planned(plan)
        case .standDown(let reason):
            if let other = try await others(about: run, within: limits) { return other }
            return .concluded(Conclusion(run.idleOutcome, reason: reason, receivers: registry.notifiers.map(\.name)))
        case .conclude(let outcome, let reason):
            if outcome == .selfRecovered { world.mark(.selfRecovered) }
            return .concluded(Conclusion(outcome, reason: reason, receivers: registry.notifiers.map(\.name)))
        case .announce(let notifier): return .notifying(notifier: notifier)
        case .notify(let notifier, let isRepeat):
            return .notified(try await notify(notifier, isRepeat: isRepeat, run: run, journal: journal))
        case .close: return .closed
        case .watch, .wait, .awaitApproval, .rest: preconditionFailure("\(step) has no fact of its own")
        }
    }

    /// One reading; what an interruption cut short is not a reading. What took longer than it may says nothing: this
    /// process was stopped in between, and the answer is of before.
    private func reading(_ entity: Entity, within seconds: Double) async throws -> HealthReading {
        let began = world.now()
        var reading = redactor.redact(await verifier.read(entity, within: seconds))
        let spent = world.now().seconds(since: began)
        if spent > seconds + 0.5 {
            let detail = "\(reading.detail), asked \(PostMortem.seconds(spent)) before"
            reading = HealthReading(.unknown, at: reading.at, detail: detail)
        }
        if reading.status == .unknown { try Task.checkCancellation() }
        return reading
    }

    /// The intent that a refusal proves to have had no effect: where this was the only try at it.
    private func untouched(_ run: Run) -> String? {
        run.transientFailures.isEmpty && run.resumptions == 0 ? run.round.intents.last?.key : nil
    }

    /// An error's words, made safe to keep and bounded in length.
    func describe(_ error: any Error) -> String {
        redactor.safe(String(describing: error), upTo: 500)
    }
}

/// The closed loop, on one screen.
///
///     detect → gather → diagnose → plan → judge → precheck → intend → act → verify → conclude → tell
///                 ▲                                                       │
///                 └───────── not recovered: undo, verify the undo ────────┘
///
/// Given what the journal says and the time, what happens next? The answer is a pure function: no clock, no I/O, no
/// chance. The engine asks, performs the step, appends what came of it, and asks again. A crash therefore needs no
/// recovery path: the restarted engine just asks.
extension Run {
    /// The next step within `limits` at `now`.
    public func nextStep(within limits: Limits, at now: Instant) -> Step {
        if seq >= limits.entries, phase != .concluded, phase != .closed {
            return .conclude(hasActed ? .unverified : .failed, reason: "gave up after \(seq) journal entries")
        }
        if let step = stepFromCancellation() { return step }
        if let retryAt, now < retryAt { return .wait(until: retryAt) }
        if let step = stepFromTransientFailures(limits) { return step }
        return switch phase {
        case .opened: .gather
        case .gathered: stepToDiagnosis(limits)
        case .diagnosed: stepToPlan(limits, now)
        case .planned: round.plan.map { .judge($0) } ?? .conclude(.failed, reason: "no plan")
        case .asked: stepToAnswer(limits, now)
        case .cleared: stepToIntent(limits, now)
        case .intended: stepToEffect(limits, now)
        case .acted: stepToVerification(limits, now)
        case .refused: stepFromRefusal(limits, now)
        case .verified: stepFromVerification(limits)
        case .concluded: stepToTelling()
        case .closed: .rest
        }
    }

    /// Once cancelled, nothing is begun. What was begun is verified, and taken back where it did not help.
    private func stepFromCancellation() -> Step? {
        guard let cancellation, round.intents.isEmpty, round.plan?.isUndo != true else { return nil }
        return [.verified, .concluded, .closed].contains(phase) ? nil : giveUp(cancellation)
    }

    /// Steps without a bound of their own are given up after as many transient failures as reasoning is.
    private func stepFromTransientFailures(_ limits: Limits) -> Step? {
        guard phase != .gathered, phase != .intended, transientFailures.count > limits.transientFailures else {
            return nil
        }
        // The end is decided: whoever cannot be told of it is not told.
        if phase == .concluded { return .close }
        let reason = "gave up at \(phase.rawValue): \(transientFailures.last ?? "")"
        return .conclude(hasActed ? .unverified : .failed, reason: reason)
    }

    private func stepToDiagnosis(_ limits: Limits) -> Step {
        if let refusal = round.refusal { return .fallBack(reason: "reasoning was given up: \(refusal.reason)") }
        guard transientFailures.count > limits.reasoningRetries else { return .diagnose }
        return .fallBack(
            reason: "reasoning failed \(transientFailures.count.counted("time")): \(transientFailures.last ?? "")")
    }

    private func stepToPlan(_ limits: Limits, _ now: Instant) -> Step {
        guard let diagnosis = round.diagnosis else { return .conclude(.failed, reason: "no diagnosis") }
        if diagnosis.finding == .nothingAbnormal {
            switch precheck(limits, now) {
            case .again(let step): return step
            case .over(.good):
                let reason = "nothing abnormal, and the health signal stands healthy"
                return .conclude(hasActed ? .recovered : .selfRecovered, reason: reason)
            case .over, .unsettled:
                let seen = round.prechecks.last.map { " (\($0.status.rawValue): \($0.detail))" } ?? ""
                let reason = "nothing abnormal in the evidence, but the health signal does not stand healthy\(seen)"
                return stepAside(reason, limits, now)
            }
        }
        guard let hypothesis else { return stepAside(diagnosis.summary, limits, now) }
        guard hypothesis.recommendation != .escalate else { return stepAside(hypothesis.cause, limits, now) }
        guard hypothesis.confidence >= limits.confidenceFloor else {
            let reason = "confidence \(hypothesis.confidence) is below the floor \(limits.confidenceFloor)"
            return stepAside(reason, limits, now)
        }
        return .plan(hypothesis)
    }

    private func stepToAnswer(_ limits: Limits, _ now: Instant) -> Step {
        guard case .ask(_, let question)? = round.verdict, let askedAt else { return giveUp("nobody was asked") }
        let until = askedAt.advanced(bySeconds: limits.approvalSeconds)
        return now < until
            ? .awaitApproval(question: question, until: until) : .refuse(reason: "not approved: \(question)")
    }

    private func stepToIntent(_ limits: Limits, _ now: Instant) -> Step {
        guard let plan = round.plan, let clearance = round.clearance else { return giveUp("no clearance") }
        guard isJudgedNow(limits, now) else { return .judge(plan) }
        guard now < clearance.expires else { return .refuse(reason: "the clearance has expired") }
        if plan.isUndo, let obstacle = obstacle(limits) { return .refuse(reason: obstacle) }
        return stepIfBad(limits, now, .intend(plan.actions[0]))
    }

    /// `step`, which begins the plan, where the health signal stands bad, or says nothing and what was read speaks for
    /// the plan. For taking something back only bad will do.
    func stepIfBad(_ limits: Limits, _ now: Instant, _ step: Step) -> Step {
        let isUndo = round.plan?.isUndo == true
        switch precheck(limits, now) {
        case .again(let look): return look
        case .over(.good) where !hasActed: return .conclude(.selfRecovered, reason: goodBeforehandReason)
        case .over(.good) where isUndo:
            return .conclude(.recovered, reason: "the health signal came back before what was done was taken back")
        case .over(.good):
            return .conclude(.recovered, reason: "the health signal came back after what was tried had been taken back")
        case .over(.unknown) where isUndo, .unsettled where isUndo:
            return .conclude(.unverified, reason: "nothing that is seen now argues for taking back what was done")
        case .unsettled: return giveUp(unsettledReason)
        case .over: return (isUndo ? nil : obstacle(limits) ?? staleness(now)).map { giveUp($0) } ?? step
        }
    }

    private func stepToVerification(_ limits: Limits, _ now: Instant) -> Step {
        guard let plan = round.plan else { return giveUp("no plan") }
        if round.receipts.count < plan.actions.count, round.unconfirmed == nil {
            guard isJudgedNow(limits, now) else { return .judge(plan) }
            guard let clearance = round.clearance, now < clearance.expires else {
                return .refuse(reason: "the clearance has expired")
            }
            let stop = plan.isUndo ? nil : cancellation
            if let obstacle = stop ?? obstacle(limits) { return .refuse(reason: obstacle) }
            return .intend(plan.actions[round.receipts.count])
        }
        return plan.isUndo ? stepToUndone(limits) : stepToReading(limits, now)
    }

    private func stepFromRefusal(_ limits: Limits, _ now: Instant) -> Step {
        let reason = round.refusal?.reason ?? "refused"
        if round.plan?.isUndo == true {
            let isBroken = rounds.dropLast().last?.refusal != nil
            return .conclude(isBroken ? .failed : .notRecovered, reason: "the undo was not carried out: \(reason)")
        }
        if let plan = round.plan, let undo = Plan(undoing: round.reversible, of: plan) { return .undo(undo) }
        guard round.intents.isEmpty else { return .conclude(.failed, reason: reason) }
        // What policy or person has refused is not waited for; where nothing could be planned, others may know better.
        return round.verdict == nil ? stepAside(reason, limits, now) : giveUp(reason)
    }

    private func stepFromVerification(_ limits: Limits) -> Step {
        switch round.verification {
        case .recovered?:
            return .conclude(hasFoundAllDone ? .selfRecovered : .recovered, reason: recoveredReason)
        case .unverified?: return .conclude(.unverified, reason: unverifiedReason)
        case .notRecovered? where round.unconfirmed != nil:
            return .conclude(.unverified, reason: unconfirmedReason ?? unverifiedReason)
        case .notRecovered? where isHealedInPart: return .conclude(.notRecovered, reason: notRecoveredReason)
        case .notRecovered?:
            if let plan = round.plan, let undo = Plan(undoing: round.reversible, of: plan) { return .undo(undo) }
        case .undone?, nil: break
        }
        if let refusal = rounds.dropLast().last?.refusal, round.verification == .undone {
            return .conclude(.failed, reason: "\(refusal.reason); what was done is undone")
        }
        guard hasAlternative(limits) else {
            let reason = [notRecoveredReason, cancellation].compactMap(\.self).joined(separator: "; ")
            return .conclude(.notRecovered, reason: reason)
        }
        return .gather
    }

    private func stepToTelling() -> Step {
        if let notifying { return .notify(notifier: notifying, isRepeat: isNotifiedBefore) }
        let told = Set(notifications.map(\.notifier))
        let next = conclusion?.receivers.first { !told.contains($0) }
        return next.map { .announce(notifier: $0) } ?? .close
    }

    /// Where this run can do nothing, another one may be at work on the same thing: who that is, is asked; it is waited
    /// for; and what the health signal says then is the end.
    private func stepAside(_ reason: String, _ limits: Limits, _ now: Instant) -> Step {
        guard !hasActed else { return giveUp(reason) }
        guard let known = others.words else { return .standDown(reason: reason) }
        let plain = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
        switch precheck(limits, now) {
        case .again(let step): return step
        case .over(.good): return .conclude(.selfRecovered, reason: goodBeforehandReason)
        case .over, .unsettled:
            if others.changed == nil, let delay = others.delay(limits) { return giveUp("\(plain); \(delay)") }
            return .standDown(reason: "\(plain); \(known)")
        }
    }

    /// After an action the outcome is never `escalated`: something was tried.
    private func giveUp(_ reason: String) -> Step { .conclude(hasActed ? .notRecovered : .escalated, reason: reason) }
}

extension Run {
    /// Replays one entry. An entry that does not fit is a corrupt journal or a bug; either way the run stops here
    /// rather than act on it.
    public mutating func apply(_ entry: JournalEntry) throws(JournalError) {
        guard entry.run == id, entry.seq == seq + 1, entry.previousDigest == lastDigest else {
            throw .broken(entry.run, seq: entry.seq)
        }
        if entry.isLater { laterSchema = max(laterSchema ?? 0, entry.schema) }
        do throws(JournalError) { try replay(entry.event, at: entry.at) } catch {
            guard laterSchema != nil else { throw error }
            // It may follow from what cannot be read here, and is only shown.
            if entry.event == .closed { phase = .closed }
        }
        (seq, lastDigest, lastAt) = (entry.seq, entry.digest, entry.at)
    }

    private mutating func replay(_ event: Event, at: Instant) throws(JournalError) {
        if replayBeside(event, at: at) { return }
        if !replayThinking(event), try !replayActing(event, at: at), !replayEnding(event, at: at) {
            throw .misfit(event: event.kind, phase: phase.rawValue)
        }
        (transientFailures, retryAt) = ([], nil)
    }

    /// Facts that do not move the run.
    private mutating func replayBeside(_ event: Event, at: Instant) -> Bool {
        switch event {
        case .transientFailure(let reason, let until):
            transientFailures.append(reason)
            retryAt = until
            // A driver fails in passing only where nothing was sent.
            if round.sending != nil { update { ($0.sending, $0.isOurs) = (nil, !$0.receipts.isEmpty) } }
        case .interrupted:
            replayUnanswered()
        case .resumed:
            resumptions += 1
            resumedAt = at
            replayUnanswered()
            if notifying != nil { isNotifiedBefore = true }
        case .sending(let sending):
            guard phase == .intended, sending.intent == round.intents.last?.key else { return false }
            update { ($0.sending, $0.isOurs) = (sending, true) }
        // Looked at again before it is done: the tries at it go on being counted.
        case .prechecked(let reading) where phase == .intended: update { $0.prechecks.append(reading) }
        case .conditions(let found): conditions = found
        case .alertJoined(let alert): joined.append(alert)
        case .cancelled(let person, let reason):
            if cancellation == nil { cancellation = "cancelled by \(person): \(reason)" }
        case .judged(let verdict): return replayAgain(verdict, at: at)
        case .recurred, .answerVoid, .messageUnknown, .unknown: break
        default: guard replayOthers(event, at: at) else { return false }
        }
        return phase != .closed
    }

    /// Whoever was asking has ended before the answer: it may have happened.
    private mutating func replayUnanswered() {
        guard let sending = round.sending else { return }
        update { ($0.sending, $0.pending) = (nil, sending) }
    }

    /// A verdict on what was allowed before and is not done yet. Nothing else changes: the tries at the present step
    /// go on being counted.
    private mutating func replayAgain(_ verdict: Verdict, at: Instant) -> Bool {
        guard [.cleared, .intended, .acted].contains(phase), round.verification == nil else { return false }
        switch verdict {
        case .allow(let clearance):
            guard clearance.plan == round.plan?.digest, clearance.run == id else { return false }
            update { ($0.verdict, $0.judgedAt, $0.clearance) = (verdict, at, clearance) }
        case .ask where round.isApproved: update { ($0.verdict, $0.judgedAt) = (verdict, at) }
        case .ask(let rule, let text), .deny(let rule, let text):
            update { ($0.verdict, $0.judgedAt) = (verdict, at) }
            refuse("\(rule): \(text)")
            (transientFailures, retryAt) = ([], nil)
        }
        return true
    }

    private mutating func replayThinking(_ event: Event) -> Bool {
        switch (phase, event) {
        case (.opened, .gathered(let gathering)): note(gathering)
        case (.verified, .gathered(let gathering)):
            rounds.append(Round())
            note(gathering)
        case (.gathered, .refused(let reason, let artifacts, _)):
            // Reasoning is over and not the run: whoever stands in concludes.
            let words = transientFailures.last.map { "\($0); \(reason)" } ?? reason
            update { $0.refusal = Refusal(words, artifacts: artifacts) }
        case (.gathered, .diagnosed(let diagnosis)):
            update { ($0.diagnosis, $0.refusal) = (diagnosis, nil) }
            phase = .diagnosed
        case (.diagnosed, .planned(let plan)) where !plan.isUndo:
            update { $0.plan = plan }
            phase = .planned
        case (.verified, .planned(let plan)) where plan.isUndo, (.refused, .planned(let plan)) where plan.isUndo:
            let (gathering, since) = (round.gathering, round.gatheredSince)
            rounds.append(Round())
            update { ($0.gathering, $0.gatheredSince, $0.plan) = (gathering, since, plan) }
            phase = .planned
        case (.diagnosed, .prechecked(let reading)), (.refused, .prechecked(let reading)):
            update { $0.prechecks.append(reading) }
        case (.diagnosed, .refused(let reason, let artifacts, _)): refuse(reason, artifacts)
        default: return false
        }
        return true
    }

    private mutating func replayActing(_ event: Event, at: Instant) throws(JournalError) -> Bool {
        switch (phase, event) {
        case (.planned, .judged(let verdict)): try replayVerdict(verdict, at: at)
        case (.asked, .approved(let clearance)) where clearance.plan == round.plan?.digest && clearance.run == id:
            update { ($0.clearance, $0.isApproved) = (clearance, true) }
            phase = .cleared
        case (.asked, .rejected(let person, let reason)): refuse("\(person) said no: \(reason)")
        case (.cleared, .prechecked(let reading)): update { $0.prechecks.append(reading) }
        case (.cleared, .intended(let intent)), (.acted, .intended(let intent)):
            guard round.clearance?.covers(intent, of: id, at: at) == true else { return false }
            guard round.plan?.actions.dropFirst(round.intents.count).first == intent.action else { return false }
            update { $0.intents.append(intent) }
            phase = .intended
        case (.intended, .acted(let receipt)) where receipt.intent == round.intents.last?.key:
            // A process that died since the intent may have done it, by a driver that leaves no mark; so may a try that
            // failed.
            let isTakenOver = resumedAt.map { $0 >= round.intents.last?.at ?? at } ?? false
            let isOurs = receipt.effect != .found || isTakenOver || !transientFailures.isEmpty
            update { ($0.actedAt, $0.receipts, $0.sending, $0.pending) = (at, $0.receipts + [receipt], nil, nil) }
            if isOurs { update { $0.isOurs = true } }
            phase = .acted
        case (.intended, .pending(let pending)) where pending.intent == round.intents.last?.key:
            update { ($0.sending, $0.pending, $0.isOurs) = (nil, pending, true) }
        case (.asked, .refused(let reason, let artifacts, _)), (.cleared, .refused(let reason, let artifacts, _)),
            (.acted, .refused(let reason, let artifacts, _)):
            refuse(reason, artifacts)
        case (.intended, .refused(let reason, let artifacts, let intent)):
            update { $0.refusedIntent = intent }
            refuse(reason, artifacts)
        case (.acted, .checked(let reading)): update { $0.readings.append(reading) }
        case (.acted, .verified(let verification)):
            update { ($0.verification, $0.verifiedAt) = (verification, at) }
            phase = .verified
        default: return false
        }
        return true
    }

    private mutating func replayVerdict(_ verdict: Verdict, at: Instant) throws(JournalError) {
        if case .allow(let clearance) = verdict, clearance.plan != round.plan?.digest || clearance.run != id {
            throw .misfit(event: "judged", phase: "a clearance for another plan")
        }
        update { ($0.verdict, $0.judgedAt) = (verdict, at) }
        switch verdict {
        case .allow(let clearance):
            update { $0.clearance = clearance }
            phase = .cleared
        case .ask: (phase, askedAt) = (.asked, at)
        case .deny(let rule, let reason): refuse("\(rule): \(reason)")
        }
    }

    private mutating func replayEnding(_ event: Event, at: Instant) -> Bool {
        switch (phase, event) {
        case (.concluded, .notifying(let notifier)): (notifying, isNotifiedBefore) = (notifier, false)
        case (.concluded, .notified(let notification)) where notification.notifier == notifying:
            notifications.append(notification)
            notifying = nil
        case (.concluded, .closed): phase = .closed
        case (.concluded, _), (.closed, _): return false
        case (_, .concluded(let conclusion)):
            (self.conclusion, concludedAt, phase) = (conclusion, at, .concluded)
        default: return false
        }
        return true
    }

    /// Evidence is as old as the entry before it, for its reading began then.
    private mutating func note(_ gathering: EvidenceSet) {
        let since = lastAt
        update { ($0.gathering, $0.gatheredSince) = (gathering, since) }
        others = OtherRuns()
        phase = .gathered
    }

    private mutating func refuse(_ reason: String, _ artifacts: [Artifact] = []) {
        update { $0.refusal = Refusal(reason, artifacts: artifacts) }
        phase = .refused
    }

    private mutating func update(_ change: (inout Round) -> Void) { change(&rounds[rounds.count - 1]) }
}

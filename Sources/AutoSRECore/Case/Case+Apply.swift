extension Case {
    /// Folds one entry. An entry that does not fit is a corrupt journal or a bug; either way the case stops here rather
    /// than act on it.
    public mutating func apply(_ entry: JournalEntry) throws(JournalError) {
        guard entry.run == run, entry.seq == seq + 1, entry.previousDigest == lastDigest else {
            throw .broken(entry.run, seq: entry.seq)
        }
        try fold(entry.event, at: entry.at)
        (seq, lastDigest, lastAt) = (entry.seq, entry.digest, entry.at)
    }

    private mutating func fold(_ event: Event, at: Instant) throws(JournalError) {
        if foldBeside(event, at: at) { return }
        if !foldThinking(event), try !foldActing(event, at: at), !foldEnding(event, at: at) {
            throw .misfit(event: event.kind, phase: phase.rawValue)
        }
        (stumbles, retryAt) = ([], nil)
    }

    /// Facts that do not move the case.
    private mutating func foldBeside(_ event: Event, at: Instant) -> Bool {
        switch event {
        case .stumbled(let reason, let until):
            stumbles.append(reason)
            retryAt = until
            // A driver stumbles only where nothing was sent.
            if round.sending != nil { update { $0.sending = nil } }
        case .interrupted(let signal):
            interruptions.append(signal)
            foldUnanswered()
        case .resumed:
            resumptions += 1
            resumedAt = at
            foldUnanswered()
            if announced != nil { isAnnouncedBefore = true }
        case .sending(let sending):
            guard phase == .intended, sending.intent == round.intents.last?.key else { return false }
            update { $0.sending = sending }
        case .conditions(let found): conditions = found
        case .signalJoined(let signal): joined.append(signal)
        case .judged(let verdict): return foldAgain(verdict, at: at)
        case .recurred, .unknown: break
        default: guard foldOthers(event, at: at) else { return false }
        }
        return phase != .closed
    }

    /// Whoever was asking has ended before the answer: it may have happened.
    private mutating func foldUnanswered() {
        guard let sending = round.sending else { return }
        update { ($0.sending, $0.pending) = (nil, sending) }
    }

    /// A verdict on what was allowed before and is not done yet. Nothing else changes: the tries at the present step
    /// go on being counted.
    private mutating func foldAgain(_ verdict: Verdict, at: Instant) -> Bool {
        guard [.cleared, .intended, .acted].contains(phase), round.verification == nil else { return false }
        switch verdict {
        case .allow(let clearance):
            guard clearance.plan == round.plan?.digest, clearance.run == run else { return false }
            update { ($0.verdict, $0.judgedAt, $0.clearance) = (verdict, at, clearance) }
        case .ask where round.isApproved: update { ($0.verdict, $0.judgedAt) = (verdict, at) }
        case .ask(let rule, let text), .deny(let rule, let text):
            update { ($0.verdict, $0.judgedAt) = (verdict, at) }
            refuse("\(rule): \(text)")
            (stumbles, retryAt) = ([], nil)
        }
        return true
    }

    private mutating func foldThinking(_ event: Event) -> Bool {
        switch (phase, event) {
        case (.opened, .gathered(let gathering)): note(gathering)
        case (.verified, .gathered(let gathering)):
            rounds.append(Round())
            note(gathering)
        case (.gathered, .refused(let reason, let artifacts, _)):
            // Reasoning is over and not the run: whoever stands in concludes.
            let words = stumbles.last.map { "\($0); \(reason)" } ?? reason
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
        case (.diagnosed, .looked(let reading)), (.refused, .looked(let reading)):
            update { $0.looks.append(reading) }
        case (.diagnosed, .refused(let reason, let artifacts, _)): refuse(reason, artifacts)
        default: return false
        }
        return true
    }

    private mutating func foldActing(_ event: Event, at: Instant) throws(JournalError) -> Bool {
        switch (phase, event) {
        case (.planned, .judged(let verdict)): try foldVerdict(verdict, at: at)
        case (.asked, .approved(let clearance)) where clearance.plan == round.plan?.digest && clearance.run == run:
            update { ($0.clearance, $0.isApproved) = (clearance, true) }
            phase = .cleared
        case (.asked, .rejected(let person, let reason)): refuse("\(person) said no: \(reason)")
        case (.cleared, .looked(let reading)): update { $0.looks.append(reading) }
        case (.cleared, .intended(let intent)), (.acted, .intended(let intent)):
            guard round.clearance?.covers(intent, of: run, at: at) == true else { return false }
            guard round.plan?.actions.dropFirst(round.intents.count).first == intent.action else { return false }
            update { $0.intents.append(intent) }
            phase = .intended
        case (.intended, .acted(let receipt)) where receipt.intent == round.intents.last?.key:
            update { ($0.actedAt, $0.receipts, $0.sending, $0.pending) = (at, $0.receipts + [receipt], nil, nil) }
            phase = .acted
        case (.intended, .pending(let pending)) where pending.intent == round.intents.last?.key:
            update { ($0.sending, $0.pending) = (nil, pending) }
        case (.asked, .refused(let reason, let artifacts, _)), (.cleared, .refused(let reason, let artifacts, _)),
            (.intended, .refused(let reason, let artifacts, _)), (.acted, .refused(let reason, let artifacts, _)):
            refuse(reason, artifacts)
        case (.acted, .checked(let reading)): update { $0.readings.append(reading) }
        case (.acted, .verified(let verification)):
            update { ($0.verification, $0.verifiedAt) = (verification, at) }
            phase = .verified
        default: return false
        }
        return true
    }

    private mutating func foldVerdict(_ verdict: Verdict, at: Instant) throws(JournalError) {
        update { ($0.verdict, $0.judgedAt) = (verdict, at) }
        switch verdict {
        case .allow(let clearance):
            guard clearance.plan == round.plan?.digest, clearance.run == run else {
                throw .misfit(event: "judged", phase: "a clearance for another plan")
            }
            update { $0.clearance = clearance }
            phase = .cleared
        case .ask: (phase, askedAt) = (.asked, at)
        case .deny(let rule, let reason): refuse("\(rule): \(reason)")
        }
    }

    private mutating func foldEnding(_ event: Event, at: Instant) -> Bool {
        switch (phase, event) {
        case (.concluded, .telling(let reporter)): (announced, isAnnouncedBefore) = (reporter, false)
        case (.concluded, .told(let telling)) where telling.reporter == announced:
            tellings.append(telling)
            announced = nil
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

extension PostMortem {
    static func timeline(of run: Run, journal: [JournalEntry]) -> [Moment] {
        var moments = [Moment(at: run.incident.detectedAt, kind: .alert, text: alertText(run))]
        for entry in journal {
            guard let (kind, text) = notification(of: entry.event, run: run) else { continue }
            moments.append(Moment(at: entry.at, kind: kind, text: text))
        }
        return moments
    }

    static func sightings(_ journal: [JournalEntry]) -> [Sighting] {
        var sightings: [Sighting] = []
        for entry in journal {
            guard let reading = reading(in: entry.event) else { continue }
            let last = sightings.suffix(2)
            if last.count == 2, last.allSatisfy({ $0.status == reading.status }) { sightings.removeLast() }
            sightings.append(Sighting(at: reading.at, status: reading.status))
        }
        return sightings
    }

    private static func reading(in event: Event) -> HealthReading? {
        switch event {
        case .gathered(let gathering): gathering.health
        case .prechecked(let reading), .checked(let reading), .recurred(let reading): reading
        default: nil
        }
    }

    private static func alertText(_ run: Run) -> String {
        "Alert received: \(run.incident.type.rawValue) on \(run.incident.service) from \(run.source)"
    }

    private static func notification(of event: Event, run: Run) -> (Moment.Kind, String)? {
        switch event {
        case .gathered(let gathering):
            let missing = gathering.gaps.count { $0.isPart != true }
            let words = missing == 0 ? "" : ", \(missing) not available"
            return (.evidence, "Evidence: \(gathering.evidence.count.counted("piece"))\(words)")
        case .diagnosed(let diagnosis):
            return (.diagnosis, "Root cause: \(diagnosis.hypotheses.first?.cause ?? diagnosis.summary)")
        case .planned(let plan):
            let actions = plan.actions.map(\.summary).joined(separator: "; ")
            return plan.isUndo ? (.undoPlan, "Undo planned: \(actions)") : (.plan, "Plan: \(actions)")
        case .judged(.allow(let clearance)): return (.verdict, "Allowed by \(clearance.grantedBy)")
        case .judged(.ask(_, let question)): return (.verdict, "A person is asked: \(question)")
        case .judged(.deny(let rule, let reason)): return (.denial, "Denied by \(rule): \(reason)")
        case .approved(let clearance): return (.verdict, "Approved by \(clearance.grantedBy)")
        case .rejected(let person, let reason): return (.denial, "Rejected by \(person): \(reason)")
        case .answerVoid(let person, let reason):
            return (.process, "An answer of \(person) counted for nothing: \(reason)")
        case .intended(let intent): return (.action, "Action: \(intent.action.summary)")
        case .pending(let pending): return (.unconfirmed, "Asked for, not shown yet: \(pending.reason)")
        case .acted(let receipt):
            let (kind, words) = confirmed(receipt)
            return (kind, "\(words) by \(receipt.driver): \(receipt.confirmation)")
        case .refused(let reason, _, _): return (.refusal, "Not carried out: \(reason)")
        case .recurred: return (.recurrence, "The trouble came back")
        case .cancelled(let person, let reason): return (.process, "Cancelled by \(person): \(reason)")
        case .interrupted(let signal): return (.process, "Interrupted by \(signal)")
        case .resumed: return (.process, "Resumed by another process")
        case .transientFailure(let reason, _): return (.retry, "Failed, and tried again: \(reason)")
        case .targetBusy(let busy) where busy.retryAt == run.others.busy?.retryAt:
            return (.otherRun, "Waited for \(busy.run), which worked on \(busy.target)")
        case .targetChanged(let change): return (.otherRun, "\(change.target) was changed by \(change.run)")
        case .verified(let verification): return (.verification, "Verification: \(verification.rawValue)")
        case .concluded(let conclusion): return ending(conclusion, of: run)
        case .unknown(let kind, _): return (.later, "\(kind): written by a later version")
        default: return nil
        }
    }

    private static func confirmed(_ receipt: Receipt) -> (Moment.Kind, String) {
        switch receipt.effect {
        case .applied: (.effect, "Confirmed")
        case .found: (.effect, "Found done")
        case .unconfirmed: (.unconfirmed, "Unconfirmed")
        case .simulated: (.rehearsal, "Simulated")
        }
    }

    private static func ending(_ conclusion: Conclusion, of run: Run) -> (Moment.Kind, String) {
        switch conclusion.outcome {
        case .recovered:
            let time = seconds(run.recoverySeconds ?? 0)
            return (.recovery, "Recovery: recovered in \(time); \(conclusion.reason)")
        case .selfRecovered: return (.recovery, "Recovery: self_recovered; \(conclusion.reason)")
        case .escalated: return (.ending, "Escalated: \(conclusion.reason)")
        default: return (.ending, "Recovery: \(conclusion.outcome.rawValue); \(conclusion.reason)")
        }
    }

    /// Seconds with one decimal, as every view prints them: `0.4 s`.
    public static func seconds(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

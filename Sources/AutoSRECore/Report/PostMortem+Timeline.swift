extension PostMortem {
    static func timeline(of file: Case, journal: [JournalEntry]) -> [Moment] {
        var moments = [Moment(at: file.incident.detectedAt, text: alertText(file))]
        var diagnosis: Diagnosis?
        for entry in journal {
            if case .diagnosed(let found) = entry.event { diagnosis = found }
            guard let text = text(of: entry.event, file: file, diagnosis: diagnosis) else { continue }
            moments.append(Moment(at: entry.at, text: text))
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
        case .looked(let reading), .checked(let reading), .recurred(let reading): reading
        default: nil
        }
    }

    private static func alertText(_ file: Case) -> String {
        "Alert received: \(file.incident.type.rawValue) on \(file.incident.service) from \(file.source)"
    }

    private static func text(of event: Event, file: Case, diagnosis: Diagnosis?) -> String? {
        switch event {
        case .gathered(let gathering):
            let missing = gathering.gaps.count { $0.isPart != true }
            let words = missing == 0 ? "" : ", \(missing) not available"
            return "Evidence: \(gathering.evidence.count.counted("piece"))\(words)"
        case .diagnosed(let diagnosis): return "Root cause: \(diagnosis.hypotheses.first?.cause ?? diagnosis.summary)"
        case .planned(let plan):
            return "\(plan.isUndo ? "Undo planned" : "Plan"): \(plan.actions.map(\.summary).joined(separator: "; "))"
        case .judged(.allow(let clearance)): return "Allowed by \(clearance.grantedBy)"
        case .judged(.ask(_, let question)): return "A person is asked: \(question)"
        case .judged(.deny(let rule, let reason)): return "Denied by \(rule): \(reason)"
        case .approved(let clearance): return "Approved by \(clearance.grantedBy)"
        case .rejected(let person, let reason): return "Rejected by \(person): \(reason)"
        case .intended(let intent): return "Action: \(intent.action.summary)"
        case .pending(let pending): return "Asked for, not shown yet: \(pending.reason)"
        case .acted(let receipt): return "\(confirmed(receipt)): \(receipt.confirmation)"
        case .refused(let reason, _, _): return "Not carried out: \(reason)"
        case .recurred: return "The trouble came back"
        case .interrupted(let signal): return "Interrupted by \(signal)"
        case .resumed: return "Resumed by another process"
        case .stumbled(let reason, _): return "Stumbled: \(reason)"
        case .targetBusy(let busy) where busy.retryAt == file.others.busy?.retryAt:
            return "Waited for \(busy.run), which worked on \(busy.target)"
        case .targetChanged(let change): return "\(change.target) was changed by \(change.run)"
        case .verified(let verification): return "Verification: \(verification.rawValue)"
        case .concluded(let conclusion): return ending(conclusion, of: file)
        default: return nil
        }
    }

    private static func confirmed(_ receipt: Receipt) -> String {
        switch receipt.effect {
        case .applied: "Confirmed by \(receipt.driver)"
        case .found: "Found done by \(receipt.driver)"
        case .unconfirmed: "Unconfirmed by \(receipt.driver)"
        case .simulated: "Simulated by \(receipt.driver)"
        }
    }

    private static func ending(_ conclusion: Conclusion, of file: Case) -> String {
        switch conclusion.outcome {
        case .recovered: "Recovery: recovered in \(seconds(file.recoverySeconds ?? 0)); \(conclusion.reason)"
        case .selfRecovered: "Recovery: self_recovered; \(conclusion.reason)"
        case .escalated: "Escalated: \(conclusion.reason)"
        default: "Recovery: \(conclusion.outcome.rawValue); \(conclusion.reason)"
        }
    }

    /// Seconds with one decimal, as every view prints them: `0.4 s`.
    public static func seconds(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}

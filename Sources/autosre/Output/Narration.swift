import AutoSRECore

/// Tells a journal in lines: the live view of a run and `autosre show` are this one function over the same entries.
struct Narration: Sendable {
    /// How much is told.
    enum Detail: Sendable {
        /// What changes; a long verification shows a reading every ten seconds.
        case changes
        /// Every entry.
        case everything
    }

    /// How much is told.
    let detail: Detail
    /// How times of day are shown.
    var times = Times.utc

    /// The lines for one entry. `run` is the run with the entry replayed.
    func lines(for entry: JournalEntry, of run: Run) -> [Line] {
        var lines = self.lines(entry, run)
        if !lines.isEmpty { lines[0].time = times.timeOfDay(entry.at) }
        return lines
    }

    private func lines(_ entry: JournalEntry, _ run: Run) -> [Line] {
        switch entry.event {
        case .opened(let alert): opened(alert, entry)
        case .gathered(let gathering): Self.gathered(gathering)
        case .diagnosed(let diagnosis): Self.diagnosed(diagnosis)
        case .planned(let plan): Self.planned(plan)
        case .judged(let verdict): [Self.judged(verdict)] + asking(run)
        case .prechecked, .intended, .acted, .refused, .checked, .verified: acting(entry, run)
        case .concluded(let conclusion): Self.concluded(conclusion, of: run)
        case .notifying(let notifier): detail == .everything ? [Line(label: "Notify", spans: [Span(notifier)])] : []
        case .notified(let notification): [Self.notified(notification)]
        case .targetBusy(let busy): waiting(busy, run)
        case .sending: []
        case .conditions(let found):
            detail == .everything
                ? [
                    Line(
                        label: "Judged", spans: [Span("by \(found.program), policy \(found.policyDigest.short)", .dim)])
                ]
                : []
        case .closed: detail == .everything ? [Line(label: "Closed", spans: [])] : []
        default: [aside(entry.event)]
        }
    }

    /// What happens beside the loop.
    private func aside(_ event: Event) -> Line {
        switch event {
        case .approved(let clearance): Line(label: "Approved", spans: [Span("by \(clearance.grantedBy)")])
        case .rejected(let person, let reason): Line(label: "Rejected", spans: [Span("by \(person): \(reason)")])
        case .answerVoid(let person, let reason):
            Line(label: "Void", style: .yellow, spans: [Span("the answer of \(person): \(reason)")])
        case .transientFailure(let reason, let until):
            Line(
                label: "Retry", style: .yellow,
                spans: [Span(reason), Span("  again at \(times.timeOfDay(until))", .dim)])
        case .targetChanged(let change):
            Line(label: "Changed", style: .yellow, spans: [Span("\(change.target) by \(change.run)")])
        case .pending(let pending):
            Line(
                label: "Asked", style: .yellow,
                spans: [
                    Span("not known yet whether it happens: \(pending.reason)"),
                    Span("  watched until \(times.timeOfDay(pending.until))", .dim),
                ])
        case .cancelled(let person, let reason):
            Line(label: "Cancelled", style: .yellow, spans: [Span("by \(person): \(reason)")])
        case .interrupted(let signal): Line(label: "Stopped", style: .yellow, spans: [Span("by \(signal)")])
        case .resumed(let owner): Line(label: "Resumed", spans: [Span("by process \(owner.process)")])
        case .recurred: Line(label: "Recurred", style: .red, spans: [Span("the trouble came back")])
        case .alertJoined(let alert): Line(label: "Joined", spans: [Span("another alert from \(alert.source)")])
        case .messageUnknown(let kind, _):
            Line(label: "Message", style: .dim, spans: [Span("\(kind): of a later version, and without effect", .dim)])
        default: Line(label: event.kind, style: .dim, spans: [Span("written by a later version", .dim)])
        }
    }

    /// Another run has the target; told once for all the times that it was asked.
    private func waiting(_ busy: TargetBusy, _ run: Run) -> [Line] {
        let isFirst = run.others.busySince == run.lastAt
        guard isFirst || detail == .everything else { return [] }
        return [
            Line(label: "Waiting", style: .yellow, spans: [Span("\(busy.run) is working on \(busy.target)")])
        ]
    }

    private func opened(_ alert: Alert, _ entry: JournalEntry) -> [Line] {
        let incident = alert.incident
        let head = [
            Span(incident.type.rawValue, .bold), Span(" on "), Span(incident.service, .bold),
            Span(alert.system.map { " in \($0)" } ?? ""), Span(alert.severity.map { ", \($0.rawValue)" } ?? ""),
            Span(", reported by \(alert.source)"),
        ]
        return [
            Line(label: "Alert", style: .red, spans: head),
            Line(spans: [
                Span("incident \(incident.id), run \(entry.run), times in \(times.zone(entry.at))", .dim)
            ]),
        ]
    }

    /// What a reader must know before believing anything else.
    static let simulated = "simulated: no source knows anything, so this is a made-up story for a rehearsal"
    /// What follows from a signal that says neither good nor bad, said before anything is touched.
    static let unseen =
        "the health signal says neither good nor bad: no recovery can be seen, and nothing is undone (see: autosre doctor)"

    private static func gathered(_ gathering: EvidenceSet) -> [Line] {
        var lines: [Line] = []
        for piece in gathering.evidence {
            let spans = [
                Span("\(piece.kind.rawValue): ", .bold), Span(piece.summary),
                Span("  from \(piece.source)\(piece.isSimulated ? ", made up" : "") [\(short(piece.id))]", .dim),
            ]
            lines.append(Line(spans: spans, indent: 0))
        }
        for gap in gathering.gaps {
            lines.append(Line(spans: [Span(gap.words, .yellow)]))
        }
        if lines.isEmpty { lines = [Line(spans: [Span("none", .yellow)])] }
        if gathering.isSimulated { lines.insert(Line(spans: [Span(simulated, .yellow)]), at: 0) }
        if gathering.health?.status == .unknown { lines.append(Line(spans: [Span(unseen, .yellow)])) }
        (lines[0].label, lines[0].style) = ("Evidence", .cyan)
        return lines
    }

    /// Enough of an evidence id to find it again in the lines above.
    static func short(_ id: EvidenceID) -> String { String(id.hex.prefix(8)) }
}

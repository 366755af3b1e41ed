import AutoSRECore

/// Feeds a live view from the journal, and from the evidence where a diagnosis cites log lines.
struct LiveObserver: Observer {
    /// The view.
    let view: LiveView
    /// Where the bodies are.
    let evidence: any EvidenceStore

    func observe(_ entry: JournalEntry, of run: Run) async {
        var bodies: [EvidenceID: EvidenceBody] = [:]
        if case .diagnosed(let diagnosis) = entry.event, let best = diagnosis.hypotheses.first {
            let cited = Set(best.claims.flatMap(\.evidence))
            let references = run.round.gathering?.evidence.filter { cited.contains($0.id) } ?? []
            bodies = await ReportMaterial.bodies(of: references, from: evidence)
        }
        view.show(entry, of: run, bodies: bodies)
    }
}

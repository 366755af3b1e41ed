import AutoSRECore

/// The changes that precede the onset. A change after it is innocent of it.
struct Suspects {
    /// The most suspicious deployment of the service itself.
    let candidate: Change?

    init(_ index: EvidenceIndex, _ table: TemplateTable, start: Instant, isDated: Bool) {
        let latest = isDated ? start.advanced(bySeconds: Analysis.slack) : index.window.until
        let earliest = start.advanced(bySeconds: -Analysis.reach)
        var all = index.history?.deployments.changesOfVersion ?? []
        // What takes no requests breaks none.
        if let serving = index.serving { all.removeAll { !serving.contains($0.version) } }
        var candidates = all.filter { earliest <= $0.at && $0.at <= latest }
        if candidates.isEmpty, !isDated {
            // Trouble as old as the evidence: an older release is suspect where failures bear its name.
            let failing = Set(index.failing.map(\.version))
            candidates = all.filter { candidate in
                failing.contains(candidate.version)
                    || table.templates.contains { $0.isGrave && $0.count >= 3 && $0.names(candidate.version) }
            }
        }
        guard candidates.count > 1 else {
            candidate = candidates.first
            return
        }
        let since = TimeWindow(
            from: max(start.advanced(bySeconds: -Analysis.slack), index.window.from), until: index.window.until)
        let counts = table.counts(in: since)
        var best: (deployment: Change, score: Int)?
        for candidate in candidates {
            var score = 0
            for (index, template) in table.templates.enumerated() where template.severity > .calm {
                if template.names(candidate.version) { score += counts[index] }
            }
            if score > best?.score ?? -1 { best = (candidate, score) }
        }
        candidate = best?.deployment
    }
}

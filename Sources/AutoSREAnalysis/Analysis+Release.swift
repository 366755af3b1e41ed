import AutoSRECore

/// What speaks for a release being at fault: what began or grew with it, and nothing that was there before.
extension Analysis {
    /// Lasting grave lines since a release, or since the onset where that is later, strongest first: those that came
    /// with it, and those of which too little was read to tell.
    func logs(since release: Change) -> [LogFinding] {
        let found = all(since: release).filter { $0.trend != .steady && !isOfOthers($0, than: release.version) }
        return Self.usable(found, table, isDated: onset != nil, isStanding: isStanding, index.versions)
            .map { held($0, against: release.version) }
    }

    /// The strongest lines since a release that instances of another version alone write.
    func linesOfOthers(than release: Change) -> Claim? {
        let found = all(since: release).first { $0.trend != .steady && isOfOthers($0, than: release.version) }
        guard var found else { return nil }
        found.doubt = "none by an instance of \(release.version)"
        return claim(found)
    }

    /// Whether every instance that writes such lines is one that runs, and none of them runs this version.
    private func isOfOthers(_ finding: LogFinding, than version: String) -> Bool {
        let all = index.state?.state.instances ?? []
        let others = Set(all.filter { $0.version != version }.map(\.id))
        return others.count < all.count && !finding.instances.isEmpty && finding.instances.isSubset(of: others)
    }

    /// Lines that began long after a release, or that one of several equal instances alone writes, do not show that
    /// they came with it.
    private func held(_ finding: LogFinding, against version: String) -> LogFinding {
        var finding = finding
        let own = (index.state?.state.instances ?? []).filter { $0.version == version }.map(\.id)
        if own.count > 2, finding.instances.count == 1, finding.instances.isSubset(of: own) {
            finding.doubt = "all by 1 of \(own.count) instances of \(version)"
        }
        if finding.doubt != nil, finding.isProven { finding.trend = .unclear }
        return finding
    }

    /// The strongest lines that were written before a release just as since.
    func steady(_ release: Change) -> Claim? {
        steadiness(all(since: release).first { $0.trend == .steady && $0.template.severity == .failure })
    }

    private func all(since release: Change) -> [LogFinding] {
        let start = max(moment, release.at)
        guard start < index.window.until else { return [] }
        let all = table.findings(
            since: start, in: index.window, read: read, versions: index.versions, release: release.at)
        return all.filter(\.isLasting)
    }

    /// The shifted metric of a role where it did not move clearly before a release, nor what users feel long after it.
    func shifts(_ role: MetricRole, since release: Change) -> MetricFinding? {
        let earliest = release.at.advanced(bySeconds: -2 * Self.slack)
        let isFelt = role == .latency || role == .errors
        let latest = isFelt ? release.at.advanced(bySeconds: Self.latestSymptom) : index.window.until
        let all = metrics.filter { metric in
            let onset = metric.onset ?? earliest
            return metric.role == role && metric.isShift && earliest <= onset && onset <= latest
        }
        return all.max { $0.distance < $1.distance }
    }

    /// Seconds after a release at which what users feel may still begin to show in metrics: as for lines, and the five
    /// minutes over which rates are usually taken.
    private static let latestSymptom = 600.0

    /// Whether the form of a finding accuses a version by its name: not where the lines of most other forms bear it
    /// too, as where each writer puts its version in front of whatever it writes.
    func accuses(_ finding: LogFinding, _ version: String) -> Bool {
        guard finding.template.names(version) else { return false }
        let counts = table.counts(in: finding.window)
        var (all, naming) = (0, 0)
        for (other, template) in table.templates.enumerated() where other != finding.index {
            all += counts[other]
            if template.names(version) { naming += counts[other] }
        }
        return all < 5 || naming * 2 < all
    }

    /// Whether most instances of a young release fail, which needs no log line and no sample to tell.
    var stateSpeaks: Bool {
        guard let change, index.incident.alertedAt.seconds(since: change.at) <= Self.reach else { return false }
        let own = index.state?.state.instances.count { $0.version == change.version } ?? 0
        return own > 0 && failing.count { $0.version == change.version } * 2 > own
    }
}

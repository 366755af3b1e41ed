import AutoSRECore

/// What the evidence shows, before anybody says why: the ground that every cause is argued on.
struct Analysis {
    let index: EvidenceIndex
    let table: TemplateTable
    let metrics: [MetricFinding]
    /// When the trouble began; nil where it cannot be dated.
    let onset: Instant?
    /// The change that may have caused it.
    let change: Change?
    /// Since when the log is compared with before: the change where it precedes the onset closely, else the onset.
    let moment: Instant
    let logs: [LogFinding]
    /// Since when the log was read: its first line, or before it the time over which nothing is known to be missing.
    /// Nil where lines are known to be missing, and nobody knows of when: what was not read may have been there.
    let read: Instant?
    /// Whether the trouble is as old as the evidence: users feel it, and nothing changes.
    let isStanding: Bool

    /// How long before the onset a change may have caused it, in seconds.
    static let reach = 45.0 * 60
    /// How far clocks and sampling may put the onset before its cause, in seconds.
    static let slack = 60.0

    init(_ request: DiagnosisRequest) {
        index = EvidenceIndex(request)
        table = TemplateTable(index.logs, versions: index.versions)
        var metrics: [MetricFinding] = []
        for (series, id) in index.series {
            if let finding = MetricFinding(series, id: id) { metrics.append(finding) }
        }
        self.metrics = metrics
        let window = index.window
        onset = Onset.find(metrics, table, window)
        let start = onset ?? window.from
        let suspects = Suspects(index, table, start: start, isDated: onset != nil)
        change = suspects.candidate
        var moment = start.advanced(bySeconds: -Self.slack)
        if let change, start.seconds(since: change.at) <= 900, onset != nil { moment = change.at }
        self.moment = max(moment, window.from)
        read = Self.read(index)
        let findings = table.findings(since: self.moment, in: window, read: read, versions: index.versions)
            .filter { $0.trend != .steady }
        isStanding = Self.stands(onset, metrics, index)
        logs = Self.usable(findings, table, isDated: onset != nil, isStanding: isStanding, index.versions)
    }

    private static func stands(_ onset: Instant?, _ metrics: [MetricFinding], _ index: EvidenceIndex) -> Bool {
        onset == nil && index.health?.reading.status == .bad && !metrics.contains(where: \.isDrift)
    }

    private static func read(_ index: EvidenceIndex) -> Instant? {
        let isPartial = index.logIDs.contains { id in
            index.evidence[id]?.reference.completeness.map { $0.whole == nil && $0.missing != nil } ?? false
        }
        if isPartial { return nil }
        guard let first = index.logs.first?.at else { return index.window.until }
        let hour = TimeWindow(from: index.incident.detectedAt.advanced(bySeconds: -Self.hour), until: first)
        guard let whole = index.whole(hour, of: index.logIDs), whole.until == first else { return first }
        return whole.from
    }

    /// For how long before the incident logs are asked for, in seconds.
    private static let hour = 3600.0

    /// Without an onset there is no before to compare with: a log full of failures still speaks for itself, and in
    /// standing trouble those lines do that name a version or a known kind of cause.
    static func usable(
        _ findings: [LogFinding], _ table: TemplateTable, isDated: Bool, isStanding: Bool, _ versions: Set<String>
    ) -> [LogFinding] {
        if isDated || table.isFullOfFailures { return findings }
        guard isStanding else { return [] }
        return findings.filter { finding in
            !finding.template.topics.isEmpty || versions.contains { finding.template.names($0) }
        }
    }

    /// Grave lines since the onset that still go on.
    var lastingLogs: [LogFinding] { logs.filter(\.isLasting) }

    /// The few of them that are worth telling.
    var tellingLogs: [LogFinding] { Self.telling(lastingLogs) }

    /// Of findings, strongest first, the few that are worth telling.
    static func telling(_ findings: [LogFinding]) -> [LogFinding] {
        let all = findings.prefix(3)
        let most = all.map(\.since).max() ?? 0
        return all.filter { $0.since * 20 >= most }
    }

    /// The finding about a role: a shift where there is one.
    func metric(_ role: MetricRole) -> MetricFinding? {
        shifts(role) ?? metrics.first { $0.role == role }
    }

    /// The shifted metric of a role; of several, such as percentiles of one latency, the one that moved furthest.
    func shifts(_ role: MetricRole) -> MetricFinding? {
        let all = metrics.filter { $0.role == role && $0.isShift }
        return all.max { $0.distance < $1.distance }
    }

    /// The later part of the trouble, when ramps have risen; without an onset the last quarter of everything.
    var late: TimeWindow {
        let start = onset ?? index.window.from
        let seconds = index.window.until.seconds(since: start)
        return TimeWindow(
            from: start.advanced(bySeconds: seconds * (onset == nil ? 0.75 : 0.4)), until: index.window.until)
    }

    /// Whether something that users feel, or the log, shows trouble.
    var hasSymptom: Bool {
        metrics.contains { $0.role.isSymptom || $0.role == .dependency } || !lastingLogs.isEmpty || !failing.isEmpty
            || isStanding
    }

    /// Instances whose status is a failure.
    var failing: [ServiceState.Instance] { index.failing }
}

extension EvidenceIndex {
    /// Instances whose status is a failure.
    var failing: [ServiceState.Instance] { state?.state.failingInstances ?? [] }
}

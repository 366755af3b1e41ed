import AutoSRECore

/// A request's evidence, sorted by what it is about. Other services' logs and metrics prove nothing about this one.
struct EvidenceIndex {
    let incident: Incident
    let evidence: [EvidenceID: Evidence]
    private(set) var logs = LogColumns([])
    private(set) var logIDs: [EvidenceID] = []
    private(set) var series: [(series: MetricSeries, id: EvidenceID)] = []
    private var names: Set<String> = []
    /// States of alarms: told as they are, and no curve to be analysed.
    private(set) var alarms: [(series: MetricSeries, id: EvidenceID)] = []
    private(set) var history: History?
    private(set) var otherHistories: [History] = []
    private(set) var state: (state: ServiceState, id: EvidenceID)?
    private(set) var health: (reading: HealthReading, id: EvidenceID)?
    /// From the first line or sample to just behind the last; empty where there is none.
    private(set) var window: TimeWindow

    /// The deployments of one service, newest first.
    struct History {
        let service: String
        let deployments: [Change]
        let id: EvidenceID
    }

    init(_ request: DiagnosisRequest) {
        incident = request.incident
        evidence = Dictionary(request.evidence.map { ($0.reference.id, $0) }) { first, _ in first }
        window = TimeWindow(from: incident.detectedAt, until: incident.detectedAt)
        let isUnnamed = Self.isUnnamed(request.evidence, incident.service)
        for evidence in request.evidence { sort(evidence, isOwn: isUnnamed || Self.isOwn(evidence, incident.service)) }
        logs = Self.together(logIDs.compactMap { self.evidence[$0]?.body.logs })
        window = span()
    }

    /// Sources may name a service in their own way: where nothing bears its name, everything is about it.
    static func isUnnamed(_ evidence: [Evidence], _ service: String) -> Bool {
        !evidence.contains { isOwn($0, service) && ![.alert, .health, .topology].contains($0.reference.kind) }
    }

    private static func isOwn(_ evidence: Evidence, _ service: String) -> Bool {
        let name = evidence.reference.entity.name
        return name.isEmpty || name.lowercased() == service.lowercased()
    }

    private mutating func sort(_ evidence: Evidence, isOwn: Bool) {
        let id = evidence.reference.id
        switch evidence.body.content {
        case let reading as HealthReading: if health == nil { health = (reading, id) }
        case let content as Logs:
            guard isOwn, !content.lines.isEmpty, !logIDs.contains(id) else { return }
            logIDs.append(id)
        case let content as Metrics:
            guard isOwn else { return }
            for one in content.series where names.insert(one.name).inserted {
                if one.metric.hasPrefix(MetricSeries.alarmState) {
                    alarms.append((one, id))
                } else {
                    series.append((one, id))
                }
            }
        case let content as Changes:
            let sorted = content.list.filter { $0.kind == .rollout }.sorted { $0.at > $1.at }
            let history = History(service: evidence.reference.entity.name, deployments: sorted, id: id)
            if !isOwn { otherHistories.append(history) } else if self.history == nil { self.history = history }
        case let state as ServiceState: if isOwn, self.state == nil { self.state = (state, id) }
        default: break
        }
    }

    private static func together(_ logs: [LogColumns]) -> LogColumns {
        if logs.count == 1 { return logs[0] }
        var table = LogTable()
        for lines in logs { table.append(lines) }
        return table.columns
    }

    private func span() -> TimeWindow {
        var (first, last): (Instant?, Instant?) = (logs.first?.at, logs.last?.at)
        for (one, _) in series {
            guard let start = one.times.first, let end = one.times.last else { continue }
            first = min(first ?? start, start)
            last = max(last ?? end, end)
        }
        guard let first, let last else { return window }
        return TimeWindow(from: first, until: Instant(milliseconds: last.milliseconds + 1))
    }

    /// Whether there is neither a log line nor a sample to look at.
    var isBare: Bool { logs.isEmpty && !series.contains { !$0.series.values.isEmpty } }

    /// Every version that is known by name.
    var versions: Set<String> {
        var versions = Set(history?.deployments.map(\.version) ?? [])
        for instance in state?.state.instances ?? [] { versions.insert(instance.version) }
        if let running = state?.state.version { versions.insert(running) }
        return versions.filter { !$0.isEmpty }
    }

    /// Where there are no instances to look at, as with functions: the versions that take requests. Nil elsewhere.
    var serving: Set<String>? {
        guard let state = state?.state, state.instances.isEmpty, let running = state.version else { return nil }
        let shares = history?.deployments.filter { $0.status.share != nil } ?? []
        return Set(shares.map(\.version)).union([running])
    }

    /// Whether a predicate holds over the evidence it would cite.
    func holds(_ predicate: Predicate, over ids: [EvidenceID]) -> Bool {
        !ids.isEmpty && predicate.holds(over: ids.compactMap { evidence[$0] })
    }

    /// The part of `window` over which all of these are known to lack nothing; nil where there is none.
    func whole(_ window: TimeWindow, of ids: [EvidenceID]) -> TimeWindow? {
        var (from, until) = (window.from, window.until)
        for id in ids {
            guard let whole = evidence[id]?.reference.completeness?.whole else { return nil }
            (from, until) = (max(from, whole.from), min(until, whole.until))
        }
        return from < until ? TimeWindow(from: from, until: until) : nil
    }
}

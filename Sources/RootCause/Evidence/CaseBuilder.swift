/// Puts a case together from rows in memory, by the same rules as from its files: what is known of an incident need not
/// be written down to be diagnosed. Rows come in the order in which the files would have them.
public struct CaseBuilder: Sendable {
    private var evidence: CaseEvidence
    private var logs = LogMaker()
    private var spans = SpanMaker()

    /// Begins a case.
    /// - Parameters:
    ///   - incidentTime: when a detector fired, unix seconds.
    ///   - windowEnd: the end of what was collected, unix seconds; never before the incident.
    ///   - symptom: the component that it fired on, where that is known.
    ///   - isStillBad: whether a signal of health said so at the end of what was collected.
    public init(id: String, incidentTime: Double, windowEnd: Double, symptom: String?, isStillBad: Bool) {
        evidence = CaseEvidence(incidentTime: incidentTime, windowEnd: max(windowEnd, incidentTime))
        (evidence.id, evidence.isStillBad) = (id, isStillBad)
        evidence.symptom = symptom.map { CaseEvidence.Symptom(component: $0, metric: "") }
    }

    /// Sets the moments of all series: unix seconds, ascending.
    public mutating func setAxis(_ times: [Double]) { evidence.metrics.times = times }

    /// Adds a series: a value for each moment of the axis, `nan` where there is none.
    public mutating func addSeries(of entity: String, _ metric: String, _ values: [Double]) {
        evidence.metrics.series.append(MetricTable.Series(entity: entity, metric: metric, values: values))
    }

    /// Adds a line of a component's log; an empty trace is none. Unix seconds.
    public mutating func addLine(at time: Double, of component: String, trace: String, _ message: String) {
        let row = TextRow([component, message, trace])
        logs.add(time, row.bytes, component: row.ranges[0], message: row.ranges[1], trace: row.ranges[2])
    }

    /// Adds a step of a request; an empty parent is none. Microseconds.
    public mutating func addSpan(
        trace: String, id: String, parent: String, component: String, operation: String, start: Int, duration: Int
    ) {
        let row = TextRow([trace, id, parent, component, operation])
        let names = row.ranges
        spans.add(
            row.bytes, trace: names[0], span: names[1], parent: names[2], component: names[3], operation: names[4],
            start: start, duration: max(0, duration))
    }

    /// Adds what an orchestrator said of a component. Unix seconds.
    public mutating func addEvent(
        at time: Double, of component: String, instance: String, _ reason: String, _ message: String, count: Double
    ) {
        evidence.events.append(
            Event(
                time: time, component: component, instance: instance, reason: reason, message: message,
                count: max(1, count)))
    }

    /// Adds a deliberate change of a component. Unix seconds.
    public mutating func addChange(
        _ id: String, of component: String, at time: Double, kind: String, from: String, to: String,
        started: [String], stopped: [String]
    ) {
        evidence.changes.append(
            Change(
                id: id, component: component, time: time, kind: kind, from: from, to: to, started: started,
                stopped: stopped))
    }

    /// Adds that one component calls another.
    public mutating func addCall(from caller: String, to callee: String) { evidence.edges.append((caller, callee)) }

    /// Adds what is missing, for a person.
    public mutating func addGap(_ words: String) { evidence.gaps.append(words) }

    /// The case.
    public var made: CaseEvidence {
        var evidence = evidence
        (evidence.logs, evidence.spans) = (logs.table, spans.table)
        return evidence
    }
}

/// Texts in one buffer, as a row of a file holds them.
struct TextRow {
    private(set) var bytes: [UInt8] = []
    private(set) var ranges: [Range<Int>] = []

    init(_ texts: [String]) {
        for text in texts {
            let start = bytes.count
            bytes.append(contentsOf: text.utf8)
            ranges.append(start..<bytes.count)
        }
    }
}

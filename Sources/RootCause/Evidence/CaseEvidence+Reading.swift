extension CaseEvidence {
    /// Puts a case together from its files' bytes. Only `case.json` is needed; what is missing or unreadable of the
    /// rest becomes a gap.
    ///
    /// - Parameter incidentTime: asked about instead of the file's, unix seconds.
    public init(_ files: CaseFiles, incidentTime asked: Double? = nil) throws(EvidenceError) {
        let parts = Parts(files)
        try self.init(about: files.about, parts: parts, incidentTime: asked)
    }

    init(about bytes: [UInt8]?, parts: Parts, incidentTime asked: Double?) throws(EvidenceError) {
        let name = "case.json"
        guard let bytes else { throw EvidenceError(file: name, line: 1, reason: "the file is missing") }
        let about = try JSONReader.read(bytes, file: name)
        guard let time = (asked ?? about["incident_time"]?.number).flatMap(Numbers.plausible) else {
            throw EvidenceError(file: name, line: 1, reason: "\"incident_time\" is missing or no number")
        }
        incidentTime = time
        windowEnd = about["window_end"]?.number.flatMap(Numbers.plausible).map { max($0, time) } ?? time
        id = about["id"]?.string ?? ""
        if let symptom = about["symptom"], let component = symptom["component"]?.string {
            self.symptom = Symptom(component: component, metric: symptom["metric"]?.string ?? "")
        }
        isStillBad = about["health"]?.string == "bad"
        metrics = parts.metrics
        spans = parts.spans
        logs = parts.logs
        events = parts.events
        changes = parts.changes
        edges = parts.edges
        gaps = parts.gaps
    }

    /// The parts of a case, each read for itself.
    struct Parts: Sendable {
        var metrics = MetricTable()
        var spans = SpanTable()
        var logs = LogTable()
        var events: [Event] = []
        var changes: [Change] = []
        var edges: [(caller: String, callee: String)] = []
        var gaps: [String] = []

        init() {}

        init(_ files: CaseFiles) {
            metrics = part(files.metrics, "metrics.csv", MetricTable(), MetricTable.read)
            spans = part(files.traces, "traces.csv", SpanTable(), SpanTable.read)
            logs = part(files.logs, "logs.csv", LogTable(), LogTable.read)
            readSmall(files)
        }

        /// The files of which only few bytes are expected.
        mutating func readSmall(_ files: CaseFiles) {
            events = part(files.events, "events.csv", [], Event.read)
            changes = part(files.deployments, "deployments.json", [], Change.read)
            edges = part(files.topology, "topology.json", [], Edges.read)
        }

        typealias Read<Value> = ([UInt8], String, inout [String]) throws(EvidenceError) -> Value

        /// One file's value, or its default and a gap.
        mutating func part<Value>(
            _ bytes: [UInt8]?, _ file: String, _ nothing: Value, _ read: Read<Value>
        ) -> Value {
            guard let bytes else {
                gaps.append("no \(file)")
                return nothing
            }
            do throws(EvidenceError) { return try read(bytes, file, &gaps) } catch {
                gaps.append(error.description)
                return nothing
            }
        }
    }
}

extension Event {
    /// Reads `events.csv`: time, component, instance, reason, message, count.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> [Event] {
        var reader = CSVReader(bytes, file: file)
        let header = try Header(&reader, needed: ["time", "reason"])
        var fields: [CSVReader.Field] = []
        var events: [Event] = []
        var skipped = Skipped(file: file)
        while skipped.survive({ () throws(EvidenceError) in try reader.next(&fields) }) {
            func text(_ column: String) -> String {
                fields.indices.contains(header[column]) ? reader.text(fields[header[column]]) : ""
            }
            guard fields.indices.contains(header["time"]),
                let time = Numbers.time(bytes, fields[header["time"]].range)
            else {
                skipped.note(reader.line, "the time is no number")
                continue
            }
            let count = Double(text("count")) ?? 1
            events.append(
                Event(
                    time: time, component: text("component"), instance: text("instance"), reason: text("reason"),
                    message: text("message"), count: count.isFinite ? max(1, count) : 1))
        }
        skipped.report(to: &gaps)
        return events
    }
}

extension Change {
    /// Reads `deployments.json`: an array of changes, or an object whose member `deployments` is one.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> [Change] {
        let document = try JSONReader.read(bytes, file: file)
        var changes: [Change] = []
        for (index, entry) in (document["deployments"] ?? document).elements.enumerated() {
            guard let component = entry["component"]?.string,
                let time = entry["time"]?.number.flatMap(Numbers.plausible)
            else {
                gaps.append("\(file): change \(index + 1) has no component or no time")
                continue
            }
            changes.append(
                Change(
                    id: entry["id"]?.string ?? entry["id"]?.text ?? "", component: component, time: time,
                    kind: entry["kind"]?.string ?? "deployment", from: plain(entry["from"]), to: plain(entry["to"]),
                    started: entry["instances"]?.elements.compactMap(\.string) ?? [],
                    stopped: entry["removed"]?.elements.compactMap(\.string) ?? []))
        }
        return changes
    }

    private static func plain(_ value: JSON?) -> String {
        switch value {
        case .string(let text): text
        case .number: value?.text ?? ""
        default: ""
        }
    }
}

/// Reads `topology.json`: `{"edges": [[caller, callee], …]}`.
enum Edges {
    static func read(
        _ bytes: [UInt8], file: String, gaps: inout [String]
    ) throws(EvidenceError) -> [(caller: String, callee: String)] {
        let document = try JSONReader.read(bytes, file: file)
        return (document["edges"] ?? document).elements.compactMap { edge in
            let ends = edge.elements
            guard ends.count == 2, let caller = ends[0].string, let callee = ends[1].string else { return nil }
            return (caller, callee)
        }
    }
}

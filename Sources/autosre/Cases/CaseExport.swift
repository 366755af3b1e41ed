import AutoSREAnalysis
import AutoSRECore
import AutoSREPlatform

/// Writes the evidence of a journaled run as a case folder (docs/evidence-engine.md): the files of which there is
/// something, nothing of the rest.
struct CaseExport {
    /// Who a person says it was.
    enum Confirmed: Sendable, Hashable {
        /// This one.
        case cause(component: String, kind: String?, deployment: String?)
        /// Nobody: nothing was wrong.
        case nobody
    }

    private let run: RunID
    private let contents: CaseContents
    private let confirmed: Confirmed?

    /// - Parameter pieces: the evidence, without secrets.
    init(_ run: Run, _ pieces: [Evidence], confirmed: Confirmed?) {
        (self.run, self.confirmed) = (run.id, confirmed)
        contents = CaseContents(run.incident, pieces)
    }

    /// What of the confirmed cause is nowhere in the evidence, so that no answer could ever be it; nil where all is, or
    /// nobody was confirmed. A `slip` is near enough to a name that is there to be meant for it.
    var doubt: (words: String, isSlip: Bool)? {
        guard case .cause(let component, _, let deployment) = confirmed else { return nil }
        let ids = contents.changes.map(\.id)
        if let deployment, !ids.contains(deployment) {
            let known = ids.isEmpty ? "there is none" : "there are \(ids.joined(separator: ", "))"
            return ("no change of the run is \(deployment): \(known)", true)
        }
        let names = contents.components
        guard !names.contains(component) else { return nil }
        let hint = Suggestion.hint(for: component, among: names.sorted())
        return ("nothing of the evidence is of \(component)\(hint)", !hint.isEmpty)
    }

    /// Writes the files into `folder`, which is made where it is not there; returns their names.
    func write(to folder: String) throws -> [String] {
        try Files.createDirectories(folder)
        var written: [String] = []
        func table(_ name: String, _ rows: [[String]], header: [String]) throws {
            guard !rows.isEmpty else { return }
            var writer = CSVWriter(try StreamFile.writing("\(folder)/\(name)"))
            for row in [header] + rows {
                try writer.write(row.map(CSVWriter.field).joined(separator: ",") + "\n")
            }
            try writer.flush()
            written.append(name)
        }
        func document(_ name: String, _ value: JSONValue?) throws {
            guard let value else { return }
            try Files.writeThrough("\(folder)/\(name)", Array((try JSON.text(value, pretty: true) + "\n").utf8))
            written.append(name)
        }
        try document("case.json", about)
        let series = contents.series
        try table(
            "metrics.csv", rows(series), header: ["time"] + series.columns.map { "\($0.entity)|\($0.metric)" })
        try table("logs.csv", logs, header: ["time", "component", "instance", "trace_id", "message"])
        try table(
            "traces.csv", spans,
            header: ["trace_id", "span_id", "parent_id", "component", "operation", "start_us", "duration_us"])
        try table("events.csv", events, header: ["time", "component", "instance", "reason", "message", "count"])
        try document("deployments.json", changes)
        try document("topology.json", edges)
        return written
    }

    private var about: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(run.text), "incident_time": Self.seconds(contents.incident.detectedAt),
            "window_end": Self.seconds(contents.end),
            "symptom": ["component": .string(contents.incident.service), "metric": ""],
        ]
        if contents.isStillBad { members["health"] = "bad" }
        switch confirmed {
        case .cause(let component, let kind, let deployment):
            var cause: [String: JSONValue] = ["component": .string(component)]
            if let kind { cause["kind"] = .string(kind) }
            if let deployment { cause["deployment_id"] = .string(deployment) }
            members["confirmed_cause"] = .object(cause)
        case .nobody: members["confirmed_cause"] = .null
        case nil: break
        }
        return .object(members)
    }

    private func rows(_ series: CaseSeries) -> [[String]] {
        series.moments.enumerated().map { row, at in
            [at % 1000 == 0 ? "\(at / 1000)" : "\(Double(at) / 1000)"]
                + series.columns.map { $0.values[row].isNaN ? "" : "\($0.values[row])" }
        }
    }

    private var logs: [[String]] {
        contents.lines.map { [Self.seconds($0.micros), $0.component, $0.instance, $0.trace, $0.message] }
    }

    private var spans: [[String]] {
        contents.spans.map { span in
            [
                span.trace, span.id, span.parent ?? "", span.service, span.operation, "\(span.start / 1000)",
                "\(span.duration / 1000)",
            ]
        }
    }

    private var events: [[String]] {
        contents.events.map { event in
            [
                Self.seconds(event.at.milliseconds * 1000), event.component, event.instance, event.reason,
                event.message, "\(event.count)",
            ]
        }
    }

    /// Nil where there are none.
    private var changes: JSONValue? {
        let all = contents.changes
        guard !all.isEmpty else { return nil }
        return .array(
            all.map { one in
                var members: [String: JSONValue] = [
                    "id": .string(one.id), "component": .string(one.component), "time": Self.seconds(one.change.at),
                    "kind": .string(one.change.kind.rawValue),
                    "instances": .array(one.started.map(JSONValue.string)),
                    "removed": .array(one.change.removed.map(JSONValue.string)),
                ]
                if let from = one.from { members["from"] = .string(from) }
                if let to = one.change.to { members["to"] = .string(to) }
                return .object(members)
            })
    }

    private var edges: JSONValue? {
        let calls = contents.calls
        guard !calls.isEmpty else { return nil }
        return ["edges": .array(calls.map { JSONValue.array([.string($0.caller), .string($0.callee)]) })]
    }

    private static func seconds(_ at: Instant) -> JSONValue { .number(Double(at.milliseconds) / 1000) }

    /// Seconds to the microsecond.
    private static func seconds(_ micros: Int64) -> String {
        let micros = max(0, micros)
        let rest = "\(micros % 1_000_000)"
        return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
    }
}

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

    private let run: Run
    private let pieces: [Evidence]
    private let confirmed: Confirmed?

    /// - Parameter pieces: the evidence, without secrets.
    init(_ run: Run, _ pieces: [Evidence], confirmed: Confirmed?) {
        (self.run, self.pieces, self.confirmed) = (run, pieces, confirmed)
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
        let metrics = CaseMetrics(pieces)
        try table("metrics.csv", metrics.rows, header: metrics.header)
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
        let ends = pieces.compactMap { $0.reference.provenance.window?.until }
        let end = ends.max() ?? run.incident.detectedAt
        var members: [String: JSONValue] = [
            "id": .string(run.id.text), "incident_time": Self.seconds(run.incident.detectedAt),
            "window_end": Self.seconds(max(end, run.incident.detectedAt)),
            "symptom": ["component": .string(run.incident.service), "metric": ""],
        ]
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

    private var logs: [[String]] {
        var rows: [(at: Int64, fields: [String])] = []
        for piece in pieces {
            guard let lines = piece.body.as(Logs.self)?.lines else { continue }
            let component = piece.reference.entity.name
            for row in 0..<lines.count {
                let (at, level) = (lines.nanoseconds[row], lines.level(of: row))
                let trace = lines.labels.value(of: "trace_id", in: lines.sets[row]) ?? ""
                // Without the level a line that says nothing of failure by itself would be none.
                let message = level.isEmpty ? lines.texts[row] : "\(level) \(lines.texts[row])"
                rows.append((at, [Self.seconds(at), component, lines.instance(of: row), trace, message]))
            }
        }
        return rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.fields)
    }

    private var spans: [[String]] {
        pieces.flatMap { piece -> [[String]] in
            (piece.body.as(Traces.self)?.spans).map { spans in
                spans.map { span in
                    [
                        span.trace, span.id, span.parent ?? "", span.service, span.operation, "\(span.start / 1000)",
                        "\(span.duration / 1000)",
                    ]
                }
            } ?? []
        }
    }

    private var events: [[String]] {
        pieces.flatMap { $0.body.as(PlatformEvents.self)?.list ?? [] }.map { event in
            let isInstance = event.entity.kind == .instance
            return [
                Self.seconds(event.last.milliseconds * 1_000_000),
                isInstance ? run.incident.service : event.entity.name,
                isInstance ? event.entity.name : "", event.reason, event.message, "\(event.count)",
            ]
        }
    }

    /// Nil where there are none. A history says what came; what was there before is what came before that.
    private var changes: JSONValue? {
        var all: [(component: String, change: Change)] = []
        for piece in pieces {
            for change in piece.body.as(Changes.self)?.list ?? [] {
                let name = change.entity.name.isEmpty ? piece.reference.entity.name : change.entity.name
                all.append((name, change))
            }
        }
        guard !all.isEmpty else { return nil }
        all.sort { ($0.change.at, $0.component) < ($1.change.at, $1.component) }
        var running: [String: String] = [:]
        return .array(
            all.enumerated().map { number, one in
                let change = one.change
                var members: [String: JSONValue] = [
                    "id": .string("change-\(number + 1)"), "component": .string(one.component),
                    "time": Self.seconds(change.at), "kind": .string(change.kind.rawValue),
                    "instances": .array(change.started.map(JSONValue.string)),
                    "removed": .array(change.removed.map(JSONValue.string)),
                ]
                if let from = change.from ?? (change.kind == .rollout ? running[one.component] : nil) {
                    members["from"] = .string(from)
                }
                if let to = change.to { members["to"] = .string(to) }
                if change.kind == .rollout { running[one.component] = change.to }
                return .object(members)
            })
    }

    private var edges: JSONValue? {
        let calls = pieces.flatMap { $0.body.as(Topology.self)?.edges ?? [] }.filter { $0.kind == .calls }
        guard !calls.isEmpty else { return nil }
        let pairs = calls.map { JSONValue.array([.string($0.from.name), .string($0.to.name)]) }
        return ["edges": .array(pairs)]
    }

    private static func seconds(_ at: Instant) -> JSONValue { .number(Double(at.milliseconds) / 1000) }

    /// Seconds to the microsecond, of nanoseconds.
    private static func seconds(_ nanoseconds: Int64) -> String {
        let micros = max(0, nanoseconds) / 1000
        let rest = "\(micros % 1_000_000)"
        return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
    }
}

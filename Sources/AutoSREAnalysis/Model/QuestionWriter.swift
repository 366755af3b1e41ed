import AutoSRECore

/// Writes the parts of a question that are facts of ours, and gives labels to what may be cited.
struct QuestionWriter {
    let analysis: Analysis
    let fence: Fence
    var citable = Citable()

    /// The incident with every field of its payload.
    func incident(_ incident: Incident, room: Int) -> String {
        // A word that is none of ours is somebody's text, and stands inside the fence.
        let isKnown = IncidentType.known.contains(incident.type)
        let title = "INCIDENT\(isKnown ? " of type \(incident.type)" : ""), detected at \(incident.detectedAt)"
        let type = isKnown ? [] : ["type: \(ModelReply.line(incident.type.rawValue, limit: 200))"]
        let head =
            type + [
                "incident: \(ModelReply.line(incident.id, limit: 200))",
                "service: \(ModelReply.line(incident.service, limit: 200))", "payload, as the source sent it:",
            ]
        var fields = PayloadFields(incident.payload).lines
        var size = fields.reduce(0) { $0 + $1.utf8.count + 1 }
        var dropped = 0
        while size > room, let last = fields.popLast() {
            size -= last.utf8.count + 1
            dropped += 1
        }
        if dropped > 0 { fields.append("(\(dropped) more fields are left out)") }
        return title + "\n" + fence.around((head + fields).joined(separator: "\n"))
    }

    mutating func health() -> String {
        guard let (reading, id) = analysis.index.health else { return "HEALTH SIGNAL: not read" }
        let words = "the health signal says \(reading.status.rawValue)"
        let claim = Claim(words, .health(reading.status), evidence: [id])
        let label = citable.label(claim, "H", in: analysis.index).map { "[\($0)] " } ?? ""
        return "HEALTH SIGNAL\n\(label)\(reading.status.rawValue) at \(reading.at.timeOfDay)"
    }

    /// Newest first, as the planner sees them: a rollback goes to what ran before.
    mutating func deployments() -> String {
        let index = analysis.index
        var lines: [String] = []
        if let history = index.history {
            lines.append("DEPLOYMENT HISTORY of the service, newest first")
            for deployment in history.deployments.prefix(12) {
                let label = citable.label(analysis.claim(deployment, history), "D", in: index).map { "[\($0)] " } ?? ""
                lines.append("\(label)\(deployment.version)  \(deployment.at)  \(deployment.status)")
            }
        }
        if lines.isEmpty { lines.append("DEPLOYMENT HISTORY: none of the service itself") }
        for other in index.otherHistories.prefix(4) {
            guard let newest = other.deployments.first else { continue }
            lines.append("newest of \(other.service): \(newest.version)  \(newest.at)  \(newest.status)")
        }
        return lines.count == 1 ? lines[0] : fenced(lines)
    }

    func state() -> String {
        guard let (state, _) = analysis.index.state else { return "" }
        var lines = ["RUNNING NOW"]
        lines.append("version: \(state.version ?? "unknown")")
        if let desired = state.replicasDesired {
            lines.append("replicas: \(desired)" + (state.replicasMaximum.map { " of at most \($0)" } ?? ""))
        }
        for instance in state.instances.prefix(16) {
            lines.append("\(instance.id): \(instance.version), \(instance.status), since \(instance.startedAt)")
        }
        if let pool = state.pool {
            lines.append("connection pool: \(pool.inUse) of \(pool.size) in use, \(pool.waiting) waiting")
        }
        return fenced(lines)
    }

    /// Each series as twelve means over its time, the abnormal ones with a label.
    mutating func metrics() -> String {
        var lines: [String] = []
        for (series, _) in analysis.index.series.prefix(24) {
            let finding = analysis.metrics.first { $0.series.name == series.name }
            let label = citable.label(analysis.claim(finding), "M", in: analysis.index).map { "[\($0)] " } ?? ""
            let words = analysis.claim(finding).map { ": \($0.statement)" } ?? ""
            lines.append("\(label)\(series.name) (\(series.unit))\(words); means: \(Self.means(series))")
        }
        guard !lines.isEmpty else { return "" }
        let window = analysis.index.window
        let title = "METRICS from \(window.from.timeOfDay) to \(window.until.timeOfDay), in twelve equal stretches"
        return fenced([title] + lines)
    }

    private static func means(_ series: MetricSeries) -> String {
        guard let first = series.times.first, let last = series.times.last, first < last else { return "none" }
        let step = last.seconds(since: first) / 12
        var words: [String] = []
        for slot in 0..<12 {
            let from = first.advanced(bySeconds: Double(slot) * step)
            let until = slot == 11 ? Instant(milliseconds: last.milliseconds + 1) : from.advanced(bySeconds: step)
            words.append(series.mean(over: TimeWindow(from: from, until: until)).map(Figure.number) ?? "-")
        }
        return words.joined(separator: " ")
    }

    /// The local engine's ranked causes with what it proved; each claim under its label.
    mutating func hypotheses(_ local: Diagnosis) -> String {
        var lines = ["WHAT A LOCAL ENGINE CONCLUDED (\(local.finding.rawValue))"]
        if local.hypotheses.isEmpty { lines.append(local.summary) }
        for (rank, hypothesis) in local.hypotheses.prefix(5).enumerated() {
            let percent = Int(saturating: (hypothesis.confidence * 100).rounded())
            let action = hypothesis.recommendation.rawValue
            lines.append("\(rank + 1). \(hypothesis.cause) (\(percent) %, recommends \(action))")
            for claim in hypothesis.claims.prefix(8) { if let text = line(claim, "for") { lines.append(text) } }
            for claim in hypothesis.counterEvidence.prefix(4) {
                if let text = line(claim, "against") { lines.append(text) }
            }
        }
        return fenced(lines)
    }

    private mutating func line(_ claim: Claim, _ word: String) -> String? {
        guard let label = citable.label(claim, "C", in: analysis.index) else { return nil }
        let ids = claim.evidence.map { "evidence \($0.short)" }.joined(separator: ", ")
        return "   \(word): [\(label)] \(claim.statement) (\(ids))"
    }

    /// A part whose title is ours and whose lines may hold other people's words.
    private func fenced(_ lines: [String]) -> String {
        let body = lines.dropFirst().map { ModelReply.line($0, limit: 600) }
        return fence.plain(lines[0]) + "\n" + fence.around(body.joined(separator: "\n"))
    }
}

/// A payload flattened: `Trigger.Dimensions[0].value = shop-fn`, one field on each line.
struct PayloadFields {
    private(set) var lines: [String] = []
    private static let maximumFields = 400
    private static let longest = 4000

    init(_ payload: JSONValue) { add(payload, path: "") }

    private mutating func add(_ value: JSONValue, path: String) {
        guard lines.count < Self.maximumFields else { return }
        switch value {
        case .object(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                add(member, path: path.isEmpty ? key : "\(path).\(key)")
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { add(element, path: "\(path)[\(index)]") }
        case .string(let text): lines.append("\(path) = \(Question.cut(text, to: Self.longest))")
        case .null, .bool, .integer, .number: lines.append("\(path) = \(Self.text(value))")
        }
    }

    private static func text(_ value: JSONValue) -> String {
        do { return try JSON.text(value) } catch { return "not a JSON number" }
    }
}

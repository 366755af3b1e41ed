public import AutoSRECore

extension Redactor {
    /// Longest line that is kept, in bytes: more is not evidence but an attack or an accident.
    static let longestLine = 16 << 10
    /// The same for names, versions and the like.
    static let longestName = 1 << 10

    /// The evidence without its secrets, for what a file, a dashboard or a log says is somebody else's text: the
    /// engine keeps nothing else. Its id is the digest of what is kept.
    /// - Throws: `RedactionError.tooLarge` where an alert's payload is; anything else too long is cut.
    public func redact(_ evidence: Evidence) throws -> Evidence {
        let reference = evidence.reference
        return try Evidence(
            redact(evidence.body), service: reference.service, source: reference.source,
            collectedAt: reference.collectedAt, summary: safe(reference.summary, upTo: Self.longestName),
            isSimulated: reference.isSimulated, completeness: reference.completeness)
    }

    /// The body without its secrets.
    /// - Throws: as above.
    public func redact(_ body: EvidenceBody) throws -> EvidenceBody {
        var names = Names(redactor: self)
        return switch body {
        case .alert(let incident): .alert(try redact(incident))
        case .logs(let lines): .logs(try redact(lines, &names))
        case .metrics(let all): .metrics(all.map { redact($0, &names) })
        case .deployments(let all): .deployments(all.map { redact($0, &names) })
        case .state(let state): .state(redact(state, &names))
        case .health(let reading): .health(redact(reading))
        }
    }

    /// The incident with its payload redacted.
    /// - Throws: `RedactionError.tooLarge`.
    func redact(_ incident: Incident) throws -> Incident {
        Incident(
            id: incident.id, service: incident.service, type: incident.type, detectedAt: incident.detectedAt,
            payload: try redact(incident.payload))
    }

    /// The reading with its words and its parts' names redacted, for they are the signal's own.
    func redact(_ reading: HealthReading) -> HealthReading {
        HealthReading(
            reading.status, at: reading.at, detail: safe(reading.detail, upTo: Self.longestName),
            parts: reading.parts.map(redact))
    }

    /// Two names that are the same without their secrets stay two, in the order of what they were: each part is
    /// compared with what it was before, and with nothing else.
    private func redact(_ parts: [HealthReading.Part]) -> [HealthReading.Part] {
        var (clean, taken): ([String: String], [String: Int]) = ([:], [:])
        for name in Set(parts.map(\.name)).sorted() {
            let text = safe(name, upTo: Self.longestName)
            let count = taken[text, default: 0] + 1
            taken[text] = count
            clean[name] = count > 1 ? "\(text) (\(count))" : text
        }
        return parts.map { HealthReading.Part(clean[$0.name] ?? Self.marker, $0.status) }
    }

    /// A redacted text of at most so many bytes; one that cannot be made safe is not kept. Redacted first and cut
    /// afterwards, so that no half of a secret stays that would not be recognised any more.
    public func safe(_ text: String, upTo bytes: Int) -> String {
        do { return Self.cut(try redact(Self.atBlank(text, near: bytes + Self.margin)), to: bytes) } catch {
            return "[not kept: it could not be redacted]"
        }
    }

    /// How much more than it keeps is read of a long text, in bytes: longer than any token.
    private static let margin = 4 << 10

    /// A text that is much too long for its beginning, up to where a word ends.
    private static func atBlank(_ text: String, near bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        let head = text.utf8.prefix(bytes)
        let words = head.lastIndex { $0 <= 32 }.map { head[..<$0] } ?? head
        return String(decoding: words, as: UTF8.self) + " …"
    }

    private static func cut(_ text: String, to bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var head = Array(text.utf8.prefix(bytes))
        // Not inside a marker, and not inside a character.
        let longest = Kind.allCases.map(\.marker.utf8.count).max() ?? 0
        let tail = max(0, head.count - longest)
        if let open = head[tail...].lastIndex(of: UInt8(ascii: "[")), !head[open...].contains(UInt8(ascii: "]")) {
            head.removeLast(head.count - open)
        }
        while let last = head.last, last & 0xC0 == 0x80 { head.removeLast() }
        if let last = head.last, last >= 0xC0 { head.removeLast() }
        return String(decoding: head, as: UTF8.self) + "…"
    }

    /// Names come again and again: each is looked at once.
    private struct Names {
        let redactor: Redactor
        private var known: [String: String] = [:]

        init(redactor: Redactor) { self.redactor = redactor }

        mutating func safe(_ name: String) -> String {
            if let seen = known[name] { return seen }
            let clean = redactor.safe(name, upTo: Redactor.longestName)
            if known.count < 1000 { known[name] = clean }
            return clean
        }
    }

    private func redact(_ lines: [LogLine], _ names: inout Names) throws -> [LogLine] {
        var keys = KeyLines()
        return try lines.map { line in
            try Task.checkCancellation()
            return keys.redact(redact(line, &names), as: line.message)
        }
    }

    private func redact(_ line: LogLine, _ names: inout Names) -> LogLine {
        LogLine(
            at: line.at, message: safe(line.message, upTo: Self.longestLine), level: names.safe(line.level),
            instance: names.safe(line.instance))
    }

    private func redact(_ series: MetricSeries, _ names: inout Names) -> MetricSeries {
        MetricSeries(
            name: names.safe(series.name), unit: names.safe(series.unit), times: series.times, values: series.values)
    }

    private func redact(_ deployment: Deployment, _ names: inout Names) -> Deployment {
        Deployment(version: names.safe(deployment.version), at: deployment.at, status: names.safe(deployment.status))
    }

    private func redact(_ state: ServiceState, _ names: inout Names) -> ServiceState {
        let instances = state.instances.map { instance in
            ServiceState.Instance(
                id: names.safe(instance.id), version: names.safe(instance.version), startedAt: instance.startedAt,
                status: names.safe(instance.status))
        }
        return ServiceState(
            version: state.version.map { names.safe($0) }, replicasDesired: state.replicasDesired,
            replicasMaximum: state.replicasMaximum, instances: instances, pool: state.pool)
    }
}

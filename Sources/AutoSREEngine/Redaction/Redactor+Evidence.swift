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
            completeness: reference.completeness)
    }

    /// The body without its secrets.
    /// - Throws: as above.
    public func redact(_ body: EvidenceBody) throws -> EvidenceBody {
        var names = Names(redactor: self)
        return switch body {
        case .alert(let incident): .alert(try redact(incident))
        case .logs(let lines): .logs(lines.map { redact($0, &names) })
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

    /// The reading with its words redacted, for they may hold the signal's own.
    func redact(_ reading: HealthReading) -> HealthReading {
        HealthReading(reading.status, at: reading.at, detail: safe(reading.detail, upTo: Self.longestName))
    }

    /// A redacted text; one that cannot be made safe is not kept.
    func safe(_ text: String, upTo bytes: Int) -> String {
        let bounded =
            text.utf8.count <= bytes ? text : String(decoding: text.utf8.prefix(bytes), as: UTF8.self) + "…"
        do { return try redact(bounded) } catch { return "[not kept: it could not be redacted]" }
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

public import AutoSRECore

extension Redactor {
    /// Longest text of a fact that is kept, in bytes.
    static let longestText = 16 << 10

    /// The fact without its secrets: what servers, pages, files and people said is in its texts, and nothing else of a
    /// run is kept or shown. Permission is not text: a clearance stays as it is, for it is bound to a plan that was
    /// made safe before it was judged.
    /// - Throws: what the coders throw; then the fact may not be kept.
    public func redact(_ event: Event) throws -> Event {
        switch event {
        // The engine makes an alert safe before it opens a run with it.
        case .opened, .conditions, .approved, .judged(.allow), .resumed, .closed: return event
        case .refused(let reason, let artifacts, let intent):
            return .refused(
                reason: safe(reason, upTo: Self.longestName), artifacts: artifacts.map { redact($0) }, intent: intent)
        case .transientFailure(let reason, let retryAt):
            return .transientFailure(reason: safe(reason, upTo: Self.longestName), retryAt: retryAt)
        case .prechecked(let reading): return .prechecked(redact(reading))
        case .checked(let reading): return .checked(redact(reading))
        case .recurred(let reading): return .recurred(redact(reading))
        // Of whatever kind it calls itself, its shape is none of ours.
        case .unknown(let kind, let payload): return .unknown(kind: kind, payload: told(payload))
        default:
            let payload = try JSON.decode(JSONValue.self, from: event.payload())
            let clean = told(payload)
            guard clean != payload else { return event }
            return try Event(kind: event.kind, payload: JSON.encode(clean))
        }
    }

    /// The journal with every fact made safe by the rules and secrets of now: it may be older than either.
    /// - Throws: what the coders throw; then nothing of it may be shown.
    public func redact(_ journal: [JournalEntry]) throws -> [JournalEntry] {
        var (clean, last) = ([JournalEntry](), JournalEntry.genesis)
        for entry in journal {
            let entry = try JournalEntry(
                run: entry.run, seq: entry.seq, at: entry.at, event: redact(told(entry.event)), previousDigest: last,
                schema: entry.schema)
            last = entry.digest
            clean.append(entry)
        }
        return clean
    }

    /// An alert of an older journal, which a run that is opened now would not have kept so.
    private func told(_ event: Event) -> Event {
        guard case .opened(let alert) = event else { return event }
        let incident = alert.incident
        let clean = Incident(
            id: incident.id, service: incident.service, type: IncidentType(rawValue: told(incident.type.rawValue)),
            detectedAt: incident.detectedAt, payload: told(incident.payload))
        return .opened(redact(alert, about: clean))
    }

    /// An alert whose incident is safe to keep, with its other words made so. The names of its service
    /// and its system stay: they are what sources are asked by.
    func redact(_ alert: Alert, about incident: Incident) -> Alert {
        func word(_ text: String) -> String { safe(text, upTo: Self.longestName) }
        let (entity, service) = (alert.entity, alert.incident.service)
        return Alert(
            incident: incident, source: alert.source,
            severity: alert.severity.map { Alert.Severity(rawValue: word($0.rawValue)) },
            state: Alert.State(rawValue: word(alert.state.rawValue)),
            entity: Entity(
                EntityKind(rawValue: word(entity.kind.rawValue)),
                entity.name == service ? service : word(entity.name),
                in: entity.scope.map { $0 == alert.system ? $0 : word($0) }),
            place: redact(alert.place), system: alert.system, isSimulated: alert.isSimulated)
    }

    /// Where a run works, safe to keep: equal for equal places.
    public func redact(_ place: [String: String]?) -> [String: String]? {
        place?.mapValues { safe($0, upTo: Self.longestName) }
    }

    private func redact(_ artifact: Artifact) -> Artifact {
        Artifact(name: told(artifact.name), mediaType: artifact.mediaType, path: told(artifact.path), at: artifact.at)
    }

    private func told(_ text: String) -> String { safe(text, upTo: Self.longestText) }

    /// As `redact`, with texts that are too long cut instead of refused.
    private func told(_ value: JSONValue) -> JSONValue { redact(value) { told($0) } }
}

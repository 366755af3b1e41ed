/// One alert as it entered: the five fields that every stored record of an incident carries.
public struct Incident: Sendable, Hashable, Codable {
    /// The source's or the agent's name for it, for example `inc-3f9a1c20`. Not unique over runs.
    public let id: String
    /// The service the alert is about, in lower case.
    public let service: String
    /// What kind of trouble was reported.
    public let type: IncidentType
    /// When the source detected it.
    public let detectedAt: Instant
    /// What the source sent, untouched.
    public let payload: JSONValue

    /// Makes an incident from its five fields.
    public init(id: String, service: String, type: IncidentType, detectedAt: Instant, payload: JSONValue) {
        (self.id, self.service, self.type) = (id, service, type)
        (self.detectedAt, self.payload) = (detectedAt, payload)
    }

    enum CodingKeys: String, CodingKey {
        case id = "incident_id"
        case service = "service_name"
        case type = "incident_type"
        case detectedAt = "detected_at"
        case payload = "raw_payload"
    }
}

/// One observation by a detector. Not yet a run.
public struct Alert: Sendable, Hashable, Codable {
    /// The incident that the source describes.
    public let incident: Incident
    /// The source's name, for example `simulated`.
    public let source: String
    /// Equal for two alerts about the same trouble; made from meaningful fields, never from a model's words.
    public let fingerprint: String

    /// What the run works on, by the setting that names it, such as the dashboard's address: it can be finished only
    /// there. Nil in a run of an older program, which nobody can tell.
    public let place: [String: String]?

    /// The system that it is about, by its name in the settings; nil where there is only one.
    public let system: String?

    /// Whether it is made up. Nil for no, as in journals of earlier versions.
    public let isSimulated: Bool?

    /// Makes an alert; the fingerprint is computed from what tells it from others.
    public init(
        incident: Incident, source: String, place: [String: String]? = nil, system: String? = nil,
        isSimulated: Bool = false
    ) {
        (self.incident, self.source, self.place, self.system) = (incident, source, place, system)
        self.isSimulated = isSimulated ? true : nil
        let trouble = Trouble(
            source: source, system: system, service: incident.service.lowercased(), type: incident.type)
        fingerprint = Digest(of: "alert/1", trouble).short
    }

    enum CodingKeys: String, CodingKey {
        case incident, source, fingerprint, place, system
        case isSimulated = "simulated"
    }

    /// What two alerts about the same trouble have in common.
    private struct Trouble: Encodable {
        let source: String
        let system: String?
        let service: String
        let type: IncidentType
    }
}

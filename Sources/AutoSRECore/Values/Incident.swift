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

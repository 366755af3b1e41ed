// The alert itself is evidence too: what was reported, as it came in.
extension Incident: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.alert

    /// The payload is somebody's text, and so may be the word for the trouble.
    public func cleaned(by texts: inout some TextCleaner) throws -> Incident {
        let word = IncidentType.known.contains(type) ? type : IncidentType(rawValue: texts.name(type.rawValue))
        return Incident(
            id: id, service: service, type: word, detectedAt: detectedAt, payload: try texts.payload(payload))
    }

    /// What was reported, and of what.
    public var summary: String { "\(type.rawValue) on \(service)" }

    /// The payload; the other fields are told with the incident.
    public var exhibits: [Exhibit] {
        // A payload that cannot be written as JSON was none.
        guard let text = try? JSON.text(payload, pretty: true) else { return [] }
        return [.code(text)]
    }

    /// As much as a payload usually has.
    public var roughBytes: Int { 16 << 10 }
}

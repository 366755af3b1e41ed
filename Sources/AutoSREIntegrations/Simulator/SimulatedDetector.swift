public import AutoSRECore

/// Reports one made-up incident in the shape of a CloudWatch alarm, so that the loop can be tried without a cloud.
public struct SimulatedDetector: Detector {
    /// The setting's word for this source.
    public let name = Self.word
    private let incident: Incident

    /// The word.
    public static let word = "simulated"
    /// The service that an incident is about where none is named.
    public static let service = "checkout"

    /// Makes a source whose only incident is detected at `now`.
    /// - Parameters:
    ///   - type: the kind of trouble to report.
    ///   - service: what it is about.
    ///   - incidentID: the incident's name, for example `inc-demo0001`.
    ///   - now: when the alarm went off.
    public init(
        type: IncidentType, service: String = SimulatedDetector.service, incidentID: String, now: Instant
    ) {
        incident = Incident(
            id: incidentID, service: service, type: type, detectedAt: now,
            payload: SimulatedAlarm(type: type, service: service).payload(at: now))
    }

    /// The incident; the same each time.
    public func detect() async throws -> [Alert] { [Alert(incident: incident, source: name, isSimulated: true)] }
}

/// One look at the independent health signal.
public struct HealthReading: Sendable, Hashable, Codable {
    /// What the signal said.
    public enum Status: String, Sendable, Codable {
        /// An answer that says that the service is well.
        case good
        /// An answer that says that it is not.
        case bad
        /// No answer, or one that says neither. Argues for nothing: no symptom, no ground to act, and none to undo.
        case unknown
    }

    /// What the signal said.
    public let status: Status
    /// When the answer, or the lack of one, was noted.
    public let at: Instant
    /// What was seen, in a few words: `HTTP 200 degraded`, `connection refused`.
    public let detail: String

    /// Makes a reading.
    public init(_ status: Status, at: Instant, detail: String) {
        (self.status, self.at, self.detail) = (status, at, detail)
    }
}

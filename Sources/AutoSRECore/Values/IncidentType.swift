/// What kind of trouble an alert reports. An open word: whoever raises alerts may have words of its own, such as
/// `error_rate`, and one that nobody here knows is kept and shown.
public struct IncidentType: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The word in alerts, journals and reports, such as `latency_spike`.
    public let rawValue: String
    /// Makes a type of any word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The word.
    public var description: String { rawValue.visible }

    /// Requests take longer than they should.
    public static let latencySpike = IncidentType(rawValue: "latency_spike")
    /// Instances exit and are started again.
    public static let crashLoop = IncidentType(rawValue: "crash_loop")
    /// Memory climbs and does not come back.
    public static let memoryLeak = IncidentType(rawValue: "memory_leak")
    /// A roll-out does not become ready.
    public static let deploymentFailure = IncidentType(rawValue: "deployment_failure")

    /// Those that the specification names: what can be made up for a rehearsal.
    public static let known: [IncidentType] = [.latencySpike, .crashLoop, .memoryLeak, .deploymentFailure]
}

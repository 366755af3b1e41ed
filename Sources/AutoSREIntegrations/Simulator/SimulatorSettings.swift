public import AutoSREConfiguration

/// Where incidents come from that nobody has to wait for.
public struct SimulatorSettings: SettingsGroup, Hashable {
    /// `INCIDENT_SOURCE`.
    public var incidentSource = IncidentSourceName.simulated

    /// The defaults.
    public init() {}
}

/// The words of `INCIDENT_SOURCE`.
public enum IncidentSourceName: String, Sendable, CaseIterable {
    /// The built-in simulator.
    case simulated
}

extension Configuration {
    /// Where incidents come from that nobody has to wait for.
    public var simulator: SimulatorSettings {
        get { self[SimulatorSettings.self] }
        set { self[SimulatorSettings.self] = newValue }
    }
}

extension SimulatorSettings {
    static let section = SettingsSection(
        "Operations dashboard",
        [
            Setting(
                "INCIDENT_SOURCE", key: "incident_source", \SimulatorSettings.incidentSource, .word,
                "Where incidents come from.")
        ])
}

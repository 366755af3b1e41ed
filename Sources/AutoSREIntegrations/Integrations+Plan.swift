public import AutoSREConfiguration

/// A system that the settings ask for: its integration, the parts that come with it, and its settings.
public struct PlannedSystem: Sendable {
    /// Its name in `autosre.yaml`; nil where variables name the only one.
    public let name: String?
    /// The integration.
    public let integration: Integration
    /// It, and what comes with it, in the order of the list.
    public let parts: [Integration]
    /// The settings as they are for it.
    public let configuration: Configuration
}

extension [Integration] {
    /// The systems that the settings ask for: those of `autosre.yaml`, or where it names none the one of the variables.
    public func systems(_ configuration: Configuration) -> [PlannedSystem] {
        guard !configuration.systems.isEmpty else {
            return filter { $0.isSystem && $0.isActive(configuration) }.map { planned($0, nil, configuration) }
        }
        return configuration.systems.compactMap { system in
            first { $0.name == system.kind }.map { planned($0, system.name, system.configuration) }
        }
    }

    private func planned(_ system: Integration, _ name: String?, _ configuration: Configuration) -> PlannedSystem {
        let parts = filter { one in
            one.name == system.name || one.role == .companion(of: system.name) && one.isActive(configuration)
        }
        return PlannedSystem(name: name, integration: system, parts: parts, configuration: configuration)
    }

    /// What all systems share.
    public func shared(_ configuration: Configuration) -> [Integration] {
        filter { $0.role == .shared && $0.isActive(configuration) }
    }

    /// Everything that the settings ask for, each with the settings as they are for it.
    public func active(_ configuration: Configuration) -> [(integration: Integration, configuration: Configuration)] {
        systems(configuration).flatMap { system in system.parts.map { ($0, system.configuration) } }
            + shared(configuration).map { ($0, configuration) }
    }
}

public import AutoSREConfiguration
public import AutoSRECore
public import AutoSREPlatform

/// One vendor's system, or one more way to work a system: what it is called, its settings, and what it plugs in.
///
/// One folder and one line in `Integrations.all`; composition, settings, their reference, `.env.example` and doctor are
/// made from that list.
public struct Integration: Sendable {
    /// Its name in `autosre.yaml` and in texts, such as `slack`.
    public let name: String
    /// What it is, in a few words.
    public let summary: String
    /// What it is to a run.
    public let role: Role
    /// Its settings.
    public let settings: [SettingsSection]
    /// Has the settings ask for it, as `autosre.yaml` does by naming it.
    public let activate: @Sendable (inout Configuration) -> Void
    /// Whether the settings ask for it.
    public let isActive: @Sendable (Configuration) -> Bool
    /// Makes what it plugs in. Nothing is asked of anybody before a run needs it.
    public let connect: @Sendable (IntegrationContext) throws -> IntegrationParts
    /// Looks whether what it needs is there (`autosre doctor`). Changes nothing.
    public let checks: @Sendable (CheckContext) async -> [Check]
    /// The services that the system has, by their names there; empty where it cannot tell.
    public let services: @Sendable (CheckContext) async throws -> [String]
    /// What else must never be seen, beside the values of its secret settings.
    public let secrets: @Sendable (Configuration) throws(ConfigurationError) -> [String]
    /// Refuses settings that cannot be meant as they are written, before anything is begun.
    public let validate: @Sendable (Configuration) throws(ConfigurationError) -> Void
    /// Looks, before a run, whether there is anything to wait for; may cut a wait short, and says then what to start.
    public let prepare: (@Sendable (inout Configuration, HTTPClient) async -> String?)?
    /// What a person types to carry an action out by hand where a run was (`IntegrationParts.place`); nil for what is
    /// not this one's.
    public let command: @Sendable (Action, _ place: [String: String]) -> String?
    /// What of it, by its name in receipts and notifications, sends something about incidents to others, and why.
    public let sends: [String: Egress.Purpose]
    /// Kinds of evidence of its own.
    public let evidence: [any EvidenceContent.Type]
    /// Kinds of action of its own.
    public let actions: [any ActionParameters.Type]
    /// Kinds of thing that it acts on, beside those of the specification.
    public let targets: [TargetKind]
    /// The least that its system has to allow, in that system's own form; nil where there is no such thing.
    public let permissions: (@Sendable (Configuration) -> JSONValue?)?

    /// What an integration is to a run.
    public enum Role: Sendable, Hashable {
        /// A system that is watched and mended: a run is of one of them. `setting` is what has a run be of it by
        /// variables, `detectors` are the names of those of its alerts.
        case system(setting: String, detectors: [String])
        /// One more part of each system of that name, from the same settings.
        case companion(of: String)
        /// There once for all systems, such as a chat.
        case shared
    }

    /// Puts an integration together.
    public init(
        _ name: String, _ summary: String, role: Role, settings: [SettingsSection] = [],
        activate: @escaping @Sendable (inout Configuration) -> Void = { _ in },
        isActive: @escaping @Sendable (Configuration) -> Bool = { _ in true },
        validate: @escaping @Sendable (Configuration) throws(ConfigurationError) -> Void = { _ in },
        secrets: @escaping @Sendable (Configuration) throws(ConfigurationError) -> [String] = { _ in [] },
        prepare: (@Sendable (inout Configuration, HTTPClient) async -> String?)? = nil,
        permissions: (@Sendable (Configuration) -> JSONValue?)? = nil,
        command: @escaping @Sendable (Action, _ place: [String: String]) -> String? = { _, _ in nil },
        sends: [String: Egress.Purpose] = [:], evidence: [any EvidenceContent.Type] = [],
        actions: [any ActionParameters.Type] = [],
        targets: [TargetKind] = [],
        services: @escaping @Sendable (CheckContext) async throws -> [String] = { _ in [] },
        checks: @escaping @Sendable (CheckContext) async -> [Check] = { _ in [] },
        connect: @escaping @Sendable (IntegrationContext) throws -> IntegrationParts
    ) {
        (self.name, self.summary, self.role, self.settings) = (name, summary, role, settings)
        (self.isActive, self.validate, self.secrets, self.prepare) = (isActive, validate, secrets, prepare)
        (self.permissions, self.checks, self.connect, self.activate) = (permissions, checks, connect, activate)
        (self.command, self.sends) = (command, sends)
        (self.services, self.evidence, self.actions, self.targets) = (services, evidence, actions, targets)
    }

    /// Whether a run can be of it.
    public var isSystem: Bool { if case .system = role { true } else { false } }
}

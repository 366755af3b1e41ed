public import AutoSRECore

/// All settings of one process: for each part a plain struct whose initial values are the defaults.
///
/// The parts declare their settings (`SettingsCatalogue`); `load` reads the environment, `.env` and the files that they
/// name over the defaults.
public struct Configuration: Sendable {
    /// Every setting that there is.
    public let catalogue: SettingsCatalogue
    /// Proxies and certificates as environment and `.env` have them together, by upper-case name.
    public internal(set) var networkVariables: [String: String] = [:]
    /// What the agent may do without asking: the policy file's values over the defaults.
    public internal(set) var policy = Policy()
    /// The systems that `autosre.yaml` names, each with the settings as they are for it; empty where the variables say
    /// what is worked on.
    public internal(set) var systems: [SystemSettings] = []
    /// The services that `autosre.yaml` names.
    public internal(set) var services: [ServiceSettings] = []
    /// Lines for stderr about what looks like a mistake but is not an error.
    public internal(set) var warnings: [String] = []

    /// The name of the system of `autosre.yaml` whose settings these are; nil for those of the whole process.
    var system: String?
    /// Where each setting that is not at its default came from, by name.
    var sources: [String: SettingSource] = [:]
    /// The keys that the policy file sets.
    var policyKeys: Set<String> = []
    /// The values, by the type of their group; one that is not here is at its defaults.
    private var groups: [ObjectIdentifier: any SettingsGroup] = [:]

    /// The defaults.
    public init(of catalogue: SettingsCatalogue) { self.catalogue = catalogue }

    /// The values of one group of settings.
    public subscript<Group: SettingsGroup>(_ type: Group.Type) -> Group {
        get { groups[ObjectIdentifier(type)] as? Group ?? Group() }
        set { groups[ObjectIdentifier(type)] = newValue }
    }

    /// Whether somebody has set it: it does not have its value by default.
    public func isSet(_ name: String) -> Bool { sources[name] != nil }

    /// Where a person is to change a setting: the variable, or for a system of `autosre.yaml`, where a variable would
    /// hold for every system, the key there: `integrations.shop.url`.
    public func place(of name: String) -> String {
        let isFiles = if case .settingsFile? = sources[name] { true } else { sources[name] == nil }
        let settings = catalogue.kinds.filter(\.isSystem).flatMap(\.settings)
        let setting = settings.first { $0.name == name }
        guard let system, isFiles, let setting, let key = setting.key else { return name }
        return "integrations.\(system).\(key)\(setting.isSecret ? "_env" : "")"
    }

    /// Puts a setting back to its default, as if nobody had set it.
    public mutating func unset(_ name: String) {
        sources[name] = nil
        guard let setting = catalogue.settings.first(where: { $0.name == name }) else { return }
        setting.reset(&self)
    }
}

/// A system of `autosre.yaml`.
public struct SystemSettings: Sendable {
    /// What the file calls it.
    public let name: String
    /// The kind of integration.
    public let kind: String
    /// The settings as they are for it.
    public let configuration: Configuration
}

/// The settings of one part of the program.
public protocol SettingsGroup: Sendable {
    /// The defaults.
    init()
}

/// Where runs are kept.
public struct StorageSettings: SettingsGroup, Hashable {
    /// `LOG_STORAGE_DATA_DIR`; empty for memory only.
    public var dataDirectory = ""

    /// The defaults.
    public init() {}
}

/// The bounds of a run.
public struct WorkflowSettings: SettingsGroup, Hashable {
    /// `REASONING_MAX_RETRIES`.
    public var reasoningMaxRetries = 2
    /// `RECOVERY_VERIFY_TIMEOUT_SECONDS`.
    public var recoveryVerifyTimeoutSeconds = 120.0
    /// `AUTOSRE_STABLE_SECONDS`.
    public var stableSeconds = 3.0
    /// `AUTOSRE_APPROVAL_SECONDS`.
    public var approvalSeconds = 0.0

    /// The defaults.
    public init() {}
}

/// Where the policy is.
public struct PolicySettings: SettingsGroup, Hashable {
    /// `AUTOSRE_POLICY`: the path of the policy file, as set; empty for the defaults.
    public var path = ""

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// Where runs are kept.
    public var storage: StorageSettings {
        get { self[StorageSettings.self] }
        set { self[StorageSettings.self] = newValue }
    }

    /// The bounds of a run.
    public var workflow: WorkflowSettings {
        get { self[WorkflowSettings.self] }
        set { self[WorkflowSettings.self] = newValue }
    }

    /// The path of the policy file, as set; empty for the defaults.
    public var policyPath: String {
        get { self[PolicySettings.self].path }
        set { self[PolicySettings.self].path = newValue }
    }
}

public import AutoSREConfiguration
public import AutoSRECore

/// The integrations of the program.
public enum Integrations {
    /// All of them: the only list. The order is that of preference for what acts, and that of the checks.
    public static let all: [Integration] = [
        .aws, .bedrock, .dashboard, .simulator, .health, .files, .novaAct, .browser, .dashboardAPI, .slack,
    ]

    /// Every setting of the program.
    public static let settings = all.catalogue
    /// Every kind of evidence.
    public static let evidence = all.evidenceKinds
    /// Every kind of action.
    public static let actions = all.actionKinds
}

extension [Integration] {
    /// Every setting of these, and the program's own.
    public var catalogue: SettingsCatalogue {
        let words = PolicyVocabulary.standard.adding(
            actions: flatMap(\.actions).map { $0.kind }, targets: flatMap(\.targets))
        return SettingsCatalogue(
            flatMap(\.settings) + SettingsCatalogue.core, kinds: compactMap(kind), policyWords: words,
            selectors: Set(compactMap(selector)))
    }

    /// The setting that has a run be of a system, without the value that does.
    private func selector(_ integration: Integration) -> String? {
        guard case .system(let setting, _) = integration.role else { return nil }
        return String(setting.prefix { $0 != "=" })
    }

    /// What sends something about incidents to others, by its name in receipts and notifications.
    public var senders: [String: Egress.Purpose] { reduce(into: [:]) { $0.merge($1.sends) { first, _ in first } } }

    /// The kinds of evidence that everybody knows, and those of these.
    public var evidenceKinds: EvidenceKinds { .standard.adding(flatMap(\.evidence)) }
    /// The kinds of action that everybody knows, and those of these.
    public var actionKinds: ActionKinds { .standard.adding(flatMap(\.actions)) }

    /// What a person types to carry an action out by hand where a run was; the action itself where nobody knows.
    public func command(for action: Action, at place: [String: String]) -> String {
        lazy.compactMap { $0.command(action, place) }.first ?? action.summary
    }

    /// What the engine may know of them before a system is connected.
    public func board(observers: [any Observer]) -> Registry {
        var board = Registry()
        (board.kinds, board.actions, board.observers) = (evidenceKinds, actionKinds, observers)
        return board
    }

    /// What `autosre.yaml` may say of one; nil for a companion, whose settings are its system's.
    private func kind(_ integration: Integration) -> IntegrationKind? {
        if case .companion = integration.role { return nil }
        let companions = filter { $0.role == .companion(of: integration.name) }
        return IntegrationKind(
            integration.name, integration.summary,
            settings: ([integration] + companions).flatMap(\.settings).flatMap(\.settings),
            isSystem: integration.isSystem, activate: integration.activate)
    }
}

extension Configuration {
    /// The defaults of every setting of the program.
    public init() { self.init(of: Integrations.settings) }

    /// The settings of a process that runs in `directory`, as `load(_:environment:directory:)` has them.
    public static func load(
        environment: [String: String], directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        try load(Integrations.settings, environment: environment, directory: directory)
    }
}

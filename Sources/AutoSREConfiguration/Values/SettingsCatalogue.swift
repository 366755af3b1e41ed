/// Every setting of the program: its own, and those of the integrations that are plugged in.
public struct SettingsCatalogue: Sendable {
    /// In the order of the reference page.
    public let sections: [SettingsSection]
    /// What `integrations` in `autosre.yaml` may hold.
    let kinds: [IntegrationKind]
    /// The words that a policy file may use.
    public let policyWords: PolicyVocabulary
    /// The settings that say which system there is where `autosre.yaml` names none.
    let selectors: Set<String>

    /// Puts sections together; those of one title become one.
    public init(
        _ sections: [SettingsSection], kinds: [IntegrationKind] = [], policyWords: PolicyVocabulary = .standard,
        selectors: Set<String> = []
    ) {
        (self.kinds, self.policyWords, self.selectors) = (kinds, policyWords, selectors)
        var merged: [SettingsSection] = []
        for section in sections {
            guard let index = merged.firstIndex(where: { $0.title == section.title }) else {
                merged.append(section)
                continue
            }
            merged[index].settings += section.settings
            merged[index].notes = merged[index].notes ?? section.notes
        }
        self.sections = merged
    }

    /// Every setting.
    var settings: [Setting] { sections.flatMap(\.settings) }
}

/// One kind of integration, as `autosre.yaml` may name it.
public struct IntegrationKind: Sendable {
    /// Its name.
    public let name: String
    /// What it is, in a few words.
    let summary: String
    /// Its settings, and those of the parts that come with it.
    let settings: [Setting]
    /// Whether it is a system that is watched and mended, of which there may be several.
    let isSystem: Bool
    /// Has the settings ask for it.
    let activate: @Sendable (inout Configuration) -> Void

    /// Makes a kind.
    public init(
        _ name: String, _ summary: String, settings: [Setting], isSystem: Bool,
        activate: @escaping @Sendable (inout Configuration) -> Void
    ) {
        (self.name, self.summary, self.settings) = (name, summary, settings)
        (self.isSystem, self.activate) = (isSystem, activate)
    }
}

/// The settings that are documented under one heading.
public struct SettingsSection: Sendable {
    /// The heading.
    public let title: String
    /// The key of its mapping in `autosre.yaml`; nil where its settings belong to an integration.
    let key: String?
    /// In the order of the reference page.
    public internal(set) var settings: [Setting]
    /// What the reference page says below the table, in Markdown; nil where the table says it all.
    public internal(set) var notes: String?
    /// Takes what belongs to no setting, such as other people's variables.
    let readMore: @Sendable (Variables, inout Configuration) -> Void

    /// Makes a section.
    public init(
        _ title: String, key: String? = nil, _ settings: [Setting], notes: String? = nil,
        readMore: @escaping @Sendable (Variables, inout Configuration) -> Void = { _, _ in }
    ) {
        (self.title, self.key, self.settings, self.notes, self.readMore) = (title, key, settings, notes, readMore)
    }
}

/// One line of `autosre config`: a setting or a rule of the policy as it is in force.
public struct EffectiveSetting: Sendable, Hashable {
    /// The variable, or `policy.` and the key.
    public let name: String
    /// The value as text: empty where unset, masked where secret.
    public let value: String
    /// `default`, `environment`, `.env`, or the variable that names the file the value was read from.
    public let source: String

    /// Makes a line.
    public init(name: String, value: String, source: String) {
        (self.name, self.value, self.source) = (name, value, source)
    }
}

extension Configuration {
    /// What stands for a secret on a screen. Always the same length, so that nothing of it is told.
    public static let mask = "********"

    /// Every setting and every rule of the policy as it is in force. No secret is in it.
    public func effective() -> [EffectiveSetting] {
        let settings = catalogue.settings.map { setting in
            let source = sources[setting.name] ?? .standard
            return EffectiveSetting(name: setting.name, value: shown(setting), source: source.description)
        }
        let rules = PolicyKey.all.map { key in
            let source = policyKeys.contains(key.name) ? "AUTOSRE_POLICY" : SettingSource.standard.description
            return EffectiveSetting(name: "policy." + key.name, value: key.show(policy), source: source)
        }
        return settings + rules + systems.flatMap(lines)
    }

    /// What the file says of a system, by the file's keys.
    private func lines(_ system: SystemSettings) -> [EffectiveSetting] {
        let own = system.configuration
        let kind = catalogue.kinds.first { $0.name == system.kind }
        let head = "integrations.\(system.name)."
        let lines = (kind?.settings ?? []).compactMap { setting -> EffectiveSetting? in
            guard let key = setting.key, let source = own.sources[setting.name] else { return nil }
            return EffectiveSetting(name: head + key, value: own.shown(setting), source: source.description)
        }
        return [EffectiveSetting(name: head + "kind", value: system.kind, source: "autosre.yaml")] + lines
    }

    private func shown(_ setting: Setting) -> String {
        let value = setting.show(self)
        if setting.isSecret { return value.isEmpty ? "" : Self.mask }
        return setting.display.map { $0(self) } ?? value
    }
}

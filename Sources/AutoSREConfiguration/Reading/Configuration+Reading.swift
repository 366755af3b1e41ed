import AutoSRECore
import AutoSREPlatform

extension Configuration {
    /// The settings of a process that runs in `directory`: those of its environment, of the folder's `.env`, and of
    /// the files that settings name.
    /// - Throws: `ConfigurationError` for the first setting or file that cannot be used.
    public static func load(
        _ catalogue: SettingsCatalogue, environment: [String: String], directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        let dotenv = try LocalFile(path: ".env", in: directory).dotenv()
        return try read(catalogue, environment: environment, dotenv: dotenv, directory: directory)
    }

    /// The settings that an environment, the text of a `.env` file and `autosre.yaml` make; relative paths start in
    /// `directory`.
    ///
    /// A value of the environment wins over `.env`, also a blank one, and both win over `autosre.yaml`, in each system
    /// that it names. A blank value says nothing: the file's holds then, or the default. Names count in any case;
    /// exactly upper case wins over other spellings in the same source.
    /// - Throws: `ConfigurationError` for the first setting or file that cannot be used.
    public static func read(
        _ catalogue: SettingsCatalogue, environment: [String: String], dotenv: String?, directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        let entries = DotEnvScanner.entries(of: dotenv ?? "")
        let variables = Variables(environment: environment, dotenv: entries)
        var file: SettingsFile?
        if let (path, bytes) = try SettingsFile.find(variables, in: directory) {
            file = try SettingsFile(
                path: path, bytes, catalogue, SecretReader(variables: variables, directory: directory))
        }
        var configuration = Configuration(of: catalogue)
        for activate in file?.activations ?? [] { activate(&configuration) }
        try configuration.fill(file?.shared ?? [:], of: file, variables, in: directory)
        if !configuration.policyPath.isEmpty {
            let policy = try PolicyFile(path: configuration.policyPath, in: directory, catalogue.policyWords)
            (configuration.policy, configuration.policyKeys) = (policy.policy, policy.keys)
            try configuration.checkCooldown()
        }
        try configuration.checkApproval()
        configuration.warnings = nearMisses(in: entries, catalogue)
        if let file { try configuration.addSystems(of: file, variables, in: directory) }
        return configuration
    }

    /// Each system has the settings that all share, under its own, under those of the variables.
    private mutating func addSystems(
        of file: SettingsFile, _ variables: Variables, in directory: String
    ) throws(ConfigurationError) {
        services = file.services
        for system in file.systems {
            var own = self
            (own.systems, own.system) = ([], system.name)
            system.kind.activate(&own)
            try own.fill(file.shared.merging(system.values) { $1 }, of: file, variables, in: directory)
            system.kind.activate(&own)
            systems.append(SystemSettings(name: system.name, kind: system.kind.name, configuration: own))
        }
        // One with a key in the file is a setting of its systems like any other.
        for setting in catalogue.settings where setting.key == nil && catalogue.selectors.contains(setting.name) {
            guard !systems.isEmpty, isSet(setting.name) else { continue }
            warnings.append("\(setting.name) says nothing here: \(file.path) names the systems")
        }
    }

    /// Stores what the variables say, and where they say nothing what the file says.
    private mutating func fill(
        _ values: [String: SettingsFile.Value], of file: SettingsFile?, _ variables: Variables, in directory: String
    ) throws(ConfigurationError) {
        for setting in catalogue.settings {
            if let found = try variables.value(of: setting, in: directory) {
                guard setting.store(found.value, &self) else { throw setting.refusal(of: found) }
                sources[setting.name] = found.source
            } else if let value = values[setting.name], let file {
                let found = Variables.Found(value: value.text, source: .settingsFile(file.path), problem: nil)
                guard setting.store(value.text, &self) else { throw setting.refusal(of: found, named: value.key) }
                sources[setting.name] = found.source
            }
        }
        for section in catalogue.sections { section.readMore(variables, &self) }
        networkVariables = variables.values(of: NetworkSettings.names)
        if let problem = network.problem { throw ConfigurationError(problem) }
    }

    /// A cooldown is kept by looking earlier changes up.
    private func checkCooldown() throws(ConfigurationError) {
        guard policy.cooldownSeconds > 0, storage.dataDirectory.isEmpty else { return }
        throw ConfigurationError(
            "AUTOSRE_POLICY: cooldown_seconds needs LOG_STORAGE_DATA_DIR: without a journal nobody knows what was "
                + "changed before; set it, or leave cooldown_seconds out")
    }

    /// An answer comes through the journal.
    private func checkApproval() throws(ConfigurationError) {
        guard workflow.approvalSeconds > 0, storage.dataDirectory.isEmpty else { return }
        throw ConfigurationError(
            "AUTOSRE_APPROVAL_SECONDS needs LOG_STORAGE_DATA_DIR: a person's answer comes through the journal; set it, "
                + "or leave AUTOSRE_APPROVAL_SECONDS out")
    }

    /// A warning for every unknown name that looks like a slip of the pen; `.env` may hold anybody's other names.
    private static func nearMisses(in entries: [DotEnvEntry], _ catalogue: SettingsCatalogue) -> [String] {
        let names = catalogue.settings.map(\.name) + catalogue.settings.compactMap(\.fileName)
        var warnings: [String] = []
        for entry in entries {
            guard let name = NearMiss.of(entry.name, among: names) else { continue }
            warnings.append(".env line \(entry.line): \(entry.name) is not a setting; did you mean \(name)?")
        }
        return warnings
    }
}

extension Variables {
    /// The value of `setting`, from its own variable or from the file that `<name>_FILE` names.
    func value(of setting: Setting, in directory: String) throws(ConfigurationError) -> Found? {
        try value(of: setting.name, orOf: setting.fileName, in: directory)
    }

    /// The value of a name, or of the file that another one names.
    func value(
        of name: String, orOf fileName: String?, in directory: String
    ) throws(ConfigurationError) -> Found? {
        let direct = self[name]
        if let direct, let problem = direct.problem { throw ConfigurationError("\(name) in .env: \(problem)") }
        guard let fileName, let path = self[fileName] else { return direct }
        if let problem = path.problem { throw ConfigurationError("\(fileName) in .env: \(problem)") }
        guard direct == nil else {
            throw ConfigurationError("\(name) and \(fileName) are both set: keep one of them")
        }
        let secret = try LocalFile(path: path.value, in: directory).secret(for: fileName)
        return secret.isBlank ? nil : Found(value: secret, source: .file(fileName), problem: nil)
    }
}

extension Setting {
    /// The error for a value that the setting does not take.
    func refusal(of found: Variables.Found, named key: String? = nil) -> ConfigurationError {
        let name = key ?? name
        // Not `NAME: …`: what prints this takes the word behind a secret's name and a colon for the secret.
        let subject = isSecret ? "\(name) holds what" : "\(name): \(conceal(found.value).quoted)"
        let more = advice(found.value).map { "; \($0)" } ?? ""
        let verdict = "is not allowed" + (isSecret ? " (not shown)" : "")
        return ConfigurationError("\(subject) \(verdict); it takes \(allowed)\(more) (from \(found.source))")
    }
}

import AutoSRECore
import AutoSREPlatform

extension Configuration {
    /// The settings of a process that runs in `directory`: those of its environment, of the folder's `.env`, and of
    /// the files that settings name.
    /// - Throws: `ConfigurationError` for the first setting or file that cannot be used.
    public static func load(
        environment: [String: String], directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        let dotenv = try LocalFile(path: ".env", in: directory).dotenv()
        return try read(environment: environment, dotenv: dotenv, directory: directory)
    }

    /// The settings that an environment and the text of a `.env` file make; relative paths start in `directory`.
    ///
    /// A value of the environment wins, also a blank one, which means the default. Names count in any case; exactly
    /// upper case wins over other spellings in the same source.
    /// - Throws: `ConfigurationError` for the first setting or file that cannot be used.
    public static func read(
        environment: [String: String], dotenv: String?, directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        let entries = DotEnvScanner.entries(of: dotenv ?? "")
        let variables = Variables(environment: environment, dotenv: entries)
        var configuration = Configuration()
        for setting in Setting.all {
            guard let found = try variables.value(of: setting, in: directory) else { continue }
            guard setting.store(found.value, &configuration) else { throw setting.refusal(of: found) }
            configuration.sources[setting.name] = found.source
        }
        configuration.readAWS(variables)
        configuration.networkVariables = variables.values(of: NetworkSettings.names)
        if let problem = configuration.network.problem { throw ConfigurationError(problem) }
        if !configuration.policyPath.isEmpty {
            let file = try PolicyFile(path: configuration.policyPath, in: directory)
            (configuration.policy, configuration.policyKeys) = (file.policy, file.keys)
            try configuration.checkCooldown()
        }
        configuration.warnings = nearMisses(in: entries)
        return configuration
    }

    /// A cooldown is kept by looking earlier changes up.
    private func checkCooldown() throws(ConfigurationError) {
        guard policy.cooldownSeconds > 0, storage.dataDirectory.isEmpty else { return }
        throw ConfigurationError(
            "AUTOSRE_POLICY: cooldown_seconds needs LOG_STORAGE_DATA_DIR: without a journal nobody knows what was "
                + "changed before; set it, or leave cooldown_seconds out")
    }

    /// A warning for every unknown name that looks like a slip of the pen; `.env` may hold anybody's other names.
    private static func nearMisses(in entries: [DotEnvEntry]) -> [String] {
        let names = Setting.all.map(\.name) + Setting.all.compactMap(\.fileName)
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
    func refusal(of found: Variables.Found) -> ConfigurationError {
        // Not `NAME: …`: what prints this takes the word behind a secret's name and a colon for the secret.
        let subject = isSecret ? "\(name) holds what" : "\(name): \(conceal(found.value).quoted)"
        let more = advice(found.value).map { "; \($0)" } ?? ""
        let verdict = "is not allowed" + (isSecret ? " (not shown)" : "")
        return ConfigurationError("\(subject) \(verdict); it takes \(allowed)\(more) (from \(found.source))")
    }
}

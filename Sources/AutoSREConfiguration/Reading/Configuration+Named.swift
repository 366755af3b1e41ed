extension Configuration {
    /// The values of variables that are no settings, such as a UI map's passwords: of each name from the environment,
    /// `.env`, or the file that `<name>_FILE` names.
    /// - Throws: `ConfigurationError` for the first name that has none.
    public static func values(
        of names: [String], for use: String, environment: [String: String], directory: String = "."
    ) throws(ConfigurationError) -> [String: String] {
        guard !names.isEmpty else { return [:] }
        let entries = DotEnvScanner.entries(of: try LocalFile(path: ".env", in: directory).dotenv() ?? "")
        let variables = Variables(environment: environment, dotenv: entries)
        var values: [String: String] = [:]
        for name in names {
            guard let found = try variables.value(of: name, orOf: name + "_FILE", in: directory) else {
                throw ConfigurationError(
                    "\(use): ${\(name)} is not set: set \(name), or \(name)_FILE to a file that holds it")
            }
            values[name] = found.value
        }
        return values
    }
}

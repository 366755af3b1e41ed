extension Configuration {
    /// The template `.env.example`: every setting with its meaning, and its default commented out.
    ///
    /// `# ` begins prose, a `#` without a blank a setting that can be switched on by deleting the `#`.
    public static func example(_ catalogue: SettingsCatalogue) -> String {
        var lines = [
            "# Settings of AutoSRE. Copy this file to .env and take the # away from the lines that you change.",
            "# The environment wins over .env. All of it is explained in docs/configuration.md.",
        ]
        for section in catalogue.sections {
            lines += ["", "# --- \(section.title)"]
            for setting in section.settings { lines += entry(for: setting) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func entry(for setting: Setting) -> [String] {
        var lines = ["", "# \(setting.summary)", "# It takes \(setting.allowed)."]
        if let fileName = setting.fileName { lines.append("# Or name a file that holds it: \(fileName)=path") }
        return lines + ["#\(setting.name)=\(setting.standard)"]
    }
}

import AutoSRECore
import AutoSREPlatform

/// `autosre.yaml`, read and checked: values for settings, systems by name, services. Strict: what is misspelt is an
/// error with the name that was meant, for a rule that is not read is a rule that is missing.
struct SettingsFile: Sendable {
    /// Its path, as it was found.
    let path: String
    /// Values of settings that are there once, by the setting's name.
    var shared: [String: Value] = [:]
    /// What makes the shared settings ask for an integration.
    var activations: [@Sendable (inout Configuration) -> Void] = []
    /// The systems, by name.
    var systems: [System] = []
    /// The services, by name.
    var services: [ServiceSettings] = []

    /// A value for a setting, as text, and the key that it stood at.
    struct Value: Sendable {
        let text: String
        let key: String
    }

    /// A system that is watched and mended.
    struct System: Sendable {
        let name: String
        let kind: IntegrationKind
        let values: [String: Value]
    }

    /// The file of a process; nil where there is none. `AUTOSRE_CONFIG` names one that has to be there; else the first
    /// of `autosre.yaml` in the working directory, `autosre/autosre.yaml` in `XDG_CONFIG_HOME` (`~/.config`), and
    /// `/etc/autosre/autosre.yaml`.
    static func find(_ variables: Variables, in directory: String) throws(ConfigurationError) -> (
        path: String, [UInt8]
    )? {
        if let named = variables["AUTOSRE_CONFIG"] {
            if let problem = named.problem { throw ConfigurationError("AUTOSRE_CONFIG in .env: \(problem)") }
            let file = LocalFile(path: named.value, in: directory)
            return (named.value, try file.bytes(for: "AUTOSRE_CONFIG"))
        }
        for path in usual(variables) {
            if let bytes = try LocalFile(path: path, in: directory).bytesIfThere() { return (path, bytes) }
        }
        return nil
    }

    private static func usual(_ variables: Variables) -> [String] {
        var paths = ["autosre.yaml"]
        if let home = variables["XDG_CONFIG_HOME"]?.value, home.hasPrefix("/") {
            paths.append("\(home)/autosre/autosre.yaml")
        } else if let home = variables["HOME"]?.value, home.hasPrefix("/") {
            paths.append("\(home)/.config/autosre/autosre.yaml")
        }
        return paths + ["/etc/autosre/autosre.yaml"]
    }

    /// Reads the file's text.
    init(
        path: String, _ bytes: [UInt8], _ catalogue: SettingsCatalogue, _ secrets: SecretReader
    ) throws(ConfigurationError) {
        self.path = path
        let document: JSONValue
        do throws(YAMLError) { document = try YAML.parse(bytes) } catch {
            throw ConfigurationError("\(path): \(error.message)")
        }
        var root = try FileMapping(document, at: "", in: path)
        for section in catalogue.sections {
            guard let key = section.key, let mapping = try root.mapping(key) else { continue }
            try mapping.values(of: section.settings, secrets, into: &shared)
        }
        if let integrations = try root.mapping("integrations") { try read(integrations, catalogue.kinds, secrets) }
        if let mapping = try root.mapping("services") {
            let names = Set(systems.map(\.name))
            for name in mapping.names {
                services.append(try ServiceSettings(name, mapping.mapping(named: name), systems: names, secrets))
            }
        }
        try root.end(known: ["integrations", "services"] + catalogue.sections.compactMap(\.key))
    }

    /// Whether a system can be called so: its name stands in journals and beside other names.
    private static func isName(_ text: String) -> Bool {
        text.count <= 64
            && text.unicodeScalars.allSatisfy { $0.isASCIIAlphanumeric || ".-_".unicodeScalars.contains($0) }
    }

    private mutating func read(
        _ integrations: FileMapping, _ kinds: [IntegrationKind], _ secrets: SecretReader
    ) throws(ConfigurationError) {
        var once: [String: String] = [:]
        for name in integrations.names {
            var mapping = try integrations.mapping(named: name)
            let word = try mapping.text("kind") ?? name
            guard let kind = kinds.first(where: { $0.name == word }) else {
                let known = kinds.map(\.name)
                let meant = NearMiss.of(word, among: known).map { "did you mean \($0)?" }
                throw mapping.error(
                    "kind", "\(word.quoted) is no integration; \(meant ?? "there are \(known.joined(separator: ", "))")"
                )
            }
            var values: [String: Value] = [:]
            try mapping.values(of: kind.settings, secrets, into: &values, beside: ["kind"])
            if kind.isSystem {
                guard Self.isName(name) else {
                    throw mapping.error("kind", "a system's name is letters, digits and . - _, at most 64 of them")
                }
                systems.append(System(name: name, kind: kind, values: values))
            } else {
                if let first = once.updateValue(name, forKey: kind.name) {
                    throw mapping.error(
                        "kind", "\(kind.name) is there once for all systems, and is already \(first.quoted)")
                }
                shared.merge(values) { $1 }
                activations.append(kind.activate)
            }
        }
    }
}

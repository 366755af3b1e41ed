/// What the environment and `.env` say, by name in upper case. The environment wins, even with a blank value.
public struct Variables: Sendable {
    /// A value that is not blank, and where it is from.
    struct Found: Sendable {
        /// Without blanks at its ends.
        let value: String
        let source: SettingSource
        /// What is wrong with the way it is written.
        let problem: String?
    }

    private struct Variable: Sendable {
        let name: String
        let found: Found
    }

    private var byName: [String: Variable] = [:]

    /// Layers the environment over the entries of `.env`.
    init(environment: [String: String], dotenv: [DotEnvEntry]) {
        for entry in dotenv {
            add(entry.name, Found(value: entry.value.trimmed, source: .dotenv, problem: entry.problem))
        }
        // Sorted, so that of two odd spellings always the same one wins.
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            add(name, Found(value: value.trimmed, source: .environment, problem: nil))
        }
    }

    /// The value of `name`; nil where it is unset or blank.
    subscript(name: String) -> Found? {
        guard let found = byName[name]?.found, found.problem != nil || !found.value.isBlank else { return nil }
        return found
    }

    /// What is set and well written among the names that begin with `prefix`.
    public func values(prefix: String) -> [String: String] {
        var values: [String: String] = [:]
        for name in byName.keys where name.hasPrefix(prefix) {
            if let found = self[name], found.problem == nil { values[name] = found.value }
        }
        return values
    }

    /// Whether a name has a value, and that is the environment's own and not that of `.env`.
    public func isOfEnvironment(_ name: String) -> Bool { self[name]?.source == .environment }

    /// Whether a name has a value, and that is from `.env`.
    public func isOfDotEnv(_ name: String) -> Bool { self[name]?.source == .dotenv }

    /// What is set and well written of `names`.
    func values(of names: [String]) -> [String: String] {
        var values: [String: String] = [:]
        for name in names {
            if let found = self[name], found.problem == nil { values[name] = found.value }
        }
        return values
    }

    /// Within one source the exact spelling wins, and of equals the later.
    private mutating func add(_ name: String, _ found: Found) {
        let key = name.asciiUppercased
        if let other = byName[key], other.found.source == found.source, other.name == key, name != key { return }
        byName[key] = Variable(name: name, found: found)
    }
}

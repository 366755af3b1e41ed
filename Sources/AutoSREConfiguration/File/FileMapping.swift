import AutoSRECore

/// A mapping of `autosre.yaml`, whose keys are taken one by one; what is left over is an error.
struct FileMapping {
    private var members: [String: JSONValue]
    /// Where it is, such as `integrations.shop`; empty at the top.
    let place: String
    private let file: String

    /// - Throws: where `value` is no mapping.
    init(_ value: JSONValue, at place: String, in file: String) throws(ConfigurationError) {
        // A key with nothing below it says nothing.
        guard let members = value == .null ? [:] : value.object else {
            let what = place.isEmpty ? "the file" : place
            throw ConfigurationError("\(file): \(what) has to be a mapping of keys to values")
        }
        (self.members, self.place, self.file) = (members, place, file)
    }

    /// The keys, sorted.
    var names: [String] { members.keys.sorted() }

    /// The mapping at a key, which is there.
    func mapping(named key: String) throws(ConfigurationError) -> FileMapping {
        try FileMapping(members[key] ?? .null, at: path(key), in: file)
    }

    /// Takes the mapping at a key; nil where there is none.
    mutating func mapping(_ key: String) throws(ConfigurationError) -> FileMapping? {
        guard let value = members.removeValue(forKey: key) else { return nil }
        return try FileMapping(value, at: path(key), in: file)
    }

    /// Takes the mappings of a list; empty where there is none.
    mutating func mappings(_ key: String) throws(ConfigurationError) -> [FileMapping] {
        guard let value = members.removeValue(forKey: key) else { return [] }
        guard let list = value.array else { throw error(key, "a list is needed") }
        var mappings: [FileMapping] = []
        for (index, one) in list.enumerated() {
            mappings.append(try FileMapping(one, at: "\(path(key))[\(index)]", in: file))
        }
        return mappings
    }

    /// Takes a text, a number or a boolean as text, a list of them with commas between; nil where there is none.
    mutating func text(_ key: String) throws(ConfigurationError) -> String? {
        guard let value = members.removeValue(forKey: key) else { return nil }
        guard let text = Self.text(value) else { throw error(key, "a text, a number or a list of them is needed") }
        return text
    }

    /// Takes a value by its syntax; nil where there is none.
    mutating func value<Value: Sendable>(
        _ key: String, _ syntax: ValueSyntax<Value>
    ) throws(ConfigurationError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = syntax.read(text) else { throw error(key, "it takes \(syntax.allowed)") }
        return value
    }

    /// Takes a list of texts, or one; empty where there is none.
    mutating func texts(_ key: String) throws(ConfigurationError) -> [String] {
        guard let value = members.removeValue(forKey: key) else { return [] }
        let texts = (value.array ?? [value]).map { $0.array == nil ? Self.text($0) : nil }
        guard !texts.contains(nil) else { throw error(key, "a list of texts is needed") }
        return texts.compactMap(\.self)
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): return text
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        case .number(let number): return number.plain
        case .array(let list):
            let texts = list.map { $0.array == nil ? text($0) : nil }
            // A comma would part one name into two.
            guard texts.allSatisfy({ $0?.contains(",") == false }) else { return nil }
            return texts.compactMap(\.self).joined(separator: ",")
        case .null, .object: return nil
        }
    }

    /// Takes what is said of settings; nothing may be left then.
    consuming func values(
        of settings: [Setting], _ secrets: SecretReader, into values: inout [String: SettingsFile.Value],
        beside others: [String] = []
    ) throws(ConfigurationError) {
        var known = others
        for setting in settings {
            guard let key = setting.key else { continue }
            known += setting.isSecret ? [key + "_env", key + "_file"] : [key]
            guard let text = try setting.isSecret ? secret(key, secrets) : text(key), !text.isBlank else { continue }
            let value = setting.isPath ? beside(text.trimmed) : text.trimmed
            values[setting.name] = SettingsFile.Value(text: value, key: path(key))
        }
        try end(known: known)
    }

    /// Takes a secret, which the file never holds: `KEY_env` names a variable, `KEY_file` a file.
    mutating func secret(_ key: String, _ secrets: SecretReader) throws(ConfigurationError) -> String? {
        guard members[key] == nil else {
            throw error(
                key, "a secret is not written here: name a variable with \(key)_env, or a file with \(key)_file")
        }
        let (variable, path) = (try text(key + "_env"), try text(key + "_file"))
        guard variable == nil || path == nil else { throw error(key + "_file", "\(key)_env is there too: keep one") }
        if let variable { return try secrets.variable(variable, for: self.path(key) + "_env") }
        return try path.map { path throws(ConfigurationError) in
            try secrets.file(beside(path), for: self.path(key) + "_file")
        }
    }

    /// A path of the file: it starts where the file lies, whoever runs where.
    private func beside(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }

    /// Says that nothing may be left.
    func end(known: [String]) throws(ConfigurationError) {
        guard let name = names.first else { return }
        let meant = NearMiss.of(name, among: known).map { "did you mean \($0)?" }
        let hint = meant ?? "known are \(known.sorted().joined(separator: ", "))"
        throw ConfigurationError("\(file): \(path(name).quoted) is not a key; \(hint)")
    }

    /// What is wrong at a key.
    func error(_ key: String, _ words: String) -> ConfigurationError {
        ConfigurationError("\(file): \(path(key)): \(words)")
    }

    private func path(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }
}

/// Where the secrets are that the file names.
struct SecretReader {
    let variables: Variables
    let directory: String

    func variable(_ name: String, for key: String) throws(ConfigurationError) -> String {
        guard let found = variables[name] else { throw ConfigurationError("\(key): the variable \(name) is not set") }
        if let problem = found.problem { throw ConfigurationError("\(name) in .env: \(problem)") }
        return found.value
    }

    func file(_ path: String, for key: String) throws(ConfigurationError) -> String {
        try LocalFile(path: path, in: directory).secret(for: key)
    }
}

import AutoSRECore

/// What a map's variables stand for in one action.
struct MapVariables: Sendable {
    /// A variable without a value.
    struct Missing: Error {
        let name: String
    }

    /// All that there may be.
    static let all = ["id", "service", "version", "version_before", "replicas", "replicas_before"]

    private var values: [String: String] = [:]
    private let secrets: [String: String]

    /// - Parameter secrets: what the map's `${NAME}` stand for.
    init(_ action: Action, serviceName: String?, secrets: [String: String] = [:]) {
        self.init(id: action.target.name, serviceName: serviceName, secrets: secrets)
        note(action.after, suffix: "")
        if let before = action.before { note(before, suffix: "_before") }
    }

    /// Those of a service about which nothing is planned.
    init(id: String, serviceName: String?, secrets: [String: String] = [:]) {
        self.secrets = secrets
        values["id"] = id
        values["service"] = AccessiblePage.spaced(serviceName ?? id)
    }

    private mutating func note(_ state: ResourceState, suffix: String) {
        switch state {
        case .version(let version): values["version\(suffix)"] = version
        case .replicas(let count): values["replicas\(suffix)"] = "\(count)"
        case .instancesSince, .poolSince, .other: break
        }
    }

    /// The variables that `text` names.
    static func names(in text: String) -> [String] {
        all(in: text).filter { !$0.isSecret }.map(\.name)
    }

    /// The names of `${NAME}` in `text`: what comes from the environment, so that no map holds a password.
    static func secretNames(in text: String) -> [String] {
        all(in: text).filter(\.isSecret).map(\.name)
    }

    private static func all(in text: String) -> [(name: String, isSecret: Bool)] {
        let parts = text.split(separator: "{", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).compactMap { before, part in
            guard let end = part.firstIndex(of: "}") else { return nil }
            let name = String(part[..<end])
            return (name, before.hasSuffix("$") && isSecretName(name))
        }
    }

    /// Capital letters, as variables of the environment have: `${version}` is a dollar sign and a version.
    private static func isSecretName(_ name: String) -> Bool {
        let isWord = name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
        return isWord && name.utf8.first.map { !(48...57).contains($0) } ?? false
    }

    /// `text` with every `{name}` replaced; what is filled in is not read again.
    func fill(_ text: String, encode: (String) -> String = { $0 }) throws(Missing) -> String {
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            let isSecret = rest[..<open].hasSuffix("$") && Self.isSecretName(name)
            guard let value = isSecret ? secrets[name] : values[name] else {
                throw Missing(name: isSecret ? "${\(name)}" : "{\(name)}")
            }
            out += rest[..<open].dropLast(isSecret ? 1 : 0) + encode(value)
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// The locator with every variable replaced.
    func fill(_ locator: Locator) throws(Missing) -> Locator {
        var filled = locator
        filled.name.core = try fill(locator.name.core)
        for (place, scope) in locator.scopes.enumerated() {
            filled.scopes[place].name = try fill(scope.name)
            if let column = scope.column { filled.scopes[place].column = try fill(column) }
        }
        return filled
    }

    /// The pattern with every variable replaced.
    func fill(_ pattern: NamePattern) throws(Missing) -> NamePattern {
        var filled = pattern
        filled.core = try fill(pattern.core)
        return filled
    }

    /// The reading with every variable replaced.
    func fill(_ reading: Reading) throws(Missing) -> Reading {
        switch reading {
        case .state(var facts):
            for (fact, value) in facts {
                facts[fact]?.locator = try fill(value.locator)
                if let after = value.after { facts[fact]?.after = try fill(after) }
            }
            return .state(facts)
        case .rows(var table):
            if let locator = table.table { table.table = try fill(locator) }
            for (field, header) in table.columns { table.columns[field] = try fill(header) }
            var conditions: [NamePattern: NamePattern] = [:]
            for (header, text) in table.conditions { conditions[try fill(header)] = try fill(text) }
            table.conditions = conditions
            return .rows(table)
        }
    }

    /// The locators that can be filled: what the plan does not know cannot be expected.
    func known(_ locators: [Locator]) -> [Locator] {
        var found: [Locator] = []
        for locator in locators {
            do { found.append(try fill(locator)) } catch { continue }
        }
        return found
    }
}

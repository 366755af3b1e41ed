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

    init(_ action: Action, serviceName: String?) {
        values["id"] = action.target.name
        values["service"] = AccessiblePage.spaced(serviceName ?? action.target.name)
        note(action.after, suffix: "")
        if let before = action.before { note(before, suffix: "_before") }
    }

    private mutating func note(_ state: ResourceState, suffix: String) {
        switch state {
        case .version(let version): values["version\(suffix)"] = version
        case .replicas(let count): values["replicas\(suffix)"] = "\(count)"
        case .instancesSince, .poolSince: break
        }
    }

    /// The variables that `text` names.
    static func names(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// `text` with every `{name}` replaced; what is filled in is not read again.
    func fill(_ text: String, encode: (String) -> String = { $0 }) throws(Missing) -> String {
        var out = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            guard let value = values[name] else { throw Missing(name: name) }
            out += rest[..<open] + encode(value)
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// The locator with every variable replaced.
    func fill(_ locator: Locator) throws(Missing) -> Locator {
        var filled = locator
        filled.name.core = try fill(locator.name.core)
        if let scope = locator.scope { filled.scope?.name.core = try fill(scope.name.core) }
        return filled
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

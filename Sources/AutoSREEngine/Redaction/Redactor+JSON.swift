public import AutoSRECore

extension Redactor {
    /// The value without its secrets: every string, and every member whose name says that it is one. Also understands
    /// `{"name": "DB_PASSWORD", "value": "…"}`, the form of environments and tags.
    /// - Throws: `RedactionError.tooLarge` where one string is over the bound.
    public func redact(_ value: JSONValue) throws -> JSONValue {
        var counts: [String: Int] = [:]
        return try redact(value, counting: &counts)
    }

    /// The same, adding to `counts` how often something was replaced, by kind.
    /// - Throws: `RedactionError.tooLarge` where one string is over the bound.
    public func redact(_ value: JSONValue, counting counts: inout [String: Int]) throws -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text): return .string(try redact(text, counting: &counts))
        case .array(let elements):
            var clean: [JSONValue] = []
            for element in elements { clean.append(try redact(element, counting: &counts)) }
            return .array(clean)
        case .object(let members): return .object(try redact(members: members, &counts))
        }
    }

    private func redact(
        members: [String: JSONValue], _ counts: inout [String: Int]
    ) throws -> [String: JSONValue] {
        let isNamedSecret = Self.namesSecret(members)
        var result: [String: JSONValue] = [:]
        for (key, value) in members {
            let isSecret = SecretName.names(secret: key) || (isNamedSecret && Self.valueKeys.contains(key))
            let name = try redact(key, counting: &counts)
            let clean = isSecret ? Self.masked(value) : try redact(value, counting: &counts)
            if isSecret, clean != value { counts[Kind.secret, default: 0] += 1 }
            result[name] = clean
        }
        return result
    }

    private static let nameKeys = ["name", "Name", "key", "Key"]
    private static let valueKeys = ["value", "Value"]

    private static func namesSecret(_ members: [String: JSONValue]) -> Bool {
        for key in nameKeys {
            if let name = members[key]?.string, SecretName.names(secret: name) { return true }
        }
        return false
    }

    /// Everything below a secret's name is secret; `null`, booleans and empty texts are not.
    private static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool: value
        case .string(let text): text.isEmpty ? value : .string(marker)
        case .integer, .number: .string(marker)
        case .array(let elements): .array(elements.map(masked))
        case .object(let members): .object(members.mapValues(masked))
        }
    }
}

public import AutoSRECore

extension Redactor {
    /// The value without its secrets: every string, and every member whose name says that it is one. Also understands
    /// `{"name": "DB_PASSWORD", "value": "…"}`, the form of environments and tags.
    /// - Throws: `RedactionError.tooLarge` where one string is over the bound.
    public func redact(_ value: JSONValue) throws -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let text): return .string(try redact(text))
        case .array(let elements): return .array(try elements.map { try redact($0) })
        case .object(let members): return .object(try redact(members: members))
        }
    }

    private func redact(members: [String: JSONValue]) throws -> [String: JSONValue] {
        let isNamedSecret = Self.namesSecret(members)
        var result: [String: JSONValue] = [:]
        for (key, value) in members {
            let isSecret = SecretName.names(secret: key) || (isNamedSecret && Self.valueKeys.contains(key))
            result[try redact(key)] = isSecret ? Self.masked(value) : try redact(value)
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

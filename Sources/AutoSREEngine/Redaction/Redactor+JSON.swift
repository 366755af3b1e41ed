public import AutoSRECore

extension Redactor {
    /// The value without its secrets: every string, and every member whose name, or whose sibling, says that it is one:
    /// `{"name": "DB_PASSWORD", "value": "…"}` is the form of environments, tags and stored parameters.
    /// - Throws: `RedactionError.tooLarge` where one string is over the bound.
    public func redact(_ value: JSONValue) throws -> JSONValue { try redact(value) { try redact($0) } }

    /// The same, with each string made safe by `text`.
    func redact(_ value: JSONValue, _ text: (String) throws -> String) rethrows -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number: return value
        case .string(let string): return .string(try text(string))
        case .array(let elements):
            if let pair = Self.header(elements) { return pair }
            return .array(try elements.map { try redact($0, text) })
        case .object(let members): return .object(try redact(members: members, text))
        }
    }

    private func redact(
        members: [String: JSONValue], _ text: (String) throws -> String
    ) rethrows -> [String: JSONValue] {
        let isNamedSecret = Self.namesSecret(members)
        let isSecretObject = members["kind"]?.string == "Secret"
        var result: [String: JSONValue] = [:]
        for (key, value) in members {
            let isSecret =
                SecretName.names(secret: key) || (isNamedSecret && Self.valueKeys.contains(key))
                || (isSecretObject && (key == "data" || key == "stringData"))
            result[try text(key)] = isSecret ? Self.masked(value) : try redact(value, text)
        }
        return result
    }

    private static let nameKeys = ["name", "Name", "key", "Key", "ParameterKey", "OptionName"]
    private static let valueKeys = ["value", "Value", "ParameterValue"]

    /// Whether a sibling says that the value is secret, by its name, or as Parameter Store, Terraform and GitLab do.
    private static func namesSecret(_ members: [String: JSONValue]) -> Bool {
        for key in nameKeys {
            if let name = members[key]?.string, SecretName.names(secret: name) { return true }
        }
        return members["Type"]?.string == "SecureString" || members["sensitive"] == true || members["masked"] == true
    }

    /// A header as a pair, `["Cookie", "…"]`; two names in a list are none.
    private static func header(_ elements: [JSONValue]) -> JSONValue? {
        guard elements.count == 2, let name = elements[0].string, elements[1].string != nil else { return nil }
        let word = name.lowercased()
        let isHeader =
            word.hasPrefix("x-") || ["authorization", "proxy-authorization", "cookie", "set-cookie"].contains(word)
        return isHeader && SecretName.names(secret: name) ? .array([elements[0], masked(elements[1])]) : nil
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

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
            if let pair = Self.pair(elements) { return pair }
            return .array(try elements.map { try redact($0, text) })
        case .object(let members): return .object(try redact(members: members, text))
        }
    }

    private func redact(
        members: [String: JSONValue], _ text: (String) throws -> String
    ) rethrows -> [String: JSONValue] {
        let naming = Self.naming(members)
        let isSecretObject = members["kind"]?.string == "Secret"
        var result: [String: JSONValue] = [:]
        for (key, value) in members {
            let isSecret =
                Self.isSecret(value, behind: key) || naming.map { Self.isNamed(key, value, by: $0) } ?? false
                || (isSecretObject && (key == "data" || key == "stringData"))
            result[try text(key)] = isSecret ? Self.masked(value) : try redact(Self.parted(value, behind: key), text)
        }
        return result
    }

    /// Whether a member's name says that it is secret: for sure, or where its value looks like it.
    private static func isSecret(_ value: JSONValue, behind key: String) -> Bool {
        guard let kind = SecretName.kind(of: key) else { return false }
        guard let text = value.string else { return kind.isSecret }
        return kind.isSecret
            ? !SecretScanner.isSecretsName(text, behind: key) : SecretScanner.isFound(text, behind: key)
    }

    /// A list or an object of keys or tokens without those that look like one.
    private static func parted(_ value: JSONValue, behind key: String) -> JSONValue {
        guard let kind = SecretName.kind(of: key), kind == .keys || kind == .several else { return value }
        func masked(_ part: JSONValue) -> JSONValue {
            part.string.map { SecretScanner.isFound($0, behind: key) } ?? false ? .string(marker) : part
        }
        switch value {
        case .array(let elements): return .array(elements.map(masked))
        case .object(let members): return .object(members.mapValues(masked))
        default: return value
        }
    }

    /// How a member says that its sibling's value is secret, by its name, or as Parameter Store, Terraform and GitLab
    /// do: for sure, or at times.
    private static func naming(_ members: [String: JSONValue]) -> SecretName.Kind? {
        if members["Type"]?.string == "SecureString" || members["sensitive"] == true || members["masked"] == true {
            return .label
        }
        var hint: SecretName.Kind?
        for (key, value) in members {
            guard let name = value.string else { continue }
            if hint == nil, SecretScanner.isKeyLabel(name, behind: key) { hint = .key }
            guard SecretName.names(secret: name) else { continue }
            switch SecretName.kind(of: key) {
            case .label: return .label
            // A patch (RFC 6902) says so where it puts what.
            case .path where members["op"] != nil: return .label
            case .hint: hint = .hint
            default: continue
            }
        }
        return hint
    }

    /// Whether a member is what its sibling names: `value`, or another where it looks like a secret.
    private static func isNamed(_ key: String, _ value: JSONValue, by naming: SecretName.Kind) -> Bool {
        switch SecretName.kind(of: key) {
        case .content where naming == .key: value.string.map(SecretScanner.isKey) ?? false
        case .content: naming == .label || value.string.map { !SecretScanner.isTalk($0) } ?? false
        case .text where naming != .key, .data where naming != .key: value.string.map(SecretScanner.isTold) ?? false
        case .change where naming != .key: value.string.map(SecretScanner.isGiven) ?? false
        default: false
        }
    }

    /// A header or a variable as a pair, `["Cookie", "…"]`, `["DB_PASSWORD", "…"]`; two names in a list are none.
    private static func pair(_ elements: [JSONValue]) -> JSONValue? {
        guard elements.count == 2, let name = elements[0].string, let second = elements[1].string else { return nil }
        if SecretName.names(secret: name), SecretScanner.isHeld(second, by: name) {
            return .array([elements[0], masked(elements[1])])
        }
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

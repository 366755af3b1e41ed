extension JSONValue {
    /// The value that a JSON Pointer (RFC 6901) names: `/checks/0/status`; the whole for an empty one. Nil where
    /// there is none.
    public func value(at pointer: String) -> JSONValue? {
        guard let steps = Self.steps(of: pointer) else { return nil }
        var found = self
        for step in steps {
            guard let next = found.child(step) else { return nil }
            found = next
        }
        return found
    }

    /// The names that a pointer goes through, unescaped; nil where it is not one.
    static func steps(of pointer: String) -> [String]? {
        guard !pointer.isEmpty else { return [] }
        guard pointer.hasPrefix("/") else { return nil }
        var steps: [String] = []
        for part in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let step = unescaped(part) else { return nil }
            steps.append(step)
        }
        return steps
    }

    private func child(_ step: String) -> JSONValue? {
        switch self {
        case .object(let members): return members[step]
        case .array(let elements):
            let isIndex = step == "0" || step.first != "0" && step.utf8.allSatisfy { (48...57).contains($0) }
            guard isIndex, let index = Int(step), elements.indices.contains(index) else { return nil }
            return elements[index]
        default: return nil
        }
    }

    /// `~1` is a slash and `~0` a tilde; anything else after a tilde is a mistake.
    private static func unescaped(_ part: Substring) -> String? {
        var text = ""
        var rest = part.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "~" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case "0": text += "~"
            case "1": text += "/"
            default: return nil
            }
        }
        return text
    }
}

/// A name of `protected_services`. One that can match nothing is an error: it would protect nothing.
enum ProtectedName {
    /// What is allowed, in words.
    static let allowed =
        "a list of names without patterns, each a service's or a function's, or as a target is printed: service/checkout"

    /// The kinds of target as they are printed.
    private static let kinds = ["service/", "lambda-alias/"]

    /// The name alone, in lower case: without the kind of target before it, or the ARN around it. Nil where it can
    /// match nothing.
    static func read(_ text: String) -> String? {
        var name = text.trimmed.lowercased()
        if let kind = kinds.first(where: name.hasPrefix) {
            name.removeFirst(kind.count)
        } else if name.hasPrefix("arn:") {
            // arn:aws:lambda:REGION:ACCOUNT:function:NAME[:ALIAS]
            let parts = name.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count > 6, parts[5] == "function" else { return nil }
            name = parts[6...].joined(separator: ":")
        } else if name.contains("/") {
            return nil
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }
        return parts.count <= 2 && isName ? name : nil
    }

    /// Letters and digits of any script, and the marks that names of services, functions and versions have
    /// (`$LATEST`).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_.@$".unicodeScalars.contains(scalar)
    }
}

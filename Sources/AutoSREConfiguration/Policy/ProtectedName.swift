import AutoSRECore

/// A name of `protected_services`. One that can match nothing is an error: it would protect nothing.
enum ProtectedName {
    /// What is allowed, in words.
    static let allowed =
        "a list of names without patterns, each a service's or a function's, as a dashboard shows it, or as it is "
        + "printed: service/checkout, shop/checkout"

    /// Reads the list.
    @Sendable static func all(_ json: JSONValue, _ vocabulary: PolicyVocabulary) -> Set<String>? {
        guard let words = json.array else { return nil }
        let kinds = vocabulary.targets.map { $0.rawValue + "/" }
        let names = words.compactMap { word in word.string.flatMap { read($0, kinds) } }
        return names.count == words.count ? Set(names) : nil
    }

    /// The name alone, in lower case: without the kind of target or the system before it, or the ARN around it. What is
    /// named with its system is protected in every one. Nil where it can match nothing.
    private static func read(_ text: String, _ kinds: [String]) -> String? {
        var name = text.protectedForm
        if let kind = kinds.first(where: name.hasPrefix) {
            name.removeFirst(kind.count)
        } else if name.hasPrefix("arn:") {
            // arn:aws:lambda:REGION:ACCOUNT:function:NAME[:ALIAS]
            let parts = name.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count > 6, parts[5] == "function" else { return nil }
            name = parts[6...].joined(separator: ":")
        } else if let slash = name.firstIndex(of: "/") {
            // A kind that is misspelt is no system.
            let system = String(name[..<slash])
            guard isName(system), NearMiss.of(system, among: kinds.map { String($0.dropLast()) }) == nil else {
                return nil
            }
            name = String(name[name.index(after: slash)...])
        }
        return isName(name) ? name : nil
    }

    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let words = parts.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
        return parts.count <= 2
            && words.joined().allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }
    }

    /// Letters and digits of any script, and the marks that names of services, functions and versions have
    /// (`$LATEST`).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_.@$".unicodeScalars.contains(scalar)
    }
}

import AutoSRECore

/// A name of `protected_services`. One that can match nothing is an error: it would protect nothing.
enum ProtectedName {
    /// What is allowed, in words.
    static let allowed =
        "a list of names without patterns, each a service's, a function's or its alias's and no version's, as a dashboard "
        + "shows it, or as it is printed: service/checkout, shop/checkout"

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
        let function = function(name)
        let kind = kinds.first(where: name.hasPrefix)
        if let function {
            name = function
        } else if let kind {
            name.removeFirst(kind.count)
        } else if name.hasPrefix("arn:") {
            return nil
        } else if let slash = name.firstIndex(of: "/") {
            // A kind that is misspelt is no system.
            let system = String(name[..<slash])
            guard isName(system), NearMiss.of(system, among: kinds.map { String($0.dropLast()) }) == nil else {
                return nil
            }
            name = String(name[name.index(after: slash)...])
        }
        // What is moved is an alias: of its function's versions none can be meant. A dashboard may show `kasse:7`.
        let mayBeNumber = function == nil && (kind ?? serviceKind) == serviceKind
        let isVersion = name.split(separator: ":").dropFirst().contains {
            $0.hasPrefix("$") || !mayBeNumber && $0.allSatisfy(\.isNumber)
        }
        return isName(name) && !isVersion ? name : nil
    }

    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        let words = parts.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
        return parts.count <= 2
            && words.joined().allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }
    }

    private static let serviceKind = TargetKind.service.rawValue + "/"

    /// The name in a whole or partial ARN (Lambda's API reference, FunctionName): `arn:aws:lambda:REGION:ACCOUNT:` or
    /// `ACCOUNT:` or nothing, then `function:NAME[:ALIAS]`; nil of anything else.
    private static func function(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isAccount = parts[0].allSatisfy(\.isNumber) && parts.count > 2
        let place = parts[0] == "arn" ? 5 : isAccount ? 1 : 0
        guard parts.count > place + 1, parts[place] == "function" else { return nil }
        return parts[(place + 1)...].joined(separator: ":")
    }

    /// Letters and digits of any script, and the marks that names of services, functions and versions have
    /// (`$LATEST`).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_.@$".unicodeScalars.contains(scalar)
    }
}

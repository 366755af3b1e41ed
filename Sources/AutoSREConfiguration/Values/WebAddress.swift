/// A checked http(s) address. RFC 3986, without what an agent has no use for: user info and fragments.
public struct WebAddress: Sendable {
    /// What is allowed, in words.
    static let allowed = "an http:// or https:// address: a host, maybe a port of 1 to 65535, \(noMore) or #"
    /// The same for an address that paths are put after.
    static let allowedBase = "an http:// or https:// address: a host, maybe a port of 1 to 65535, \(noMore), # or query"

    private static let noMore = "no user name, blanks"

    /// The address as it was written.
    let text: String

    /// Reads `text`; nil where it is not allowed.
    init?(_ text: String) {
        guard text.utf8.count <= 2048, text.unicodeScalars.allSatisfy({ $0.isVisibleASCII }) else { return nil }
        guard !text.contains("#"), !text.contains("\\") else { return nil }
        let lower = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
        guard Self.isAuthority(authority) else { return nil }
        self.text = text
    }

    /// Whether a query follows the path.
    var hasQuery: Bool { text.contains("?") }

    /// The address without slashes at its end.
    var withoutTrailingSlashes: String {
        var result = text
        while result.hasSuffix("/") { result.removeLast() }
        return result
    }

    private static func isAuthority(_ authority: Substring) -> Bool {
        guard let bracket = authority.lastIndex(of: "]") else {
            let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
            guard let host = parts.first, parts.count <= 2, isName(host) else { return false }
            return parts.count == 1 || isPort(parts[1])
        }
        let host = authority[...bracket].dropFirst().dropLast()
        let rest = authority[authority.index(after: bracket)...]
        let isAddress = host.contains(":") && host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        guard authority.hasPrefix("["), isAddress else { return false }
        return rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst())
    }

    private static func isName(_ host: Substring) -> Bool {
        let isFine = host.unicodeScalars.allSatisfy { $0.isASCIIAlphanumeric || "-._".unicodeScalars.contains($0) }
        return isFine && host.count <= 253 && host.contains { $0.isLetter || $0.isNumber }
    }

    private static func isPort(_ text: Substring) -> Bool {
        guard text.allSatisfy(\.isNumber), let port = Int(text) else { return false }
        return (1...65_535).contains(port)
    }
}

extension WebAddress {
    /// An address for showing, with the values of its query masked: they may be keys.
    public static func masked(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return text }
        let items = text[text.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
        let shown = items.map { item in
            guard let equals = item.firstIndex(of: "=") else { return item.isEmpty ? "" : Configuration.mask }
            return item[...equals] + Configuration.mask
        }
        return text[...mark] + shown.joined(separator: "&")
    }

    /// Where an address leads: equal for two spellings of one address, without its query.
    public static func place(_ text: String) -> String {
        let bare = text.prefix { $0 != "?" }
        let start = bare.firstRange(of: "://")?.upperBound ?? bare.startIndex
        let end = bare[start...].firstIndex(of: "/") ?? bare.endIndex
        var origin = bare[..<end].lowercased()
        for (scheme, port) in [("http://", ":80"), ("https://", ":443")] where origin.hasPrefix(scheme) {
            if origin.hasSuffix(port) { origin.removeLast(port.count) }
        }
        var path = bare[end...]
        while path.hasSuffix("/") { path.removeLast() }
        return origin + path
    }

    /// A refused address for a message: what may be a user name and a password is masked too.
    static func concealed(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return masked(text) }
        let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) } ?? ""
        return scheme + Configuration.mask + masked(String(text[at...]))
    }
}

import AutoSREPlatform

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
        guard text.utf8.count <= 2048, let url = WebURL(text), !url.hasUser, url.fragment == nil else { return nil }
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
        guard let url = WebURL(text) else { return text }
        var path = url.path
        while path.hasSuffix("/") { path.removeLast() }
        return "\(url.scheme)://\(url.authority)\(path)"
    }

    /// Which system an address leads to: as `place`, with one name for this machine.
    public static func system(_ text: String) -> String {
        let place = place(text)
        for name in ["127.0.0.1", "[::1]"] {
            guard let range = place.firstRange(of: "://\(name)") else { continue }
            let rest = place[range.upperBound...]
            if rest.isEmpty || rest.hasPrefix(":") || rest.hasPrefix("/") {
                return place[..<range.lowerBound] + "://localhost" + rest
            }
        }
        return place
    }

    /// A refused address for a message: what may be a user name and a password is masked too.
    static func concealed(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return masked(text) }
        let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) } ?? ""
        return scheme + Configuration.mask + masked(String(text[at...]))
    }
}

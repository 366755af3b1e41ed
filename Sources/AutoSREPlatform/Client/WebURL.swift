internal import CCurl

/// An absolute http or https address, taken apart by libcurl, who will also call it: where two parsers disagree about
/// where a host ends, a check of it is worth nothing. https://curl.se/libcurl/c/curl_url_set.html
public struct WebURL: Sendable, Hashable {
    /// `http` or `https`.
    public let scheme: String
    /// In lower case, an IPv6 address in brackets; a number in another form (`127.1`) as the address that it means.
    public let host: String
    /// As written, or the scheme's own.
    public let port: UInt16
    /// Whether a user, with or without a password, stands before the host.
    public let hasUser: Bool
    /// As written; `/` where there is none.
    public let path: String
    /// What follows the question mark; `nil` without one.
    public let query: String?
    /// What follows the hash; `nil` without one.
    public let fragment: String?

    /// Reads `text`; `nil` unless it is visible ASCII, with a host that is a name or an address without a zone, and a
    /// port of 1 to 65535 where there is one.
    public init?(_ text: String) {
        // libcurl mends some of what is refused here: a host behind one slash or three, an escaped one, an empty port.
        let lower = text.lowercased()
        guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }) else { return nil }
        guard let scheme = Self.ports.keys.first(where: { lower.hasPrefix("\($0)://") }) else { return nil }
        let authority = lower.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.hasSuffix(":"), !authority.contains("%") else { return nil }
        guard let parts = curl_url() else { return nil }
        defer { curl_url_cleanup(parts) }
        guard curl_url_set(parts, CURLUPART_URL, text, UInt32(CURLU_PATH_AS_IS)) == CURLUE_OK else { return nil }
        func part(_ part: CURLUPart) -> String? {
            var text: UnsafeMutablePointer<CChar>?
            guard curl_url_get(parts, part, &text, 0) == CURLUE_OK, let text else { return nil }
            defer { curl_free(text) }
            return String(cString: text)
        }
        let written = part(CURLUPART_PORT).map { UInt16($0) ?? 0 }
        guard let host = part(CURLUPART_HOST)?.lowercased(), Self.isHost(host), written != 0 else { return nil }
        (self.scheme, self.host, port) = (scheme, host, written ?? Self.ports[scheme] ?? 0)
        hasUser = authority.contains("@")
        path = part(CURLUPART_PATH) ?? "/"
        (query, fragment) = (part(CURLUPART_QUERY), part(CURLUPART_FRAGMENT))
    }

    /// Host and port, without the scheme's own port: what the header `Host` says.
    public var authority: String { port == Self.ports[scheme] ? host : "\(host):\(port)" }

    private static let ports: [String: UInt16] = ["http": 80, "https": 443]

    /// libcurl has checked addresses, and takes nearly everything for a name.
    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") { return true }
        let isName = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 97...122, 45, 46, 95: true
            default: false
            }
        }
        return isName && host.utf8.count <= 253 && host.contains { $0.isLetter || $0.isNumber }
    }
}

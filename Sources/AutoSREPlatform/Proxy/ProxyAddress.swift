/// A proxy's address as the variables have it: `[SCHEME://][USER:PASSWORD@]HOST[:PORT]`.
struct ProxyAddress: Sendable, Hashable {
    /// One of `ports`, in lower case; `http` where none is written.
    let scheme: String
    /// User and password as written, percent-encoded; nil for none.
    let user: String?
    /// Without brackets.
    let host: String
    let port: UInt16

    /// The schemes that libcurl speaks to a proxy, each with the port that is meant where none is written.
    private static let ports: [String: UInt16] = [
        "http": 80, "https": 443, "socks": 1080, "socks4": 1080, "socks4a": 1080, "socks5": 1080, "socks5h": 1080,
    ]

    /// What is taken, in words.
    static let allowed =
        "http://HOST:PORT, with USER:PASSWORD@ before the host where the proxy asks for them; https, socks4, socks4a, "
        + "socks5 and socks5h count too"

    /// Nil for what is no such address. A path is left away, as everybody does.
    init?(_ text: String) {
        var rest = text[...]
        var scheme = "http"
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        }
        guard let usual = Self.ports[scheme] else { return nil }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            (user, rest) = (String(rest[..<at]), rest[rest.index(after: at)...])
        }
        guard let place = OuterProxy.place(rest, port: usual), Self.isHost(place.host) else { return nil }
        (self.scheme, self.user, host, port) = (scheme, user, place.host, place.port)
    }

    private static func isHost(_ host: String) -> Bool {
        if host.contains(":") { return ProxyExceptions.address(host.prefix { $0 != "%" }) != nil }
        let isName = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: true
            default: false
            }
        }
        return isName && host.contains { $0 != "." }
    }

    /// Host and port, for messages: without user and password.
    var place: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    /// As libcurl takes it. With the port: libcurl means another one than everybody else where none is written.
    var text: String { "\(scheme)://" + (user.map { $0 + "@" } ?? "") + place }

    /// A text that is no address, for a message: what may be a user and a password is left out.
    static func concealed(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        let scheme = text.firstRange(of: "://").map { text[..<$0.upperBound] } ?? ""
        return scheme + "…" + text[at...]
    }
}

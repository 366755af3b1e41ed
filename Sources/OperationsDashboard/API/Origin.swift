import AutoSREPlatform

/// Tells our own pages' requests from another site's, by the headers that a browser sets and a page cannot.
struct OriginGuard: Sendable {
    /// A server bound to loopback is only ever called so; another name that points here is an attack by name rebinding.
    let isLoopbackOnly: Bool

    init(host: String) { isLoopbackOnly = Self.isLoopback(host) || host == "::1" }

    /// Programs send no `Origin`; a browser always does with a POST.
    func allows(_ request: ServerRequest) -> Bool {
        guard let origin = request.header("Origin") else { return true }
        guard let host = request.header("Host") else { return false }
        let (scheme, rest) = origin.lowercased().cut(at: ":")
        guard let rest, rest.hasPrefix("//"), let port = Self.ports[scheme] else { return false }
        let authority = Self.withPort(String(rest.dropFirst(2)), port)
        guard authority == Self.withPort(host.lowercased(), port) else { return false }
        return !isLoopbackOnly || Self.isLoopback(Self.name(of: authority))
    }

    private static let ports = ["http": "80", "https": "443"]

    private static func withPort(_ authority: String, _ port: String) -> String {
        let afterAddress = authority.lastIndex(of: "]") ?? authority.startIndex
        return authority[afterAddress...].contains(":") ? authority : "\(authority):\(port)"
    }

    private static func name(of authority: String) -> String {
        String(authority[..<(authority.lastIndex(of: ":") ?? authority.endIndex)])
    }

    /// Only the addresses themselves: `127.evil.example` begins like one and is a name.
    private static func isLoopback(_ name: String) -> Bool {
        if name == "localhost" || name == "[::1]" { return true }
        return name.hasPrefix("127.") && name.allSatisfy { $0 == "." || ("0"..."9").contains($0) }
    }
}

import AutoSREPlatform

/// Tells our own pages' requests from another site's, by the headers that a browser sets and a page cannot.
struct OriginGuard: Sendable {
    /// A server bound to loopback is only ever called so; another name that points here is an attack by name rebinding.
    let isLoopbackOnly: Bool

    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    init(host: String) {
        isLoopbackOnly = Self.loopback.contains(host) || host == "::1" || host.hasPrefix("127.")
    }

    /// Programs send no `Origin`; a browser always does with a POST.
    func allows(_ request: ServerRequest) -> Bool {
        guard let origin = request.header("Origin") else { return true }
        guard let host = request.header("Host") else { return false }
        let (scheme, rest) = origin.lowercased().cut(at: ":")
        guard let rest, rest.hasPrefix("//"), let port = Self.ports[scheme] else { return false }
        let authority = Self.withPort(String(rest.dropFirst(2)), port)
        guard authority == Self.withPort(host.lowercased(), port) else { return false }
        return !isLoopbackOnly || isLoopback(authority)
    }

    private static let ports = ["http": "80", "https": "443"]

    private static func withPort(_ authority: String, _ port: String) -> String {
        let afterAddress = authority.lastIndex(of: "]") ?? authority.startIndex
        return authority[afterAddress...].contains(":") ? authority : "\(authority):\(port)"
    }

    private func isLoopback(_ authority: String) -> Bool {
        guard let colon = authority.lastIndex(of: ":") else { return false }
        let name = String(authority[..<colon])
        return Self.loopback.contains(name) || name.hasPrefix("127.")
    }
}

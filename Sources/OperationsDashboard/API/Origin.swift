import AutoSREPlatform

/// Tells requests to this dashboard, and those of its own pages, from what another site makes a browser send: by the
/// headers that a browser sets and a page cannot.
struct OriginGuard: Sendable {
    /// Whether only this machine can reach the address that is listened on.
    let isLoopbackOnly: Bool
    /// The names that are ours besides those of loopback, lower case, without port and brackets.
    private let names: Set<String>
    /// Whether every address of this machine is listened on.
    private let isOnAllAddresses: Bool

    /// - Parameter names: what the dashboard is called besides the address that it listens on.
    init(host: String, names: [String] = []) {
        let host = host.lowercased()
        isLoopbackOnly = Self.isLoopback(host)
        isOnAllAddresses = ["0.0.0.0", "::", ""].contains(host)
        self.names = Set(names.map { Self.name(of: $0.lowercased()) } + [host])
    }

    /// Whether a request names this dashboard as its host. Any other name that leads here is somebody's who wants a
    /// browser to read it for him (DNS rebinding); an address cannot be made to lead elsewhere. Without the header, as
    /// HTTP/1.0 has it, no browser asks.
    func isOurs(_ request: ServerRequest) -> Bool {
        guard let host = request.header("Host") else { return true }
        let name = Self.name(of: host.lowercased())
        return Self.isLoopback(name) || names.contains(name) || (isOnAllAddresses && Self.isAddress(name))
    }

    /// Programs send no `Origin`; a browser always does with a POST.
    func allows(_ request: ServerRequest) -> Bool {
        guard let origin = request.header("Origin") else { return true }
        guard let host = request.header("Host") else { return false }
        guard let theirs = WebURL(origin), let ours = WebURL("\(theirs.scheme)://\(host)") else { return false }
        return theirs.authority == ours.authority
    }

    /// An authority without port and brackets, and without the dot that ends a whole name.
    private static func name(of authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[..<end].dropFirst())
        }
        // More than one colon: an address that somebody wrote without brackets.
        let isBare = authority.count { $0 == ":" } > 1
        let name = isBare ? authority[...] : authority.prefix { $0 != ":" }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }

    /// Only the addresses themselves: `127.evil.example` begins like one and is a name.
    private static func isLoopback(_ name: String) -> Bool {
        name == "localhost" || name == "::1" || (name.hasPrefix("127.") && isAddress(name))
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.contains(":") { return name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}

import FoundationEssentials

/// The proxy that this machine's user has set for https addresses.
public struct OuterProxy: Sendable, Hashable {
    /// Its host.
    public let host: String
    /// Its port.
    public let port: UInt16
    /// The value of `Proxy-Authorization`; nil for none.
    let authorization: String?
    private let exceptions: ProxyExceptions

    /// Reads `https_proxy` or `all_proxy` (either case) and `no_proxy`; nil where none is set.
    /// - Throws: `ProxyError` where it is not `http://[USER:PASSWORD@]HOST[:PORT]`.
    public init?(_ environment: [String: String]) throws(ProxyError) {
        let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        guard let text = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else { return nil }
        guard let address = ProxyAddress(text), address.scheme == "http" else {
            throw ProxyError("HTTPS_PROXY: only http://[USER:PASSWORD@]HOST[:PORT] is understood for Nova Act")
        }
        (host, port) = (address.host, address.port)
        let user = address.user.flatMap { percentDecoded($0.utf8) }
        authorization = user.map { "Basic " + Data($0).base64EncodedString() }
        exceptions = ProxyExceptions(environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
    }

    /// Whether connections to `port` of `host` go through it.
    func serves(_ host: String, _ port: UInt16) -> Bool { !exceptions.contain(host, port) }

    /// `HOST[:PORT]`, the host perhaps in brackets.
    static func place(_ text: Substring, port usual: UInt16?) -> (host: String, port: UInt16)? {
        let end = text.lastIndex(of: "]") ?? text.startIndex
        let colon = text[end...].lastIndex(of: ":")
        let host = text[..<(colon ?? text.endIndex)].filter { $0 != "[" && $0 != "]" }
        let port = colon.map { UInt16(text[text.index(after: $0)...]) } ?? usual
        guard !host.isEmpty, let port, port > 0, host.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
        return (host, port)
    }
}

/// Why a connection through a proxy did not come about.
public struct ProxyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line for a person; never with credentials.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// How this machine reaches others: through which proxies, past them to whom, and which certificates it trusts. Taken
/// from the variables that the field's tools read; `.env` may hold them too.
public struct NetworkSettings: Sendable, Hashable {
    /// The variables that are read. Proxies' names count in lower case too.
    public static let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] + certificateNames

    /// Where the certificates to trust are named: the first that is set counts.
    static let certificateNames = ["SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"]

    /// The certificates that are trusted in place of the system's.
    public struct Trust: Sendable, Hashable {
        /// A PEM file, or a folder as `c_rehash` makes it.
        public let path: String
        /// The variable that names it.
        public let variable: String

        /// Names certificates, and the variable that did.
        public init(path: String, variable: String) { (self.path, self.variable) = (path, variable) }
    }

    /// The certificates to trust; nil for the system's.
    public let trust: Trust?
    /// A proxy, and the variable that names it.
    private struct Proxy: Sendable, Hashable {
        let text: String
        let variable: String
        /// Nil where it is none.
        var address: ProxyAddress? { ProxyAddress(text) }
    }

    /// By the scheme of what is asked.
    private let proxies: [String: Proxy]
    private var exceptions: ProxyExceptions

    /// Reads the variables; those with the same name in lower case win, as with curl.
    public init(_ variables: [String: String]) {
        func value(_ name: String) -> String? {
            [variables[name.lowercased()], variables[name]].compactMap(\.self).first { !$0.isEmpty }
        }
        trust =
            Self.certificateNames.lazy.compactMap { name in
                value(name).map { Trust(path: $0, variable: name) }
            }.first
        func proxy(_ name: String) -> Proxy? { value(name).map { Proxy(text: $0, variable: name) } }
        var proxies: [String: Proxy] = [:]
        let general = proxy("ALL_PROXY")
        proxies["http"] = proxy("HTTP_PROXY") ?? general
        proxies["https"] = proxy("HTTPS_PROXY") ?? general
        self.proxies = proxies
        exceptions = ProxyExceptions(value("NO_PROXY") ?? "")
        exceptions.add(ProxyExceptions.loopback)
    }

    /// What of the proxies and of NO_PROXY is not understood, and so would send requests to nowhere, or through a proxy
    /// that is set; nil where all is well.
    public var problem: String? {
        for scheme in ["http", "https"] {
            guard let proxy = proxies[scheme], proxy.address == nil else { continue }
            return "\(proxy.variable): “\(ProxyAddress.concealed(proxy.text))” is no proxy's address; it takes "
                + ProxyAddress.allowed
        }
        guard !proxies.isEmpty, let entry = exceptions.refused.first else { return nil }
        return "NO_PROXY: “\(ProxyAddress.concealed(entry))” is not understood; it takes names (corp.example, "
            + ".corp.example, *.corp.example), addresses, their beginnings (10.1.) and networks (10.0.0.0/8), each "
            + "name or address with a port or without (host:8080), separated by commas"
    }

    /// The same with more hosts that are reached directly, written as in NO_PROXY.
    func past(_ direct: String) -> NetworkSettings {
        var settings = self
        settings.exceptions.add(direct)
        return settings
    }

    /// The proxy for a host, as libcurl takes it; nil where the host is reached directly. One that is not understood
    /// stays as it is: to ask past it would be another way than the one that was asked for.
    public func proxy(for scheme: String, _ host: String, _ port: UInt16) -> String? {
        guard let proxy = proxies[scheme], !exceptions.contain(host, port) else { return nil }
        return proxy.address?.text ?? proxy.text
    }

    /// A proxy's host and port, for messages: without user and password.
    static func place(of proxy: String) -> String { ProxyAddress(proxy)?.place ?? "of the settings" }
}

/// What AWS's own variables and files say: profile, region, addresses. Values only; read once at the start.
public struct AWSEnvironment: Sendable {
    /// The variables, with the agent's own settings (`.env`) laid over or under them by the caller.
    let variables: [String: String]
    /// The user's home folder.
    let home: String
    /// `~/.aws/config` and `~/.aws/credentials`.
    let files: ProfileFiles

    /// Takes the variables and reads the profile files that they name, else those below `home`.
    public init(variables: [String: String], home: String) {
        (self.variables, self.home) = (variables, home)
        files = ProfileFiles(
            config: Self.path(variables["AWS_CONFIG_FILE"], home) ?? home + "/.aws/config",
            credentials: Self.path(variables["AWS_SHARED_CREDENTIALS_FILE"], home) ?? home + "/.aws/credentials")
    }

    private static func path(_ text: String?, _ home: String) -> String? {
        guard let text, !text.isEmpty else { return nil }
        return text.hasPrefix("~/") ? home + text.dropFirst() : text
    }

    /// A variable that is set and not empty.
    subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    func isTrue(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

    /// The profile that was asked for; botocore 1.44.8 prefers the older variable where both are set.
    var namedProfile: String? { self["AWS_DEFAULT_PROFILE"] ?? self["AWS_PROFILE"] }

    /// The profile in use; empty where nobody asked for one and there is no default.
    var profile: Profile { files.profile(namedProfile ?? "default") ?? Profile(name: namedProfile ?? "default") }

    /// A profile that was asked for has to be there.
    func checkProfile() throws(AWSError) {
        if let problem = files.problem { throw AWSError(.configuration, problem) }
        guard let name = namedProfile, files.profile(name) == nil else { return }
        throw AWSError(.configuration, "there is no profile \(name) in \(files.names)")
    }

    /// The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's, `us-east-1`.
    public var region: String {
        self["AWS_REGION"] ?? self["AWS_DEFAULT_REGION"] ?? profile["region"] ?? "us-east-1"
    }

    /// The certificates to trust, as a path; nil for the system's.
    public var caBundle: String? {
        self["AWS_CA_BUNDLE"] ?? profile["ca_bundle"] ?? self["REQUESTS_CA_BUNDLE"] ?? self["SSL_CERT_FILE"]
    }

    /// What must never be proxied: the addresses that hand out credentials to machines and containers.
    public static let directHosts = "169.254.169.254,169.254.170.2,169.254.170.23,fd00:ec2::254,fd00:ec2::23"

    /// The address of a service without a slash at its end.
    func endpoint(of service: AWSService, region: String? = nil) throws(AWSError) -> String {
        let region = region ?? self.region
        let isName = region.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isName, !region.isEmpty, region.utf8.count <= 64 else {
            throw AWSError(.configuration, "\(region) is not a region's name")
        }
        guard let configured = configuredEndpoint(of: service) else { return service.address(region: region) }
        guard configured.lowercased().hasPrefix("http://") || configured.lowercased().hasPrefix("https://") else {
            throw AWSError(.configuration, "the endpoint for \(service.id) is not an http or https address")
        }
        return configured.hasSuffix("/") ? String(configured.dropLast()) : configured
    }

    /// Whether a service is asked at AWS itself, private links included, and not at something in its place.
    func isOwnEndpoint(of service: AWSService) -> Bool {
        guard let configured = configuredEndpoint(of: service) else { return true }
        guard let endpoint = try? AWSEndpoint(configured), endpoint.origin.hasPrefix("https://") else { return false }
        let host = endpoint.host.prefix { $0 != ":" }
        return [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].contains { host.hasSuffix($0) }
    }

    private func configuredEndpoint(of service: AWSService) -> String? {
        let isIgnored =
            isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            || profile["ignore_configured_endpoint_urls"]?.lowercased() == "true"
        if isIgnored { return nil }
        let own = profile["services"].flatMap { files.services($0) }?[service.id.lowercased()]?["endpoint_url"]
        return self["AWS_ENDPOINT_URL_\(service.id)"] ?? self["AWS_ENDPOINT_URL"] ?? own ?? profile["endpoint_url"]
    }
}

public import AutoSREPlatform

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

    /// A setting that a variable or the profile's key of the same name makes; the variable wins.
    func setting(_ variable: String, _ key: String) -> (value: String, name: String)? {
        self[variable].map { ($0, variable) } ?? profileSetting(key)
    }

    /// A setting of the profile alone.
    func profileSetting(_ key: String) -> (value: String, name: String)? {
        let profile = profile
        return profile[key].map { ($0, "\(key) of profile \(profile.name)") }
    }

    func isTrue(_ variable: String, _ key: String = "") -> Bool {
        setting(variable, key)?.value.lowercased() == "true"
    }

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

    /// A file that a variable names and that is not there; nil where all are, or none is named.
    var missingFiles: String? {
        let names = ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]
        let missing = names.filter { name in Self.path(self[name], home).map { !Files.exists($0) } ?? false }
        return missing.isEmpty ? nil : "\(missing.joined(separator: " and ")): there is no such file"
    }

    /// The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's, `us-east-1`.
    public var region: String { namedRegion.value }

    /// The region, and what names it.
    var namedRegion: (value: String, name: String) {
        let variable = ["AWS_REGION", "AWS_DEFAULT_REGION"].first { self[$0] != nil } ?? ""
        return setting(variable, "region") ?? ("us-east-1", "")
    }

    /// The certificates that AWS alone is believed by; nil for those of everybody.
    public var trust: NetworkSettings.Trust? {
        setting("AWS_CA_BUNDLE", "ca_bundle").map { NetworkSettings.Trust(path: $0.value, variable: $0.name) }
    }

    /// What must never be proxied: the addresses that hand out credentials to machines and containers.
    public static let directHosts = "169.254.169.254,169.254.170.2,169.254.170.23,fd00:ec2::254,fd00:ec2::23"

    /// The address of a service without a slash at its end.
    func endpoint(of service: AWSService, region: String? = nil) throws(AWSError) -> String {
        let region = region ?? self.region
        guard Self.isRegion(region) else {
            throw AWSError(.configuration, "\(region) is not a region's name")
        }
        let fips = isTrue("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
        let dualStack = isTrue("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
        guard let (configured, name) = configuredEndpoint(of: service) else {
            if service == .sts, isGlobalSTS(region), !fips, !dualStack { return "https://sts.amazonaws.com" }
            return service.address(region: region, fips: fips, dualStack: dualStack)
        }
        guard !fips, !dualStack else {
            let other = fips ? "AWS_USE_FIPS_ENDPOINT (use_fips_endpoint)" : "AWS_USE_DUALSTACK_ENDPOINT"
            throw AWSError(
                .configuration, "\(other) and a configured endpoint for \(service.id) (\(name)): keep one of the two")
        }
        return configured.hasSuffix("/") ? String(configured.dropLast()) : configured
    }

    /// The region that a service's calls are signed for: the global address of STS knows one only.
    func signingRegion(of service: AWSService, region: String?) -> String {
        let region = region ?? self.region
        let isGlobal = service == .sts && configuredEndpoint(of: .sts) == nil && isGlobalSTS(region)
        return isGlobal ? "us-east-1" : region
    }

    /// Whether the older, global address of STS is asked for (`AWS_STS_REGIONAL_ENDPOINTS=legacy`), where it counts.
    private func isGlobalSTS(_ region: String) -> Bool {
        let word = setting("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints")?.value.lowercased()
        return word == "legacy" && Self.globalSTSRegions.contains(region)
    }

    private static let globalSTSRegions: Set<String> = [
        "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
        "us-west-2",
    ]

    /// Whether a service is asked at AWS itself, private links included, and not at something in its place.
    func isOwnEndpoint(of service: AWSService) -> Bool {
        guard let configured = configuredEndpoint(of: service)?.value else { return true }
        guard let endpoint = try? AWSEndpoint(configured), endpoint.origin.hasPrefix("https://") else { return false }
        let host = endpoint.host.prefix { $0 != ":" }
        return [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].contains { host.hasSuffix($0) }
    }

    /// The address that is set for a service, and what sets it.
    func configuredEndpoint(of service: AWSService) -> (value: String, name: String)? {
        if isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") { return nil }
        for variable in ["AWS_ENDPOINT_URL_\(service.id)", "AWS_ENDPOINT_URL"] {
            if let value = self[variable] { return (value, variable) }
        }
        let (key, section) = (service.id.lowercased(), profile["services"])
        if let section, let own = files.services(section)?[key]?["endpoint_url"] {
            return (own, "endpoint_url for \(key) of services \(section)")
        }
        return profileSetting("endpoint_url")
    }
}

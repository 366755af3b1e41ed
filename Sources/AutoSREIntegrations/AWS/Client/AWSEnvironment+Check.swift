import AutoSRECore

/// What AWS's variables and the profile's keys take. Of what is written otherwise AWS's own tools make a silent no, so
/// that who asks for `AWS_USE_FIPS_ENDPOINT=yes` gets the ordinary address: here it is refused by its name.
extension AWSEnvironment {
    private struct Rule {
        /// Empty for a key of profiles alone.
        let variable: String
        /// Empty for a variable alone.
        let key: String
        let takes: String
        let accepts: @Sendable (String) -> Bool
    }

    /// The first setting that is read and that cannot be meant as it is written, by its name, or why a profile file is
    /// none; nil where all can.
    public var problem: String? {
        if let fault = files.fault { return fault }
        for rule in Self.rules {
            let found = rule.variable.isEmpty ? profileSetting(rule.key) : setting(rule.variable, rule.key)
            if let found, !rule.accepts(found.value) { return "\(found.name): it takes \(rule.takes)" }
        }
        let (region, name) = namedRegion
        guard Self.isRegion(region) else { return "\(name): \(region) is not a region's name" }
        if let missingServices { return missingServices }
        for service in AWSService.all {
            guard let (value, name) = configuredEndpoint(of: service), (try? AWSEndpoint(value)) == nil else {
                continue
            }
            return "\(name): it takes \(AWSEndpoint.allowed)"
        }
        return nil
    }

    /// A section that the profile says its addresses are in and that is not there: without it the requests would go to
    /// AWS itself. As botocore, only where the section counts.
    private var missingServices: String? {
        guard let name = profile["services"], files.services(name) == nil, self["AWS_ENDPOINT_URL"] == nil,
            !isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
        else { return nil }
        return "services of profile \(profile.name): there is no [services \(name)] in \(files.names)"
    }

    /// - Throws: `AWSError` with the problem, where there is one.
    func check() throws(AWSError) {
        if let problem { throw AWSError(.configuration, problem) }
    }

    private static let rules: [Rule] = [
        yesOrNo("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
        yesOrNo("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
        yesOrNo("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"),
        yesOrNo("AWS_EC2_METADATA_DISABLED", ""),
        yesOrNo("AWS_IMDS_USE_IPV6", "imds_use_ipv6"),
        words("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints", "regional", "legacy"),
        words("AWS_RETRY_MODE", "retry_mode", "standard", "legacy", "adaptive"),
        words("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode", "IPv4", "IPv6"),
        number("AWS_MAX_ATTEMPTS", "max_attempts"),
        number("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout"),
        number("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts"),
        number("", "duration_seconds"),
        address("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint"),
        Rule(variable: "AWS_CREDENTIAL_EXPIRATION", key: "", takes: "a time such as 2026-11-24T12:00:00Z") {
            Instant($0) != nil
        },
    ]

    private static func yesOrNo(_ variable: String, _ key: String) -> Rule {
        Rule(variable: variable, key: key, takes: "true or false") { ["true", "false"].contains($0.lowercased()) }
    }

    private static func words(_ variable: String, _ key: String, _ words: String...) -> Rule {
        let takes = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        return Rule(variable: variable, key: key, takes: takes) { value in
            words.contains { $0.lowercased() == value.lowercased() }
        }
    }

    private static func number(_ variable: String, _ key: String) -> Rule {
        Rule(variable: variable, key: key, takes: "a whole number from 1") { Int($0).map { $0 > 0 } ?? false }
    }

    private static func address(_ variable: String, _ key: String) -> Rule {
        Rule(variable: variable, key: key, takes: AWSEndpoint.allowed) { (try? AWSEndpoint($0)) != nil }
    }

    /// In the letters that every region's name has.
    static func isRegion(_ text: String) -> Bool {
        let isName = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        return isName && !text.isEmpty && text.utf8.count <= 64
    }
}

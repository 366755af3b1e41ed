import AutoSRECore

/// Keys for a role, from the Security Token Service.
extension CredentialContext {
    /// A role that the environment names together with a token file, as on EKS.
    func webIdentity() async throws(AWSError) -> AWSCredentials? {
        guard let file = environment["AWS_WEB_IDENTITY_TOKEN_FILE"] else { return nil }
        guard let role = environment["AWS_ROLE_ARN"] else {
            throw AWSError(.configuration, "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not")
        }
        return try await webIdentity(
            file, of: "AWS_WEB_IDENTITY_TOKEN_FILE", role: role, session: environment["AWS_ROLE_SESSION_NAME"])
    }

    /// A role that a profile names together with a token file.
    func webIdentity(of profile: Profile) async throws(AWSError) -> AWSCredentials? {
        guard let file = profile["web_identity_token_file"] else { return nil }
        guard let role = profile["role_arn"] else {
            throw AWSError(.configuration, "profile \(profile.name) has a web_identity_token_file but no role_arn")
        }
        return try await webIdentity(
            file, of: "web_identity_token_file of profile \(profile.name)", role: role,
            session: profile["role_session_name"])
    }

    /// The file is read each time: whoever runs the machine replaces it.
    private func webIdentity(
        _ file: String, of name: String, role: String, session: String?
    ) async throws(AWSError) -> AWSCredentials {
        let parameters = [
            (name: "RoleArn", value: role), (name: "RoleSessionName", value: session ?? sessionName),
            (name: "WebIdentityToken", value: try secretFile(file, of: "web identity: \(name)")),
        ]
        return try await ask("AssumeRoleWithWebIdentity", parameters, signedWith: nil, source: "web identity")
    }

    /// A profile's role, assumed with another profile's key or that of the place where we run.
    func assumedRole(_ profile: Profile, above: Set<String>) async throws(AWSError) -> AWSCredentials {
        let key = try await sourceKey(of: profile, above: above.union([profile.name]))
        if profile["mfa_serial"] != nil {
            throw AWSError(
                .credentials,
                "profile \(profile.name) needs an MFA code, which nobody can enter here: use aws sso login")
        }
        var parameters = [
            (name: "RoleArn", value: profile["role_arn"] ?? ""),
            (name: "RoleSessionName", value: profile["role_session_name"] ?? sessionName),
        ]
        if let seconds = profile["duration_seconds"] { parameters.append(("DurationSeconds", seconds)) }
        if let id = profile["external_id"] { parameters.append(("ExternalId", id)) }
        return try await ask("AssumeRole", parameters, signedWith: key, source: "role of profile \(profile.name)")
    }

    private func sourceKey(of profile: Profile, above: Set<String>) async throws(AWSError) -> AWSCredentials {
        let found: AWSCredentials?
        if let name = profile["source_profile"] {
            guard profile["credential_source"] == nil else {
                throw AWSError(
                    .configuration,
                    "profile \(profile.name) has a source_profile and a credential_source: keep one of the two")
            }
            guard let other = environment.files.profile(name) else {
                throw AWSError(
                    .configuration, "profile \(profile.name) names a source_profile \(name) that is not there")
            }
            guard name == profile.name || !above.contains(name) else {
                throw AWSError(.configuration, "the profiles' source_profile go round in circles at \(name)")
            }
            found = try await credentials(of: other, above: above)
        } else {
            switch profile["credential_source"] {
            case "Environment"?: found = try fromEnvironment()
            case "Ec2InstanceMetadata"?: found = try await instance()
            case "EcsContainer"?: found = try await container()
            case nil:
                throw AWSError(
                    .configuration, "profile \(profile.name) has a role_arn but no source_profile or credential_source")
            default:
                throw AWSError(
                    .configuration,
                    "credential_source of profile \(profile.name): it takes Environment, Ec2InstanceMetadata or EcsContainer"
                )
            }
        }
        guard let found else {
            throw AWSError(.credentials, "profile \(profile.name) has no key to assume its role with")
        }
        return found
    }

    private var sessionName: String { "autosre-\(world.now().milliseconds)" }

    private func ask(
        _ operation: String, _ parameters: [(name: String, value: String)], signedWith key: AWSCredentials?,
        source: String
    ) async throws(AWSError) -> AWSCredentials {
        let client = AWSClient(
            environment: environment, credentials: FixedCredentials(key: key), http: http, world: world)
        let answer: AWSAnswer
        do throws(AWSError) {
            let request = AWSRequest.query(.sts, version: "2011-06-15", operation, parameters)
            answer = try await client.call(request, within: 15)
        } catch {
            throw error.about(source)
        }
        guard let id = answer.element("AccessKeyId"), let secret = answer.element("SecretAccessKey"), !secret.isEmpty
        else { throw AWSError(.nonsense, operation: operation, "the answer holds no key") }
        return AWSCredentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: answer.element("SessionToken"),
            expires: answer.element("Expiration").flatMap { Instant($0) }, source: source)
    }
}

import AutoSRECore
import AutoSREPlatform

/// IAM Identity Center: the token that `aws sso login` left, exchanged for a role's key.
extension CredentialContext {
    private struct CachedToken: Decodable {
        let accessToken: String
        let expiresAt: String
    }

    private struct RoleAnswer: Decodable {
        struct Key: Decodable {
            let accessKeyId: String
            let secretAccessKey: String
            let sessionToken: String
            /// Milliseconds since the Unix epoch.
            let expiration: Int64
        }
        let roleCredentials: Key
    }

    func singleSignOn(_ profile: Profile) async throws(AWSError) -> AWSCredentials {
        let session = profile["sso_session"]
        let settings = session.flatMap { environment.files.session($0) }
        if let session, settings == nil {
            throw AWSError(.configuration, "profile \(profile.name) names an sso-session \(session) that is not there")
        }
        guard let name = session ?? profile["sso_start_url"], let account = profile["sso_account_id"],
            let role = profile["sso_role_name"], let region = settings?["sso_region"] ?? profile["sso_region"]
        else {
            throw AWSError(
                .configuration, "profile \(profile.name) lacks sso_account_id, sso_role_name or sso_region")
        }
        let token = try token(named: name, profile: profile.name)
        let key = try await roleKey(token, account: account, role: role, region: region)
        return AWSCredentials(
            accessKeyID: key.accessKeyId, secretAccessKey: key.secretAccessKey, sessionToken: key.sessionToken,
            expires: Instant(milliseconds: key.expiration), source: "IAM Identity Center, profile \(profile.name)")
    }

    /// The cache's file is named by the SHA-1 of the session's name, or of the start page's address without one.
    private func token(named name: String, profile: String) throws(AWSError) -> String {
        let hint = "log in with: aws sso login --profile \(profile)"
        let path = "\(environment.home)/.aws/sso/cache/\(Crypto.hex(Crypto.sha1(Array(name.utf8)))).json"
        guard Files.exists(path) else { throw AWSError(.credentials, "nobody is logged in; \(hint)") }
        let text = try secretFile(path)
        let token: CachedToken
        do { token = try JSON.decode(CachedToken.self, from: Array(text.utf8)) } catch {
            throw AWSError(.credentials, "the cached login cannot be read; \(hint)")
        }
        guard let end = Instant(token.expiresAt), world.now() < end else {
            throw AWSError(.credentials, "the login has ended; \(hint)")
        }
        return token.accessToken
    }

    private func roleKey(
        _ token: String, account: String, role: String, region: String
    ) async throws(AWSError) -> RoleAnswer.Key {
        var request = try AWSRequest.rest(
            .sso, "GetRoleCredentials", method: "GET", path: "/federation/credentials",
            query: [("role_name", role), ("account_id", account)])
        request.headers = [("x-amz-sso_bearer_token", token)]
        request.region = region
        let client = AWSClient(
            environment: environment, credentials: FixedCredentials(key: nil), http: http, world: world)
        return try await client.call(request, within: 15).decode(RoleAnswer.self).roleCredentials
    }
}

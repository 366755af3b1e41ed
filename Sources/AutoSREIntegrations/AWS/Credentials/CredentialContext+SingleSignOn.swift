import AutoSRECore
import AutoSREPlatform

/// IAM Identity Center: the token that `aws sso login` left, exchanged for a role's key.
extension CredentialContext {
    /// Who is asked, for messages; not by the operations' names, CreateToken and GetRoleCredentials: the redactor takes
    /// the word behind such a name and a colon for a secret.
    private static let portal = "IAM Identity Center"

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
        let path = "\(environment.home)/.aws/sso/cache/\(Hex.text(Crypto.sha1(Array(name.utf8)))).json"
        let hint = "log in with: aws sso login --profile \(profile.name)"
        let token = try await token(at: path, region: region, isRefreshable: session != nil, hint)
        let source = "\(Self.portal), profile \(profile.name)"
        let key: RoleAnswer.Key
        do throws(AWSError) {
            key = try await roleKey(token, account: account, role: role, region: region)
        } catch {
            // The login was ended there, whatever its file says.
            throw error.about("profile \(profile.name)" + (error.status == 401 ? "; \(hint)" : ""))
        }
        return AWSCredentials(
            accessKeyID: key.accessKeyId, secretAccessKey: key.secretAccessKey, sessionToken: key.sessionToken,
            expires: Instant(milliseconds: key.expiration), source: source)
    }

    /// The login's token, from the file that is named by the SHA-1 of the session's name, or of the start page's
    /// address without one. A session's token that ends soon is replaced, as AWS's own tools do it, and kept for them
    /// too.
    private func token(
        at path: String, region: String, isRefreshable: Bool, _ hint: String
    ) async throws(AWSError) -> String {
        guard Files.exists(path) else { throw AWSError(.credentials, "nobody is logged in; \(hint)") }
        guard let login = CachedLogin(try secretFile(path, of: "the cached login")) else {
            throw AWSError(.credentials, "the cached login cannot be read; \(hint)")
        }
        let left = login.expires.seconds(since: world.now())
        guard left < CachedLogin.refreshSeconds, isRefreshable, let question = login.question(at: world.now()) else {
            guard left > 0 else { throw AWSError(.credentials, "the login has ended; \(hint)") }
            return login.accessToken
        }
        do throws(AWSError) {
            var request = try AWSRequest.rest(.ssoOIDC, Self.portal, method: "POST", path: "/token", question)
            // A refresh token may be good for one use only.
            (request.isMutating, request.region) = (true, region)
            let answer = try await unsigned.call(request, within: 15).decode(JSONValue.self)
            guard let renewed = login.renewed(by: answer, at: world.now()) else {
                throw AWSError(.nonsense, operation: Self.portal, "the answer holds no token")
            }
            keep(renewed, at: path)
            return renewed.accessToken
        } catch {
            guard left <= 0 else { return login.accessToken }
            throw AWSError(.credentials, "the login has ended and is not renewed (\(error)); \(hint)")
        }
    }

    /// Where it cannot be written the token is good all the same; AWS's tools then ask for a login sooner.
    private func keep(_ login: CachedLogin, at path: String) {
        do { try Files.write(path, JSON.encode(login.content)) } catch { return }
    }

    private var unsigned: AWSClient {
        AWSClient(environment: environment, credentials: FixedCredentials(key: nil), http: http, world: world)
    }

    private func roleKey(
        _ token: String, account: String, role: String, region: String
    ) async throws(AWSError) -> RoleAnswer.Key {
        var request = try AWSRequest.rest(
            .sso, Self.portal, method: "GET", path: "/federation/credentials",
            query: [("role_name", role), ("account_id", account)])
        request.headers = [("x-amz-sso_bearer_token", token)]
        request.region = region
        return try await unsigned.call(request, within: 15).decode(RoleAnswer.self).roleCredentials
    }
}

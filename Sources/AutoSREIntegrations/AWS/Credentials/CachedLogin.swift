import AutoSRECore

/// What `aws sso login` left behind: a token, and what it is renewed with.
/// https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
struct CachedLogin: Sendable {
    /// The file as it was, so that nothing is lost that is not known here.
    let content: [String: JSONValue]
    let accessToken: String
    let expires: Instant

    /// Seconds before its end from which it is replaced.
    static let refreshSeconds = 900.0

    /// Reads the file; nil where it holds no token.
    init?(_ text: String) {
        guard let value = try? JSON.decode(JSONValue.self, from: Array(text.utf8)) else { return nil }
        self.init(value.object ?? [:])
    }

    private init?(_ content: [String: JSONValue]) {
        guard let token = content["accessToken"]?.string, let end = Self.instant(content["expiresAt"]) else {
            return nil
        }
        (self.content, accessToken, expires) = (content, token, end)
    }

    /// Older tools wrote `2020-06-17T19:01:22UTC`.
    private static func instant(_ value: JSONValue?) -> Instant? {
        guard let text = value?.string else { return nil }
        return Instant(text.hasSuffix("UTC") ? text.dropLast(3) + "Z" : text)
    }

    /// What the service is asked for a new token with; nil where the login has nothing to be renewed with, or where the
    /// registration of the tool that made it has ended.
    func question(at now: Instant) -> JSONValue? {
        let names = ["clientId", "clientSecret", "refreshToken"]
        var members = content.filter { names.contains($0.key) && $0.value.string?.isEmpty == false }
        guard members.count == names.count else { return nil }
        if let end = Self.instant(content["registrationExpiresAt"]), end <= now { return nil }
        members["grantType"] = "refresh_token"
        return .object(members)
    }

    /// The login with the answer's token; nil where there is none in it.
    func renewed(by answer: JSONValue, at now: Instant) -> CachedLogin? {
        guard let token = answer["accessToken"]?.string, let seconds = answer["expiresIn"]?.number, seconds > 0 else {
            return nil
        }
        var content = content
        content["accessToken"] = .string(token)
        content["expiresAt"] = .string(now.advanced(bySeconds: min(seconds, 7 * 86_400)).wholeSeconds)
        if let next = answer["refreshToken"] { content["refreshToken"] = next }
        return CachedLogin(content)
    }
}

import AutoSRECore
import AutoSREPlatform

/// What the providers of credentials work with. Each returns nil where it is not configured, and throws where it is
/// and does not work: falling through to another account's key would be worse than stopping.
struct CredentialContext: Sendable {
    let environment: AWSEnvironment
    let http: HTTPClient
    let world: any World
    let run: AWSCredentialChain.CommandRunner?

    /// The first that is configured.
    func resolve() async throws(AWSError) -> AWSCredentials {
        try environment.check()
        if let key = try fromEnvironment() { return key }
        try environment.checkProfile()
        if let key = try await webIdentity() { return key }
        let profile = environment.profile
        if let key = try await credentials(of: profile, above: []) { return key }
        if let key = try await container() { return key }
        if let key = try await instance() { return key }
        let words = [environment.missingFiles] + environment.unread + [profileWords(profile), metadataWords]
        let seen = words.compactMap(\.self).joined(separator: "; ")
        throw AWSError(
            .credentials,
            "\(Self.nothing) are found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile (aws configure). "
                + seen
        )
    }

    /// How the error begins where no source was there at all.
    static let nothing = "no AWS credentials"

    private func profileWords(_ profile: Profile) -> String {
        environment.files.profile(profile.name) == nil
            ? "there is no profile \(profile.name)"
            : "profile \(profile.name) has no key, role_arn, sso_session or credential_process"
    }

    private var metadataWords: String {
        let name = "AWS_EC2_METADATA_DISABLED"
        return environment.isTrue(name) ? "the instance is not asked (\(name))" : "no instance metadata answers"
    }

    /// `AWS_ACCESS_KEY_ID` and its kin. Of the two names for a token the older wins, as in botocore 1.44.8.
    func fromEnvironment() throws(AWSError) -> AWSCredentials? {
        let (id, secret) = (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"])
        if id == nil, secret == nil { return nil }
        guard let id, let secret else {
            let missing = id == nil ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY"
            throw AWSError(.credentials, "half a key: \(missing) is not set")
        }
        let name = "AWS_CREDENTIAL_EXPIRATION"
        let end = environment[name].flatMap { Instant($0) }
        guard end.map({ world.now() < $0 }) ?? true else {
            throw AWSError(.credentials, "the key of AWS_ACCESS_KEY_ID has ended, as \(name) says")
        }
        let token = environment["AWS_SECURITY_TOKEN"] ?? environment["AWS_SESSION_TOKEN"]
        try Self.refuseQuotes(
            in: [("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret), ("AWS_SESSION_TOKEN", token)],
            of: "the environment")
        return AWSCredentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: token, expires: end, source: "environment")
    }

    /// What a profile has, by the strongest of its settings.
    /// - Parameter above: the profiles that lead here, against going in circles.
    func credentials(of profile: Profile, above: Set<String>) async throws(AWSError) -> AWSCredentials? {
        if profile["role_arn"] != nil, profile["web_identity_token_file"] == nil, !above.contains(profile.name) {
            return try await assumedRole(profile, above: above)
        }
        if profile["web_identity_token_file"] != nil { return try await webIdentity(of: profile) }
        if profile["sso_session"] != nil || profile["sso_start_url"] != nil { return try await singleSignOn(profile) }
        if profile.hasSharedKey, let key = try sharedKey(profile) { return key }
        if let key = try await process(profile) { return key }
        if profile["login_session"] != nil { throw Self.login(profile) }
        return try sharedKey(profile)
    }

    /// The session of `aws login` is signed with a key of its own, which only AWS's tools handle.
    private static func login(_ profile: Profile) -> AWSError {
        AWSError(
            .credentials,
            "profile \(profile.name) was made by aws login (login_session), whose session is not read here: put "
                + "credential_process = aws configure export-credentials --profile \(profile.name) into it, or "
                + "eval \"$(aws configure export-credentials --profile \(profile.name) --format env)\"")
    }

    private func sharedKey(_ profile: Profile) throws(AWSError) -> AWSCredentials? {
        let (id, secret) = (profile["aws_access_key_id"], profile["aws_secret_access_key"])
        if id == nil, secret == nil { return nil }
        guard let id, let secret else {
            let missing = id == nil ? "aws_access_key_id" : "aws_secret_access_key"
            let place = profile.hasSharedKey ? " in the credentials file" : ""
            throw AWSError(.credentials, "half a key: profile \(profile.name) has no \(missing)\(place)")
        }
        // Of the two names the older wins, as in the environment.
        let token = profile["aws_security_token"] ?? profile["aws_session_token"]
        try Self.refuseQuotes(
            in: [("aws_access_key_id", id), ("aws_secret_access_key", secret), ("aws_session_token", token)],
            of: "profile \(profile.name)")
        return AWSCredentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: token, source: "profile \(profile.name)")
    }

    /// AWS's files and variables know no quotes, and no key has one: a quoted key is another key, which AWS would
    /// refuse call by call.
    private static func refuseQuotes(
        in parts: [(name: String, value: String?)], of place: String
    ) throws(AWSError) {
        for (name, value) in parts where value?.contains(where: { "\"'".contains($0) }) ?? false {
            throw AWSError(
                .credentials, "\(name) of \(place) has quotes, which AWS takes for a part of the key: leave them out")
        }
    }

    /// Reads a short file that holds a secret; its content never gets into a message.
    /// - Parameter name: what names the file, for the message.
    func secretFile(_ path: String, of name: String) throws(AWSError) -> String {
        let text: String
        do throws(FileError) {
            text = String(decoding: try Files.read(path, maximumBytes: 64 << 10), as: UTF8.self)
        } catch {
            throw AWSError(.credentials, "\(name): \(error)")
        }
        let secret = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard !secret.isEmpty else { throw AWSError(.credentials, "\(name): \(path) is empty") }
        return secret
    }
}

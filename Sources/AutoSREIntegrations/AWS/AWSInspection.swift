public import AutoSRECore

/// Looks at everything that a run on AWS would use, with reads that a run makes too: whether it can be reached, may be
/// read, and is there. Changes nothing, but for `probeWriting`, which asks for a change that AWS has to refuse.
public struct AWSInspection: Sendable {
    let settings: AWSIntegration.Settings
    let client: AWSClient
    /// Seconds for each part.
    let seconds: Double
    /// Whether Lambda's endpoint is known to look at `RevisionId`.
    let honoursRevisions: Bool
    /// Where a person changes the setting of a variable's name.
    let place: @Sendable (String) -> String

    /// Looks through `client`, each part for at most `seconds`.
    /// - Parameter honoursRevisions: whether Lambda's endpoint is known to look at `RevisionId`; without it, whether
    ///   the endpoint is AWS's own.
    /// - Parameter place: where a person changes the setting of a variable's name.
    public init(
        _ settings: AWSIntegration.Settings, client: AWSClient, seconds: Double = 8, honoursRevisions: Bool? = nil,
        place: @escaping @Sendable (String) -> String = { $0 }
    ) {
        (self.settings, self.client, self.seconds, self.place) = (settings, client, seconds, place)
        self.honoursRevisions = honoursRevisions ?? client.environment.isOwnEndpoint(of: .lambda)
    }

    /// All findings, always in the same order. Without a key nothing else is asked.
    public func findings() async -> [Check] {
        let region = client.environment.region
        do throws(AWSError) {
            guard let key = try await client.credentials() else {
                return [Check("aws", .fail, "no credentials", do: Self.keyAdvice)]
            }
            let name = "\(key.accessKeyID.prefix(4))…"
            let unread = client.environment.unread.map { "; \($0)" }.joined()
            let found = "region \(region), credentials found: \(name) from \(key.source)"
            let first = Check("aws", .ok, "\(found) (not checked: whether AWS takes them, see below)\(unread)")
            async let alarms = alarms()
            async let logs = logs()
            async let alias = alias()
            return await [first, alarms, logs, alias]
        } catch {
            return [Check("aws", .fail, Self.words(error, region), do: Self.advice(error))]
        }
    }

    private static let keyAdvice =
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or run where a role gives credentials"

    private static func words(_ error: AWSError, _ region: String) -> String {
        if error.kind == .configuration { return "\(error)" }
        let isNothing = error.message.hasPrefix(CredentialContext.nothing)
        return "region \(region)" + (isNothing ? ": \(error)" : ", no credentials (\(error))")
    }

    /// Where a source was there and failed, that one is to be mended.
    private static func advice(_ error: AWSError) -> String {
        if error.kind == .configuration { return "mend that setting (docs/aws.md)" }
        return error.message.hasPrefix(CredentialContext.nothing)
            ? keyAdvice : "mend that, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    }

    /// The function that is configured.
    var function: LambdaFunction? { LambdaFunction(settings.functionName) }

    /// A refusal in words, and what to do about it.
    func refusal(_ part: String, _ error: AWSError, action: String) -> Check {
        let isForbidden = error.status == 401 || error.status == 403 || error.code.contains("AccessDenied")
        let advice =
            isForbidden
            ? "allow \(action) to this key; autosre doctor --iam-policy prints all that is needed"
            : "check \(place("AWS_REGION")), the network, the proxy and \(place("AWS_ENDPOINT_URL"))"
        return Check(part, .fail, "\(error)", do: advice)
    }
}

extension Check {
    /// A check whose detail may hold what a service said.
    init(_ name: String, _ status: Status, _ detail: String, do advice: String = "") {
        self.init(name: name, status: status, detail: PlainText.heard(detail), advice: advice)
    }
}

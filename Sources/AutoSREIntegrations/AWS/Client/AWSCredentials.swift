public import AutoSRECore

/// A key to an AWS account. Its description never shows the secret parts.
public struct AWSCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The key's name, which every request shows.
    public let accessKeyID: String
    /// The secret that requests are signed with.
    public let secretAccessKey: String
    /// What goes with temporary keys; nil for long-lived ones.
    public let sessionToken: String?
    /// When the key ends; nil where it does not, or nobody said.
    public let expires: Instant?
    /// Where it was found, for example `environment`.
    public let source: String

    /// Makes credentials.
    public init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expires: Instant? = nil,
        source: String
    ) {
        (self.accessKeyID, self.secretAccessKey, self.sessionToken) = (accessKeyID, secretAccessKey, sessionToken)
        (self.expires, self.source) = (expires, source)
    }

    /// The source and the key's name.
    public var description: String { "AWS credentials \(accessKeyID.prefix(4))… (\(source))" }
    /// As the description.
    public var debugDescription: String { description }
    /// No members: a dump must not show the secret.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// What must never be shown: for whoever makes texts safe.
    public var secrets: [String] { [secretAccessKey, sessionToken ?? ""].filter { !$0.isEmpty } }
}

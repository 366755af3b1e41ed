/// Where a client gets its key from.
public protocol AWSCredentialSource: Sendable {
    /// A key that is good now; nil for requests that are not signed.
    func credentials() async throws(AWSError) -> AWSCredentials?
    /// AWS said that this key has ended: the next call should bring another.
    func expired(_ credentials: AWSCredentials) async
}

/// No key: for calls that carry a token of their own.
public struct NoCredentials: AWSCredentialSource {
    /// Makes the source.
    public init() {}
    /// None.
    public func credentials() async throws(AWSError) -> AWSCredentials? { nil }
    /// Nothing ends.
    public func expired(_ credentials: AWSCredentials) async {}
}

/// One key, or none.
struct FixedCredentials: AWSCredentialSource {
    let key: AWSCredentials?
    func credentials() async throws(AWSError) -> AWSCredentials? { key }
    func expired(_ credentials: AWSCredentials) async {}
}

public import AutoSRECore
public import AutoSREPlatform

/// Finds credentials where AWS's own tools find them, in the order that AWS documents, and keeps them fresh:
/// environment, web identity, assumed role, IAM Identity Center, shared files, process, container, instance.
/// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
public actor AWSCredentialChain: AWSCredentialSource {
    /// Runs a command (`credential_process`), its words split, for that many seconds, and gives its standard output.
    public typealias CommandRunner = @Sendable (_ words: [String], _ seconds: Double) async throws -> [UInt8]

    private let context: CredentialContext
    private var cached: AWSCredentials?
    private var retryAt: Instant?
    private var isResolving = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Temporary keys are replaced this many seconds before they end.
    private static let advisorySeconds = 900.0
    /// Seconds between attempts to replace a key that is still good.
    private static let pauseSeconds = 60.0

    /// Makes a chain; nothing is read or asked before the first use but the profile files.
    /// - Parameter run: runs `credential_process`; nil where that cannot be done.
    public init(
        environment: AWSEnvironment, http: HTTPClient, world: any World, run: CommandRunner? = nil
    ) {
        context = CredentialContext(environment: environment, http: http, world: world, run: run)
    }

    /// A key that is good now: the cached one, or a new one shortly before that ends.
    public func credentials() async throws(AWSError) -> AWSCredentials? {
        while isResolving { await withCheckedContinuation { waiting.append($0) } }
        if let cached, !isDue(cached) { return cached }
        isResolving = true
        defer { release() }
        do throws(AWSError) {
            let found = try await context.resolve()
            (cached, retryAt) = (found, nil)
            return found
        } catch {
            guard let old = cached, isGood(old) else { throw error }
            retryAt = context.world.now().advanced(bySeconds: Self.pauseSeconds)
            return old
        }
    }

    /// Forgets the key if it is the one in use, so that the next call looks for another.
    public func expired(_ credentials: AWSCredentials) async {
        if cached == credentials { cached = nil }
    }

    private func release() {
        isResolving = false
        let all = waiting
        waiting = []
        for one in all { one.resume() }
    }

    private func isDue(_ key: AWSCredentials) -> Bool {
        guard let expires = key.expires else { return false }
        if let retryAt, context.world.now() < retryAt, isGood(key) { return false }
        return expires.seconds(since: context.world.now()) < Self.advisorySeconds
    }

    private func isGood(_ key: AWSCredentials) -> Bool { key.expires.map { context.world.now() < $0 } ?? true }
}

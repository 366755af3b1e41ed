public import AutoSRECore
public import AutoSREPlatform

/// Calls AWS: addresses, signs, sends and, where that can do no harm, tries again. Every call is bounded in time and
/// size; texts of errors never show a secret.
public struct AWSClient: Sendable {
    /// AWS's variables and files.
    public let environment: AWSEnvironment
    let http: HTTPClient
    let world: any World
    private let source: any AWSCredentialSource
    private let clock = AWSClock()
    private let quota = RetryQuota()

    /// Makes a client.
    /// - Parameters:
    ///   - http: trusts `environment.trust` and reaches `AWSEnvironment.directHosts` without a proxy.
    ///   - world: the time, and the chance that spreads retries.
    public init(
        environment: AWSEnvironment, credentials: any AWSCredentialSource, http: HTTPClient, world: any World
    ) {
        (self.environment, self.source, self.http, self.world) = (environment, credentials, http, world)
    }

    /// The key that calls are signed with now; nil where they are not signed.
    public func credentials() async throws(AWSError) -> AWSCredentials? { try await source.credentials() }

    /// Sends a request and gives its answer where the status says that it was done.
    ///
    /// A read is sent up to `AWS_MAX_ATTEMPTS` (3) times. A change is sent once; only where the service has said that
    /// it did not even look at it, for the time or the end of the key, it is signed anew and sent again, once.
    /// - Parameter seconds: for all attempts and waits together.
    public func call(_ request: AWSRequest, within seconds: Double = 30) async throws(AWSError) -> AWSAnswer {
        let deadline = world.now().advanced(bySeconds: seconds)
        try environment.check()
        let maximumAttempts = environment.maximumAttempts
        var (attempt, isMended) = (1, false)
        var last: AWSRetry.Reason?
        while true {
            let key = try await source.credentials()
            let failure: Failure
            do throws(Failure) {
                let answer = try await send(request, key, until: deadline)
                quota.succeeded(after: last)
                return answer
            } catch {
                failure = error
            }
            if !isMended, await mend(failure, key) {
                isMended = true
                continue
            }
            guard !request.isMutating, let reason = failure.reason, attempt < maximumAttempts else {
                throw failure.error
            }
            let pause = AWSRetry.seconds(reason, attempt: attempt, chance: chance, asked: failure.askedSeconds)
            let due = world.now().advanced(bySeconds: pause)
            guard due < deadline, quota.take(reason) else { throw failure.error }
            do { try await world.sleep(until: due) } catch { throw AWSError(.cancelled, "cancelled") }
            (attempt, last) = (attempt + 1, reason)
        }
    }

    /// 0…1.
    private var chance: Double { Double(UInt32(world.hex(8), radix: 16) ?? 0) / Double(UInt32.max) }

    /// One attempt that brought nothing.
    struct Failure: Error {
        let error: AWSError
        /// Why it may pass.
        var reason: AWSRetry.Reason?
        /// The wait that the service asks for.
        var askedSeconds: Double?
        /// The answer, where there was one.
        var answer: AWSAnswer?
    }

    private func send(
        _ request: AWSRequest, _ key: AWSCredentials?, until deadline: Instant
    ) async throws(Failure) -> AWSAnswer {
        let left = deadline.seconds(since: world.now())
        let prepared: HTTPRequest
        do throws(AWSError) {
            guard left > 0 else { throw AWSError(.transport, operation: request.operation, "out of time") }
            prepared = try self.prepared(request, key, seconds: min(left, request.attemptSeconds))
            try await request.willSend?(request.body.count)
        } catch {
            throw Failure(error: error)
        }
        let answer: AWSAnswer
        do throws(HTTPError) {
            answer = AWSAnswer(operation: request.operation, response: try await http.send(prepared))
        } catch {
            throw Failure(unanswered: error, request)
        }
        guard (200..<300).contains(answer.response.status) else { throw Failure(refused: answer, request, key) }
        return answer
    }

    private func prepared(
        _ request: AWSRequest, _ key: AWSCredentials?, seconds: Double
    ) throws(AWSError) -> HTTPRequest {
        let endpoint = try AWSEndpoint(try environment.endpoint(of: request.service, region: request.region))
        let path = endpoint.path + request.path
        var headers = request.headers
        if let key {
            let region = environment.signingRegion(of: request.service, region: request.region)
            let signer = SigV4(credentials: key, region: region, service: request.service.signingName)
            let signed = SigV4.Request(
                method: request.method, path: path, query: request.query, headers: headers + [("Host", endpoint.host)],
                body: request.body)
            headers += signer.headers(for: signed, at: clock.time(world.now()))
        }
        headers += [("Accept", "application/json"), ("User-Agent", "autosre")]
        let query = request.query.isEmpty ? "" : "?" + PercentEncoding.query(request.query)
        let hasBody = !request.body.isEmpty || request.method != "GET"
        return HTTPRequest(
            method: request.method, url: endpoint.origin + path + query, headers: headers,
            body: hasBody ? request.body : nil, timeoutSeconds: seconds, maximumBodyBytes: request.maximumBytes)
    }

    /// Whether signing anew, with the right time or a new key, may help.
    private func mend(_ failure: Failure, _ key: AWSCredentials?) async -> Bool {
        guard let key, let answer = failure.answer else { return false }
        let code = failure.error.code
        if clock.learns(from: answer, code: code, now: world.now()) { return true }
        guard Self.endedCodes.contains(code) else { return false }
        await source.expired(key)
        do { return try await source.credentials() != key } catch { return false }
    }

    private static let endedCodes: Set<String> = [
        "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "UnrecognizedClientException",
        "InvalidClientTokenId",
    ]
}

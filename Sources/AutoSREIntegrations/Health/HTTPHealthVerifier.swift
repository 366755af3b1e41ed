public import AutoSRECore
public import AutoSREPlatform

/// Reads a health address: the signal, independent of whoever acts, that decides whether a service has recovered.
public struct HTTPHealthVerifier: Verifier {
    /// Its name.
    public let name: String
    private let url: String
    private let headers: [(name: String, value: String)]
    private let answer: HealthAnswer
    private let client: HTTPClient
    private let now: @Sendable () -> Instant
    private let age = AnswerAge()

    private static let maximumBytes = 64 << 10

    /// None: the address tells of a change at once.
    public func latencySeconds(of entity: Entity) -> Double { 0 }

    /// Makes a verifier.
    /// - Parameters:
    ///   - name: the signal's, where it is read beside others.
    ///   - url: the health address. Good is a 2xx with a word in JSON's `status` or in plain text that says so, or
    ///     without a body; bad is a word that says so, or a 5xx; everything else is unknown.
    ///   - headers: what is sent along, such as credentials; never to another host.
    ///   - expectation: which words count, and where they stand.
    ///   - now: the time that readings carry.
    public init(
        _ name: String = "health", url: String, headers: [(name: String, value: String)] = [],
        expectation: HealthExpectation = HealthExpectation(), client: HTTPClient,
        now: @escaping @Sendable () -> Instant
    ) {
        (self.name, self.url, self.headers, self.client, self.now) = (name, url, headers, client, now)
        answer = HealthAnswer(expectation: expectation)
    }

    /// One reading. However the answer drips, floods or hangs, it is over after `seconds`. A redirect is not followed:
    /// what stands behind it, such as a login page, is not the signal that was asked for. An answer that a cache has
    /// kept is unknown.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        let asked = now()
        do {
            let response = try await client.send(
                HTTPRequest(
                    url: url, headers: fields, timeoutSeconds: max(seconds, 0.001), maximumBodyBytes: Self.maximumBytes,
                    decompresses: false))
            let (status, detail) = answer.judge(response)
            let arrived = now()
            guard let words = age.words(of: response, asked: asked, arrived: arrived) else {
                return HealthReading(status, at: arrived, detail: detail)
            }
            return HealthReading(.unknown, at: arrived, detail: "\(detail), out of a cache: \(words)")
        } catch {
            return HealthReading(.unknown, at: now(), detail: detail(error, seconds))
        }
    }

    private var fields: [(name: String, value: String)] {
        let own = Set(headers.map { $0.name.lowercased() })
        return Self.usual.filter { !own.contains($0.name.lowercased()) } + headers
    }

    private static let usual: [(name: String, value: String)] = [
        ("Accept", "application/json, text/plain;q=0.9, */*;q=0.1"), ("Cache-Control", "no-cache"),
        ("Accept-Encoding", "identity"),
    ]

    private func detail(_ error: HTTPError, _ seconds: Double) -> String {
        let words = PlainText.heard(error.message)
        // Nothing is known of the service then, and the message names the proxy.
        if words.contains("proxy ") { return words }
        return switch error.code {
        case .refused: "connection refused"
        case .timedOut: "no answer within \(PostMortem.seconds(seconds))"
        case .resolution: "unknown host"
        case .tooLarge: "an answer of more than \(Self.maximumBytes >> 10) kB"
        case .malformed: "not an HTTP answer"
        case .tls, .cancelled, .other: words
        }
    }
}

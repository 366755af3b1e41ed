public import AutoSRECore
public import AutoSREPlatform

/// Reads a health address: the signal, independent of whoever acts, that decides whether a service has recovered.
public struct HTTPHealthVerifier: Verifier {
    /// None: the address tells of a change at once.
    public let latencySeconds = 0.0
    private let url: String
    private let client: HTTPClient
    private let now: @Sendable () -> Instant

    private static let maximumBytes = 64 << 10
    private static let maximumHops = 3

    /// Makes a verifier.
    /// - Parameters:
    ///   - url: the health address; healthy is HTTP 2xx with the JSON object's `status` being the string `healthy`.
    ///   - now: the time that readings carry.
    public init(url: String, client: HTTPClient, now: @escaping @Sendable () -> Instant) {
        (self.url, self.client, self.now) = (url, client, now)
    }

    /// One reading. However the answer drips, floods or hangs, it is over after `seconds`. A redirect
    /// is followed where it stays on the same host and port, because a signal that can be sent elsewhere is no signal.
    public func read(within seconds: Double) async -> HealthReading {
        let deadline = now().advanced(bySeconds: seconds)
        do {
            let (status, detail) = Self.judge(try await answer(until: deadline))
            return HealthReading(status, at: now(), detail: detail)
        } catch {
            return HealthReading(Self.isAnswer(error) ? .bad : .unknown, at: now(), detail: detail(error, seconds))
        }
    }

    private func answer(until deadline: Instant) async throws(HTTPError) -> HTTPResponse {
        var address = url
        var response: HTTPResponse
        var hops = 0
        repeat {
            let left = max(deadline.seconds(since: now()), 0.001)
            response = try await client.send(
                HTTPRequest(
                    url: address, headers: [("Accept", "application/json")], timeoutSeconds: left,
                    maximumBodyBytes: Self.maximumBytes))
            guard (300..<400).contains(response.status) else { break }
            guard let next = Self.sameOrigin(response, as: address) else { break }
            address = next
            hops += 1
        } while hops <= Self.maximumHops
        return response
    }

    /// Where a redirect leads, if it stays on the scheme, host and port of `address`.
    static func sameOrigin(_ response: HTTPResponse, as address: String) -> String? {
        guard let location = response.header("Location"), let start = address.firstRange(of: "://") else { return nil }
        let origin = address[..<start.upperBound] + address[start.upperBound...].prefix { $0 != "/" && $0 != "?" }
        if location.hasPrefix("/"), !location.hasPrefix("//") { return origin + location }
        let isSame = location == origin || location.hasPrefix(origin + "/") || location.hasPrefix(origin + "?")
        return isSame ? location : nil
    }

    /// Something that talks too much, or not HTTP, is there all the same, and not healthy.
    private static func isAnswer(_ error: HTTPError) -> Bool { error.code == .tooLarge || error.code == .malformed }

    private func detail(_ error: HTTPError, _ seconds: Double) -> String {
        switch error.code {
        case .refused: "connection refused"
        case .timedOut: "no answer within \(PostMortem.seconds(seconds))"
        case .resolution: "unknown host"
        case .tooLarge: "an answer of more than \(Self.maximumBytes >> 10) kB"
        case .malformed: "not an HTTP answer"
        case .tls, .cancelled, .other: PlainText.cut(PlainText.oneLine(error.message), to: 120)
        }
    }

    private struct Body: Decodable { let status: String }

    private static func judge(_ response: HTTPResponse) -> (HealthReading.Status, String) {
        let code = "HTTP \(response.status)"
        if (300..<400).contains(response.status) { return (.bad, "\(code), a redirect that is not followed") }
        guard (200..<300).contains(response.status) else { return (.bad, code) }
        do {
            let word = try JSON.decode(Body.self, from: response.body).status
            let shown = PlainText.cut(PlainText.oneLine(word), to: 40)
            return (word == "healthy" ? .good : .bad, "\(code) \(shown)")
        } catch DecodingError.dataCorrupted {
            return (.bad, "\(code), not JSON")
        } catch {
            return (.bad, "\(code), no status in it")
        }
    }
}

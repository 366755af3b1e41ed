public import AutoSRECore
public import AutoSREPlatform

/// Tells a Slack channel how a run ended: one `chat.postMessage` for each run.
///
/// https://docs.slack.dev/reference/methods/chat.postMessage. A failure is a telling with the error's name; the token
/// is in the request's header and nowhere else.
public struct SlackReporter: Reporter {
    /// Its name in journals.
    public let name = "slack"
    private let token: String
    private let channel: String
    private let endpoint: String
    /// Slack's host.
    public let destination: String?
    private let client: HTTPClient
    private let sleep: @Sendable (Double) async throws -> Void

    /// Together with a request for each try these keep the whole telling within 30 s.
    private static let requestSeconds = 5.0
    private static let totalSeconds = 30.0
    private static let retries = 2

    /// Makes a reporter; without token or channel it skips each telling and says so.
    /// - Parameters:
    ///   - apiURL: where Slack's methods are, with a slash at its end, as the settings have it.
    ///   - sleep: waits that many seconds, or throws where the run is interrupted.
    public init(
        token: String?, channel: String?, apiURL: String = "https://slack.com/api/", client: HTTPClient,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.token = token ?? ""
        self.channel = channel ?? ""
        endpoint = apiURL + "chat.postMessage"
        (self.client, self.sleep) = (client, sleep)
        destination = Self.host(of: endpoint)
    }

    /// Posts the message; obeys `Retry-After` twice at the most.
    public func tell(_ postMortem: PostMortem, isRepeat: Bool) async -> Telling {
        await tell(postMortem, isRepeat: isRepeat, leaving: { _ in })
    }

    /// The same; every attempt is listed before it is sent.
    public func tell(_ postMortem: PostMortem, isRepeat: Bool, leaving: @escaping Leaving) async -> Telling {
        func telling(_ status: Telling.Status, _ detail: String) -> Telling {
            Telling(reporter: name, status: status, detail: hidden(detail), isRepeat: isRepeat)
        }
        let missing = missingSettings
        guard missing.isEmpty else {
            return telling(.skipped, "Slack is not configured: \(missing.joined(separator: " and ")) not set")
        }
        do {
            return telling(.delivered, try await post(SlackMessage(postMortem, isRepeat: isRepeat), leaving))
        } catch {
            return telling(.failed, "\(error)")
        }
    }

    private static func host(of url: String) -> String {
        let rest = url.split(separator: "://", maxSplits: 1).last ?? ""
        return String(rest.prefix { $0 != "/" && $0 != "?" })
    }

    private var missingSettings: [String] {
        var missing: [String] = []
        if token.isEmpty { missing.append("SLACK_BOT_TOKEN") }
        if channel.isEmpty { missing.append("SLACK_CHANNEL_ID") }
        return missing
    }

    /// A proxy's or a library's words might repeat the request.
    private func hidden(_ detail: String) -> String {
        let pieces = token.isEmpty ? [detail[...]] : detail.split(separator: token, omittingEmptySubsequences: false)
        return PlainText.cut(PlainText.oneLine(pieces.joined(separator: "[token]")), to: 300)
    }

    private func post(_ message: SlackMessage, _ leaving: Leaving) async throws(SlackFailure) -> String {
        let body = try encoded(message)
        var waited = 0.0
        for attempt in 0...Self.retries {
            let response = try await send(body, leaving)
            guard response.status == 429 else { return try outcome(of: response) }
            let pause = SlackAnswer.retryAfter(response.header("Retry-After"))
            let requests = Double(attempt + 2) * Self.requestSeconds
            guard attempt < Self.retries, waited + pause + requests <= Self.totalSeconds else { break }
            do { try await sleep(pause) } catch { throw SlackFailure("interrupted while Slack asked to wait") }
            waited += pause
        }
        throw SlackFailure("Slack answered ratelimited (HTTP 429) and asks to wait too long")
    }

    private func encoded(_ message: SlackMessage) throws(SlackFailure) -> [UInt8] {
        let body: JSONValue = [
            "channel": .string(channel), "text": .string(message.text), "blocks": .array(message.blocks),
            "metadata": message.metadata, "unfurl_links": false, "unfurl_media": false,
        ]
        do { return try JSON.encode(body) } catch { throw SlackFailure("the message could not be encoded") }
    }

    private func send(_ body: [UInt8], _ leaving: Leaving) async throws(SlackFailure) -> HTTPResponse {
        do { try await leaving(body.count) } catch { throw SlackFailure("\(error)") }
        let request = HTTPRequest(
            method: "POST", url: endpoint,
            headers: [
                ("Content-Type", "application/json; charset=utf-8"), ("Authorization", "Bearer \(token)"),
            ], body: body, timeoutSeconds: Self.requestSeconds, maximumBodyBytes: 1 << 18)
        do { return try await client.send(request) } catch {
            throw SlackFailure("Slack could not be reached: \(error.message)")
        }
    }

    private func outcome(of response: HTTPResponse) throws(SlackFailure) -> String {
        let answer = try SlackAnswer(response)
        return "channel \(channel), message \(answer.timestamp)"
    }
}

import AutoSRECore
import AutoSREPlatform

/// Looks whether the bot may post: https://docs.slack.dev/reference/methods/auth.test. The token is in the request's
/// header and nowhere else.
struct SlackInspection {
    private let slack: SlackSettings
    private let client: HTTPClient

    init(_ slack: SlackSettings, client: HTTPClient) { (self.slack, self.client) = (slack, client) }

    func check() async -> Check {
        guard slack.isConfigured else {
            guard !slack.botToken.isEmpty || !slack.channelID.isEmpty else {
                return .ok("slack", "not configured: no post-mortem is posted")
            }
            let missing = slack.botToken.isEmpty ? "SLACK_BOT_TOKEN" : "SLACK_CHANNEL_ID"
            return .warn(
                "slack", "\(missing) is not set, so no post-mortem is posted", do: "set it, or neither of the two")
        }
        do throws(HTTPError) {
            async let info = channelAnswer()
            let test = try await slackAnswer("POST", "auth.test")
            let verdict = Self.verdict(test, channel: slack.channelID)
            guard verdict.status == .ok else { return verdict }
            return Self.verdict(verdict, SlackChannel(slack.channelID, await info, test))
        } catch {
            let advice =
                Integration.trustAdvice(error.message) ?? "check the network, the proxy and SLACK_API_URL"
            return .fail("slack", "cannot be reached: \(error.message)", do: advice)
        }
    }

    private func channelAnswer() async -> HTTPResponse? {
        let id = slack.channelID
        // An id; what else may be posted to cannot be looked up.
        guard id.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }) else { return nil }
        do { return try await slackAnswer("GET", "conversations.info?channel=\(id)") } catch { return nil }
    }

    private func slackAnswer(_ method: String, _ path: String) async throws(HTTPError) -> HTTPResponse {
        let type = (name: "Content-Type", value: "application/json; charset=utf-8")
        let isPost = method == "POST"
        let request = HTTPRequest(
            method: method, url: slack.apiURL + path,
            headers: [("Authorization", "Bearer \(slack.botToken)")] + (isPost ? [type] : []),
            body: isPost ? Array("{}".utf8) : nil, timeoutSeconds: CheckContext.seconds, maximumBodyBytes: 1 << 18)
        return try await client.send(request)
    }

    /// The token's verdict with what is known of the channel.
    private static func verdict(_ token: Check, _ channel: SlackChannel) -> Check {
        switch channel.standing {
        case .fine(let words): .ok("slack", "\(token.detail) (\(words))")
        case .unknown(let why): .ok("slack", "\(token.detail) (not checked: the channel, \(why))")
        case .poor(let words, let advice): .warn("slack", "\(token.detail), \(words)", do: advice)
        case .bad(let words, let advice): .fail("slack", "\(token.detail), \(words)", do: advice)
        }
    }

    private struct Answer: Decodable {
        let ok: Bool
        let error: String?
        let team: String?
        let user: String?
    }

    private static func verdict(_ response: HTTPResponse, channel: String) -> Check {
        do {
            let answer = try JSON.decode(Answer.self, from: response.body)
            guard answer.ok else {
                let error = answer.error ?? "no reason"
                return .fail(
                    "slack", "the token is refused: \(error)", do: "make a new SLACK_BOT_TOKEN with chat:write")
            }
            let scopes = response.header("X-OAuth-Scopes")?.split(separator: ",").map { $0.filter { $0 != " " } }
            if let scopes, !scopes.contains("chat:write") {
                return .fail(
                    "slack", "the token may not post", do: "give the app the scope chat:write and reinstall it")
            }
            let (user, team) = (answer.user ?? "a bot", answer.team ?? "a workspace")
            return .ok("slack", "\(user) of \(team), posts to \(channel)")
        } catch {
            let advice = response.mayBeProxys ? "check the proxy and SLACK_API_URL" : "check SLACK_API_URL"
            return .fail("slack", "\(response.code) without a result", do: advice)
        }
    }
}

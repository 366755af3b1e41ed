import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Doctor {
    /// Whether the bot may post: https://docs.slack.dev/reference/methods/auth.test. The token is in the request's
    /// header and nowhere else.
    func slack() async -> Check {
        let slack = configuration.slack
        guard slack.isConfigured else {
            guard !slack.botToken.isEmpty || !slack.channelID.isEmpty else {
                return .ok("slack", "not configured: no post-mortem is posted")
            }
            let missing = slack.botToken.isEmpty ? "SLACK_BOT_TOKEN" : "SLACK_CHANNEL_ID"
            return .warn(
                "slack", "\(missing) is not set, so no post-mortem is posted", do: "set it, or neither of the two")
        }
        let request = HTTPRequest(
            method: "POST", url: slack.apiURL + "auth.test",
            headers: [
                ("Authorization", "Bearer \(slack.botToken)"), ("Content-Type", "application/json; charset=utf-8"),
            ],
            body: Array("{}".utf8), timeoutSeconds: Self.seconds, maximumBodyBytes: 1 << 18)
        do throws(HTTPError) {
            return Self.verdict(try await client.send(request), channel: slack.channelID)
        } catch {
            return .fail(
                "slack", "cannot be reached: \(error.message)", do: "check the network, the proxy and SLACK_API_URL")
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
                let error = String((answer.error ?? "no reason").prefix(80))
                return .fail(
                    "slack", "the token is refused: \(error)", do: "make a new SLACK_BOT_TOKEN with chat:write")
            }
            let scopes = response.header("X-OAuth-Scopes")?.split(separator: ",").map { $0.filter { $0 != " " } }
            if let scopes, !scopes.contains("chat:write") {
                return .fail(
                    "slack", "the token may not post", do: "give the app the scope chat:write and reinstall it")
            }
            let (user, team) = (answer.user ?? "a bot", answer.team ?? "a workspace")
            return .ok("slack", "\(user.prefix(80)) of \(team.prefix(80)), posts to \(channel)")
        } catch {
            return .fail("slack", "HTTP \(response.status) without a result", do: "check SLACK_API_URL")
        }
    }
}

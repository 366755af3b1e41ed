import AutoSRECore
import AutoSREPlatform

/// What can be seen of a channel without posting to it: https://docs.slack.dev/reference/methods/conversations.info.
/// The scope for that (`channels:read`) is not needed for posting, so that not seeing it is no fault.
struct SlackChannel {
    enum Standing: Equatable {
        case fine(String)
        case unknown(String)
        case poor(String, advice: String)
        case bad(String, advice: String)
    }

    let standing: Standing

    private struct Answer: Decodable {
        struct Channel: Decodable {
            let name: String?
            let is_archived: Bool?
            let is_member: Bool?
            let is_private: Bool?
            let is_im: Bool?
            let is_read_only: Bool?
        }
        let ok: Bool
        let error: String?
        let channel: Channel?
    }

    private static let advice = "correct SLACK_CHANNEL_ID, or invite the app to the channel"

    /// - Parameters:
    ///   - answer: to `conversations.info`; nil where none came.
    ///   - test: the answer to `auth.test`, whose header names the token's scopes.
    init(_ id: String, _ answer: HTTPResponse?, _ test: HTTPResponse) {
        guard let answer else {
            standing = .unknown("\(id) gave no answer")
            return
        }
        guard let said = try? JSON.decode(Answer.self, from: answer.body) else {
            standing = .unknown("\(answer.code) without a result")
            return
        }
        guard said.ok, let channel = said.channel else {
            standing = Self.refusal(said.error ?? "no reason", id)
            return
        }
        standing = Self.standing(channel, test)
    }

    private static func refusal(_ error: String, _ id: String) -> Standing {
        // Only an id can be looked up; a name may be posted to all the same.
        let isID = "CGD".contains(id.first ?? " ") && id.allSatisfy { $0.isUppercase || $0.isNumber }
        guard error == "channel_not_found", isID else { return .unknown(error) }
        return .bad("which this token cannot see (channel_not_found)", advice: advice)
    }

    private static func standing(_ channel: Answer.Channel, _ test: HTTPResponse) -> Standing {
        let name = channel.name.map { "#\($0)" } ?? "it"
        if channel.is_archived == true { return .bad("but \(name) is archived (is_archived)", advice: advice) }
        if channel.is_read_only == true {
            return .poor("but \(name) is read-only", advice: "let the app post there, or set another SLACK_CHANNEL_ID")
        }
        guard channel.is_member == false, channel.is_im != true else { return .fine("\(name) is there") }
        let scopes = test.header("X-OAuth-Scopes")?.split(separator: ",").map { $0.filter { $0 != " " } } ?? []
        if scopes.contains("chat:write.public"), channel.is_private != true { return .fine("\(name) is public") }
        return .poor(
            "but the bot is not in \(name) (not_in_channel)",
            advice: "invite it to the channel, or give the app the scope chat:write.public")
    }
}

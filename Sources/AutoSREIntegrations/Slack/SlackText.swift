import AutoSRECore

/// Text for Slack's mrkdwn, by https://docs.slack.dev/messaging/formatting-message-text: `&`, `<` and `>` escaped, and
/// nothing that calls a whole channel.
enum SlackText {
    /// One line of at most `limit` characters as Slack counts them.
    static func line(_ text: String, limit: Int) -> String {
        PlainText.fit(withoutMentions(PlainText.oneLine(text)), to: limit) { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(character)
            }
        }
    }

    /// Puts a zero-width space behind each `@` that begins a call to a channel.
    private static func withoutMentions(_ text: String) -> String {
        guard text.contains("@") else { return text }
        var out = ""
        var rest = text[...]
        while let at = rest.firstIndex(of: "@") {
            let after = rest.index(after: at)
            out += rest[...at]
            rest = rest[after...]
            let word = rest.prefix(8).lowercased()
            if ["channel", "here", "everyone"].contains(where: word.hasPrefix) { out += "\u{200B}" }
        }
        return out + rest
    }
}

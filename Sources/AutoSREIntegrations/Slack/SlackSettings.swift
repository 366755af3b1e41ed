public import AutoSREConfiguration

/// Where post-mortems are posted.
public struct SlackSettings: SettingsGroup, Hashable {
    /// `SLACK_BOT_TOKEN`; empty for none.
    public var botToken = ""
    /// `SLACK_CHANNEL_ID`; empty for none.
    public var channelID = ""
    /// `SLACK_API_URL`, always with a slash at the end.
    public var apiURL = "https://slack.com/api/"

    /// The defaults.
    public init() {}

    /// Whether there is anything to post with: a token and a channel.
    public var isConfigured: Bool { !botToken.isEmpty && !channelID.isEmpty }
}

extension Configuration {
    /// Where post-mortems are posted.
    public var slack: SlackSettings {
        get { self[SlackSettings.self] }
        set { self[SlackSettings.self] = newValue }
    }
}

extension SlackSettings {
    static let section = SettingsSection(
        "Slack",
        [
            Setting(
                "SLACK_BOT_TOKEN", key: "token", \SlackSettings.botToken, .token, isSecret: true,
                "The bot's token (`xoxb-…`). Without a token and a channel no post-mortem is posted."),
            Setting(
                "SLACK_CHANNEL_ID", key: "channel", \SlackSettings.channelID, .name(limit: 80),
                "The channel for post-mortems (`C…`)."),
            Setting(
                "SLACK_API_URL", key: "api_url", \SlackSettings.apiURL, .folder,
                "Where Slack's web API is; another address for a proxy or a test."),
        ])
}

import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// Post-mortems in a Slack channel.
    public static let slack = Integration(
        "slack", "post-mortems in a Slack channel", role: .shared, settings: [SlackSettings.section],
        sends: ["slack": .notification],
        checks: { [await SlackInspection($0.configuration.slack, client: $0.client).check()] },
        connect: { context in
            let (slack, world) = (context.configuration.slack, context.world)
            var parts = IntegrationParts()
            parts.notifiers = [
                SlackNotifier(
                    token: slack.botToken, channel: slack.channelID, apiURL: slack.apiURL, client: context.client,
                    sleep: { seconds in try await world.sleep(until: world.now().advanced(bySeconds: seconds)) })
            ]
            return parts
        })
}

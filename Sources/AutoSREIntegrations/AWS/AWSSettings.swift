public import AutoSREConfiguration

/// Amazon Web Services: credentials and what is watched.
public struct AWSSettings: SettingsGroup, Hashable {
    /// `AWS_REGION`.
    public var region = "us-east-1"
    /// `AWS_ACCESS_KEY_ID`; empty for the default credential chain.
    public var accessKeyID = ""
    /// `AWS_SECRET_ACCESS_KEY`; empty for the default credential chain.
    public var secretAccessKey = ""
    /// `AWS_SESSION_TOKEN`; empty for long-lived keys.
    public var sessionToken = ""
    /// `USE_AWS_INTEGRATION`: CloudWatch and Lambda instead of the dashboard.
    public var isUsed = false
    /// `CLOUDWATCH_ALARM_NAMES`; empty for those that are about the function.
    public var alarmNames: [String] = []
    /// AWS's own variables (`AWS_…`) as environment and `.env` have them together, blank ones left out: what AWS's
    /// tools read besides the settings above, such as `AWS_PROFILE` and `AWS_ENDPOINT_URL`.
    public internal(set) var variables: [String: String] = [:]

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// Amazon Web Services: credentials and what is watched.
    public var aws: AWSSettings {
        get { self[AWSSettings.self] }
        set { self[AWSSettings.self] = newValue }
    }
}

extension AWSSettings {
    static let section = SettingsSection(
        "AWS",
        [
            Setting(
                "AWS_REGION", key: "region", \AWSSettings.region, .identifier(limit: 64, marks: "-"),
                "The AWS region, for Bedrock too. Unset: `AWS_DEFAULT_REGION`, the profile's, then the default here. All "
                    + "of AWS's own variables count, from `.env` too: `AWS_PROFILE`, `AWS_ENDPOINT_URL`, "
                    + "`AWS_CA_BUNDLE`, …"),
            Setting(
                "AWS_ACCESS_KEY_ID", key: "access_key_id", \AWSSettings.accessKeyID, .token, isSecret: true,
                "The access key. Leave it out for the default credential chain."),
            Setting(
                "AWS_SECRET_ACCESS_KEY", key: "secret_access_key", \AWSSettings.secretAccessKey, .token, isSecret: true,
                "The access key's secret. Leave it out for the default credential chain."),
            Setting(
                "AWS_SESSION_TOKEN", key: "session_token", \AWSSettings.sessionToken, .token, isSecret: true,
                "The session token that belongs to temporary keys."),
            Setting(
                "USE_AWS_INTEGRATION", \AWSSettings.isUsed, .boolean,
                "Use CloudWatch and Lambda instead of the dashboard. The alias is really moved, whatever `UI_STUB` says; "
                    + "`--dry-run` looks only."),
            Setting(
                "CLOUDWATCH_ALARM_NAMES", key: "alarms", \AWSSettings.alarmNames, .names(count: 100, limit: 255),
                "The alarms that count; empty for those that are about the function (docs/aws.md)."),
        ], readMore: read)

    /// Takes AWS's own variables, and keeps keys together that belong together: a session token in `.env` is of no use
    /// to a key of the environment, and would have every call refused.
    @Sendable private static func read(_ variables: Variables, into configuration: inout Configuration) {
        configuration.aws.variables = variables.values(prefix: "AWS_")
        guard variables.isOfEnvironment("AWS_ACCESS_KEY_ID") else { return }
        for name in ["AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"] where variables.isOfDotEnv(name) {
            configuration.aws.variables[name] = nil
            if name == "AWS_SESSION_TOKEN" { configuration.unset(name) }
        }
    }
}

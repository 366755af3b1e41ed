extension Setting {
    /// Every setting, in the order of the reference page. Names and defaults are those of the original's table.
    static let all: [Setting] = aws + bedrock + slack + dashboard + lambda + storage + workflow + ui + policy

    private static let aws: [Setting] = [
        Setting(
            "AWS_REGION", .aws, \.aws.region, .identifier(limit: 64, marks: "-"),
            "The AWS region, for Bedrock too. Unset: `AWS_DEFAULT_REGION`, the profile's, then the default here. All "
                + "of AWS's own variables count, from `.env` too: `AWS_PROFILE`, `AWS_ENDPOINT_URL`, `AWS_CA_BUNDLE`, …"
        ),
        Setting(
            "AWS_ACCESS_KEY_ID", .aws, \.aws.accessKeyID, .token, isSecret: true,
            "The access key. Leave it out for the default credential chain."),
        Setting(
            "AWS_SECRET_ACCESS_KEY", .aws, \.aws.secretAccessKey, .token, isSecret: true,
            "The access key's secret. Leave it out for the default credential chain."),
        Setting(
            "AWS_SESSION_TOKEN", .aws, \.aws.sessionToken, .token, isSecret: true,
            "The session token that belongs to temporary keys."),
        Setting(
            "USE_AWS_INTEGRATION", .aws, \.aws.isUsed, .boolean,
            "Use CloudWatch and Lambda instead of the dashboard. The alias is really moved, whatever `UI_STUB` says; "
                + "`--dry-run` looks only."),
        Setting(
            "CLOUDWATCH_ALARM_NAMES", .aws, \.aws.alarmNames, .names(count: 100, limit: 255),
            "The alarms that count; empty for those that are about the function (docs/aws.md)."),
    ]

    private static let bedrock: [Setting] = [
        Setting(
            "REASONING_USE_BEDROCK", .bedrock, \.bedrock.isUsed, .boolean,
            "Ask the model for the diagnosis, beside the local engine."),
        Setting(
            "NOVA_MODEL_ID", .bedrock, \.bedrock.modelID, .name(limit: 2048),
            "The Bedrock model for root-cause analysis: an id, an inference profile or an ARN."),
        Setting(
            "BEDROCK_READ_TIMEOUT_SECONDS", .bedrock, \.bedrock.readTimeoutSeconds, .seconds,
            "How long the model may take to answer, each time that it is asked."),
        Setting(
            "AWS_BEARER_TOKEN_BEDROCK", .bedrock, \.bedrock.bearerToken, .token, isSecret: true,
            "A Bedrock API key, used in place of AWS credentials. Sent over https only."),
        Setting(
            "AUTOSRE_MODEL_BUDGET_SECONDS", .bedrock, \.bedrock.budgetSeconds, .seconds,
            "How long all questions to the model together may take, retries included, once the local engine knows what "
                + "it would do."),
        Setting(
            "AUTOSRE_MODEL_PROMPT_BYTES", .bedrock, \.bedrock.promptBytes, .whole(8192...1_000_000),
            "How much text about an incident the model is sent at the most, in bytes."),
        Setting(
            "AUTOSRE_MODEL_PRICE", .bedrock, \.bedrock.price, .price,
            "What the model costs in US dollars for a million tokens, read and written, such as `0.33/2.75`. Empty: no "
                + "cost is shown."),
        Setting(
            "REASONING_FALLBACK", .bedrock, \.bedrock.fallback, .word,
            "What happens when the model fails for good: `escalate` asks a person, `local` lets the local engine's "
                + "diagnosis stand."),
    ]

    private static let slack: [Setting] = [
        Setting(
            "SLACK_BOT_TOKEN", .slack, \.slack.botToken, .token, isSecret: true,
            "The bot's token (`xoxb-…`). Without a token and a channel no post-mortem is posted."),
        Setting(
            "SLACK_CHANNEL_ID", .slack, \.slack.channelID, .name(limit: 80),
            "The channel for post-mortems (`C…`)."),
        Setting(
            "SLACK_API_URL", .slack, \.slack.apiURL, .folder,
            "Where Slack's web API is; another address for a proxy or a test."),
    ]

    private static let dashboard: [Setting] = [
        Setting(
            "OPERATIONS_DASHBOARD_URL", .dashboard, \.dashboard.url, .base,
            "The operations dashboard that the agent drives."),
        Setting(
            "METRICS_URL", .dashboard, \.dashboard.metricsURL, .address,
            "The health address that recovery is verified at. Empty: `OPERATIONS_DASHBOARD_URL` + `/api/health`.",
            advice: { $0.contains("@") ? "a user name and password go into METRICS_HEADERS" : nil }),
        Setting(
            "METRICS_HEADERS", .dashboard, \.health.headers, .headers, isSecret: true,
            "Headers for the health address, such as `Authorization: Bearer …`; they go to no other address."),
        Setting(
            "METRICS_HEALTHY", .dashboard, \.health.expectation, .expectation,
            "What counts as healthy: the words, the place in a JSON answer, or both. Empty: the usual words at `/status`."
        ),
        Setting(
            "INCIDENT_SOURCE", .dashboard, \.dashboard.incidentSource, .word,
            "Where incidents come from."),
    ]

    private static let lambda: [Setting] = [
        Setting(
            "LAMBDA_FUNCTION_NAME", .lambda, \.lambda.functionName, .identifier(limit: 170, marks: "-_.:$"),
            "The function to roll back when `USE_AWS_INTEGRATION=true`."),
        Setting(
            "LAMBDA_ALIAS_NAME", .lambda, \.lambda.aliasName, .identifier(limit: 128, marks: "-_"),
            "The alias to roll back."),
        Setting(
            "LAMBDA_LOG_GROUP_NAME", .lambda, \.lambda.logGroupName, .identifier(limit: 512, marks: "-_./#"),
            "The log group to read. Empty: `/aws/lambda/` + `LAMBDA_FUNCTION_NAME`."),
    ]

    private static let storage: [Setting] = [
        Setting(
            "LOG_STORAGE_DATA_DIR", .storage, \.storage.dataDirectory, .path,
            "The folder that incidents, journals and evidence are kept in. Empty: in memory only, no file is left.")
    ]

    private static let workflow: [Setting] = [
        Setting(
            "REASONING_MAX_RETRIES", .workflow, \.workflow.reasoningMaxRetries, .whole(0...100),
            "How often reasoning is tried again after a failure, before a person is asked."),
        Setting(
            "RECOVERY_VERIFY_TIMEOUT_SECONDS", .workflow, \.workflow.recoveryVerifyTimeoutSeconds, .seconds,
            "How long to wait for the service to be healthy before the run counts as not recovered."),
        Setting(
            "AUTOSRE_STABLE_SECONDS", .workflow, \.workflow.stableSeconds, .seconds(upTo: 600),
            "How long the service must stand healthy, over three readings at least, to count as recovered; never more "
                + "than a third of `RECOVERY_VERIFY_TIMEOUT_SECONDS`."),
    ]

    private static let ui: [Setting] = [
        Setting(
            "UI_STUB", .ui, \.ui.isStub, .boolean,
            "`true` only logs the planned clicks and touches nothing; `false` acts."),
        Setting(
            "UI_DRIVER", .ui, \.ui.driver, .word,
            "What acts when `UI_STUB=false`. `auto` takes the best there is: `nova-act` where there is a key, "
                + "`browser` where Chromium is installed, and `http`; the next takes over where nothing was done."),
        Setting(
            "AUTOSRE_WEBDRIVER_URL", .ui, \.ui.webDriverURL, .base,
            "A W3C WebDriver to use (Selenium grid, geckodriver, a remote Chrome). Empty: this machine's Chromium."),
        Setting(
            "AUTOSRE_UI_MAP", .ui, \.ui.mapPath, .path,
            "A YAML file that says how a person works the dashboard. Empty: the pages of the operations dashboard. "
                + "`${NAME}` in it is the variable `NAME`, or what the file `NAME_FILE` names holds."),
        Setting(
            "AUTOSRE_UI_STEP_SECONDS", .ui, \.ui.stepSeconds, .seconds(from: 1, upTo: 120),
            "How long a page may take to load and to show what is expected, at each step in a browser; its start may take "
                + "twice as long."),
        Setting(
            "AUTOSRE_INSTANCE_SECONDS", .ui, \.ui.instanceSeconds, .seconds(from: 1, upTo: 600),
            "How long one instance may take to be replaced. What was asked for, and what no answer or state shows yet, is "
                + "watched for so long for each instance and once more; it is never asked for again."),
        Setting(
            "NOVA_ACT_API_KEY", .ui, \.ui.novaActAPIKey, .token, isSecret: true,
            "The key for Nova Act, of 36 characters."),
        Setting(
            "AUTOSRE_NOVA_ACT_DIR", .ui, \.ui.novaActDirectory, .path,
            "The folder with Nova Act's side-car, as `make nova-act` makes it. Empty: `NovaAct` beside the program or in "
                + "its checkout, else `autosre/NovaAct` in `XDG_DATA_HOME`."),
        Setting(
            "AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS", .ui, \.ui.novaActSeconds, .seconds,
            "How long Nova Act may work on one action once it has begun."),
    ]

    private static let policy: [Setting] = [
        Setting(
            "AUTOSRE_POLICY", .policy, \.policyPath, .path,
            "A YAML file that says what the agent may do without asking. Empty: the defaults below.")
    ]
}

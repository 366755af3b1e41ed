import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore
import Testing

/// The specification's table of settings.
@Suite(.timeLimit(.minutes(1)))
struct DefaultsTests {
    @Test(arguments: [
        "shop-fn", "shop-fn:live", "1:function:shop-fn", "arn:aws:lambda:eu-west-1:1:function:shop-fn:live",
    ])
    func theLogGroupIsOfTheBareName(function: String) {
        var configuration = Configuration()
        configuration.lambda.functionName = function
        #expect(configuration.lambda.effectiveLogGroupName == "/aws/lambda/shop-fn")
    }

    @Test("An empty environment gives the table's defaults, and so does a blank value of every setting")
    func defaults() throws {
        let blanks = Dictionary(uniqueKeysWithValues: settingNames.map { ($0, " \t") })
        for environment in [[:], blanks] {
            let configuration = try Configuration.read(environment: environment, dotenv: nil)
            #expect(configuration.aws.region == "us-east-1")
            #expect(configuration.aws.accessKeyID.isEmpty && configuration.aws.secretAccessKey.isEmpty)
            #expect(configuration.aws.sessionToken.isEmpty && configuration.aws.alarmNames.isEmpty)
            #expect(!configuration.aws.isUsed && !configuration.bedrock.isUsed)
            #expect(configuration.bedrock.modelID == "us.amazon.nova-2-lite-v1:0")
            #expect(configuration.bedrock.readTimeoutSeconds == 300 && configuration.bedrock.budgetSeconds == 60)
            #expect(configuration.bedrock.promptBytes == 32_768 && configuration.bedrock.price == nil)
            #expect(configuration.bedrock.fallback == .escalate && configuration.bedrock.bearerToken.isEmpty)
            #expect(configuration.slack.botToken.isEmpty && configuration.slack.channelID.isEmpty)
            #expect(configuration.slack.apiURL == "https://slack.com/api/" && !configuration.slack.isConfigured)
            #expect(configuration.dashboard.url == "http://localhost:3000")
            #expect(configuration.dashboard.metricsURL.isEmpty)
            #expect(configuration.dashboard.healthURL == "http://localhost:3000/api/health")
            #expect(configuration.simulator.incidentSource == .simulated)
            #expect(configuration.health.headers.isEmpty && configuration.health.expectation == HealthExpectation())
            #expect(configuration.limits.stableSeconds == 3)
            #expect(configuration.lambda.functionName.isEmpty && configuration.lambda.logGroupName.isEmpty)
            #expect(configuration.lambda.aliasName == "live")
            #expect(configuration.storage.dataDirectory.isEmpty)
            #expect(configuration.workflow.reasoningMaxRetries == 2)
            #expect(configuration.workflow.recoveryVerifyTimeoutSeconds == 120)
            #expect(configuration.ui.isStub && configuration.ui.driver == .auto)
            #expect(configuration.novaAct.apiKey.isEmpty && configuration.policyPath.isEmpty)
            #expect(configuration.browser.webDriverURL.isEmpty && configuration.browser.mapPath.isEmpty)
            #expect(configuration.secrets.isEmpty && configuration.warnings.isEmpty)
        }
    }

    /// A value for every setting, and what the tree says then.
    private static let values: [String: (String, @Sendable (Configuration) -> Bool)] = [
        "AWS_REGION": ("eu-central-1", { $0.aws.region == "eu-central-1" }),
        "AWS_ACCESS_KEY_ID": ("AKIAX", { $0.aws.accessKeyID == "AKIAX" }),
        "AWS_SECRET_ACCESS_KEY": ("s/+=", { $0.aws.secretAccessKey == "s/+=" }),
        "AWS_SESSION_TOKEN": ("tok", { $0.aws.sessionToken == "tok" }),
        "USE_AWS_INTEGRATION": ("on", { $0.aws.isUsed }),
        "CLOUDWATCH_ALARM_NAMES": ("one two , three,,", { $0.aws.alarmNames == ["one two", "three"] }),
        "REASONING_USE_BEDROCK": ("yes", { $0.bedrock.isUsed }),
        "NOVA_MODEL_ID": ("arn:aws:bedrock:x", { $0.bedrock.modelID == "arn:aws:bedrock:x" }),
        "BEDROCK_READ_TIMEOUT_SECONDS": ("0.5", { $0.bedrock.readTimeoutSeconds == 0.5 }),
        "AWS_BEARER_TOKEN_BEDROCK": ("bearer", { $0.bedrock.bearerToken == "bearer" }),
        "AUTOSRE_MODEL_BUDGET_SECONDS": ("5", { $0.bedrock.budgetSeconds == 5 }),
        "AUTOSRE_MODEL_PROMPT_BYTES": ("8192", { $0.bedrock.promptBytes == 8192 }),
        "AUTOSRE_MODEL_PRICE": ("0.33/2.75", { $0.bedrock.price?.input == 0.33 && $0.bedrock.price?.output == 2.75 }),
        "REASONING_FALLBACK": ("Local", { $0.bedrock.fallback == .local }),
        "SLACK_BOT_TOKEN": ("xoxb-1", { $0.slack.botToken == "xoxb-1" }),
        "SLACK_CHANNEL_ID": ("C1", { $0.slack.channelID == "C1" }),
        "SLACK_API_URL": ("http://127.0.0.1:9/api", { $0.slack.apiURL == "http://127.0.0.1:9/api/" }),
        "OPERATIONS_DASHBOARD_URL": ("http://shop/", { $0.dashboard.healthURL == "http://shop/api/health" }),
        "METRICS_URL": ("http://m/x/health?y=1", { $0.dashboard.healthURL == "http://m/x/health?y=1" }),
        "METRICS_HEADERS": ("X-Api-Key: k:1", { $0.health.headers.map { "\($0)=\($1)" } == ["X-Api-Key=k:1"] }),
        "METRICS_HEALTHY": ("/state = Ok", { $0.health.expectation == .init(pointer: "/state", words: ["ok"]) }),
        "AUTOSRE_STABLE_SECONDS": ("0.2", { $0.limits.stableSeconds == 0.2 }),
        "AUTOSRE_APPROVAL_SECONDS": ("600", { $0.limits.approvalSeconds == 600 }),
        "INCIDENT_SOURCE": ("Simulated", { $0.simulator.incidentSource == .simulated }),
        "LAMBDA_FUNCTION_NAME": ("shop-fn", { $0.lambda.effectiveLogGroupName == "/aws/lambda/shop-fn" }),
        "LAMBDA_ALIAS_NAME": ("prod", { $0.lambda.aliasName == "prod" }),
        "LAMBDA_LOG_GROUP_NAME": ("/custom/group", { $0.lambda.effectiveLogGroupName == "/custom/group" }),
        "LOG_STORAGE_DATA_DIR": ("my data", { $0.storage.dataDirectory == "my data" }),
        "REASONING_MAX_RETRIES": ("0", { $0.workflow.reasoningMaxRetries == 0 && $0.limits.reasoningRetries == 0 }),
        "RECOVERY_VERIFY_TIMEOUT_SECONDS": ("1e1", { $0.limits.verificationSeconds == 10 }),
        "UI_STUB": ("FALSE", { !$0.ui.isStub }),
        "UI_DRIVER": ("nova-act", { $0.ui.driver == .novaAct }),
        "AUTOSRE_WEBDRIVER_URL": ("http://grid:4444/wd/hub/", { $0.browser.webDriverURL == "http://grid:4444/wd/hub" }),
        "AUTOSRE_UI_MAP": ("ui-map.yaml", { $0.browser.mapPath == "ui-map.yaml" }),
        "AUTOSRE_UI_STEP_SECONDS": ("2.5", { $0.browser.stepSeconds == 2.5 }),
        "AUTOSRE_INSTANCE_SECONDS": ("600", { $0.ui.instanceSeconds == 600 }),
        "AUTOSRE_NOVA_ACT_DIR": ("/opt/nova", { $0.novaAct.directory == "/opt/nova" }),
        "AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS": ("7", { $0.novaAct.seconds == 7 }),
        "NOVA_ACT_API_KEY": ("key", { $0.novaAct.apiKey == "key" }),
    ]

    @Test("Every setting arrives in the tree, from the environment and from .env")
    func arrival() throws {
        #expect(Set(Self.values.keys).union(["AUTOSRE_POLICY"]) == Set(settingNames))
        for (name, (value, arrived)) in Self.values {
            // An answer needs a journal.
            let beside = name == "AUTOSRE_APPROVAL_SECONDS" ? ["LOG_STORAGE_DATA_DIR": "data"] : [:]
            let environment = beside.merging([name: value]) { $1 }
            let fromEnvironment = try Configuration.read(environment: environment, dotenv: nil)
            #expect(arrived(fromEnvironment), "\(name)")
            #expect(fromEnvironment.line(name)?.source == "environment", "\(name)")
            let fromFile = try Configuration.read(environment: beside, dotenv: "\(name)=\(value)\n")
            #expect(arrived(fromFile), "\(name)")
            #expect(fromFile.line(name)?.source == ".env", "\(name)")
        }
    }

    @Test("Slack counts as configured with both a token and a channel")
    func slackConfigured() throws {
        let token = try Configuration.read(environment: ["SLACK_BOT_TOKEN": "x"], dotenv: nil)
        let both = try Configuration.read(environment: ["SLACK_BOT_TOKEN": "x", "SLACK_CHANNEL_ID": "C"], dotenv: nil)
        #expect(!token.slack.isConfigured && both.slack.isConfigured)
    }
}

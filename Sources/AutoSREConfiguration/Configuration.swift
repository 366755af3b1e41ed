public import AutoSRECore

/// All settings of one process: a tree of plain structs whose initial values are the defaults.
///
/// `Configuration()` is the defaults alone, which is what the newcomer's demo starts from; `load` reads the
/// environment and `.env` over them. Names, meanings and bounds are in `Setting.all`.
public struct Configuration: Sendable {
    /// Amazon Web Services: credentials and what is watched.
    public var aws = AWS()
    /// The model that may diagnose.
    public var bedrock = Bedrock()
    /// Where post-mortems are posted.
    public var slack = Slack()
    /// The operations dashboard and its health signal.
    public var dashboard = Dashboard()
    /// How the health address is asked, and what its answer means.
    public var health = Health()
    /// The Lambda function that may be rolled back.
    public var lambda = Lambda()
    /// Where runs are kept.
    public var storage = Storage()
    /// The bounds of a run.
    public var workflow = Workflow()
    /// How actions are carried out.
    public var ui = UI()
    /// Proxies and certificates as environment and `.env` have them together, by upper-case name.
    public internal(set) var networkVariables: [String: String] = [:]
    /// The path of the policy file, as set; empty for the defaults (`AUTOSRE_POLICY`).
    public var policyPath = ""

    /// What the agent may do without asking: the policy file's values over the defaults.
    public internal(set) var policy = Policy()
    /// Lines for stderr about what looks like a mistake but is not an error.
    public internal(set) var warnings: [String] = []

    /// Where each setting that is not at its default came from, by name.
    var sources: [String: SettingSource] = [:]
    /// The keys that the policy file sets.
    var policyKeys: Set<String> = []

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// Amazon Web Services: credentials and what is watched.
    public struct AWS: Sendable, Hashable {
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
    }

    /// The model that may diagnose.
    public struct Bedrock: Sendable, Hashable {
        /// `REASONING_USE_BEDROCK`: ask the model instead of the local engine.
        public var isUsed = false
        /// `NOVA_MODEL_ID`: a model's or inference profile's id or ARN.
        public var modelID = "us.amazon.nova-2-lite-v1:0"
        /// `BEDROCK_READ_TIMEOUT_SECONDS`.
        public var readTimeoutSeconds = 300.0
        /// `AWS_BEARER_TOKEN_BEDROCK`: an API key in place of signatures; empty for none.
        public var bearerToken = ""
        /// `AUTOSRE_MODEL_BUDGET_SECONDS`.
        public var budgetSeconds = 60.0
        /// `AUTOSRE_MODEL_PROMPT_BYTES`.
        public var promptBytes = 32_768
        /// `AUTOSRE_MODEL_PRICE`; nil shows no cost.
        public var price: ModelPrice?
        /// `REASONING_FALLBACK`.
        public var fallback = ReasoningFallback.escalate
    }

    /// Where post-mortems are posted.
    public struct Slack: Sendable, Hashable {
        /// `SLACK_BOT_TOKEN`; empty for none.
        public var botToken = ""
        /// `SLACK_CHANNEL_ID`; empty for none.
        public var channelID = ""
        /// `SLACK_API_URL`, always with a slash at the end.
        public var apiURL = "https://slack.com/api/"

        /// Whether there is anything to post with: a token and a channel.
        public var isConfigured: Bool { !botToken.isEmpty && !channelID.isEmpty }
    }

    /// The operations dashboard and its health signal.
    public struct Dashboard: Sendable, Hashable {
        /// `OPERATIONS_DASHBOARD_URL`, never with a slash at the end.
        public var url = "http://localhost:3000"
        /// `METRICS_URL`; empty for the dashboard's own health address.
        public var metricsURL = ""
        /// `INCIDENT_SOURCE`.
        public var incidentSource = IncidentSourceName.simulated

        /// The address that recovery is verified at: `metricsURL`, else the dashboard's `/api/health`.
        public var healthURL: String { metricsURL.isEmpty ? url + "/api/health" : metricsURL }
    }

    /// How the health address is asked, and what its answer means.
    public struct Health: Sendable {
        /// `METRICS_HEADERS`: names and values, for the health address alone.
        public var headers: [(String, String)] = []
        /// `METRICS_HEALTHY`.
        public var expectation = HealthExpectation()
    }

    /// The Lambda function that may be rolled back.
    public struct Lambda: Sendable, Hashable {
        /// `LAMBDA_FUNCTION_NAME`; empty for none.
        public var functionName = ""
        /// `LAMBDA_ALIAS_NAME`.
        public var aliasName = "live"
        /// `LAMBDA_LOG_GROUP_NAME`; empty for the function's own.
        public var logGroupName = ""

        /// The log group to read: `logGroupName`, else the function's own; empty without a function.
        public var effectiveLogGroupName: String {
            guard logGroupName.isEmpty, !functionName.isEmpty else { return logGroupName }
            // A name, NAME:QUALIFIER, ACCOUNT:function:NAME or a whole ARN.
            let parts = functionName.split(separator: ":")
            let name = parts.firstIndex(of: "function").map { parts.dropFirst($0 + 1).first ?? "" } ?? parts.first
            return "/aws/lambda/\(name ?? "")"
        }
    }

    /// Where runs are kept.
    public struct Storage: Sendable, Hashable {
        /// `LOG_STORAGE_DATA_DIR`; empty for memory only.
        public var dataDirectory = ""
    }

    /// The bounds of a run.
    public struct Workflow: Sendable, Hashable {
        /// `REASONING_MAX_RETRIES`.
        public var reasoningMaxRetries = 2
        /// `RECOVERY_VERIFY_TIMEOUT_SECONDS`.
        public var recoveryVerifyTimeoutSeconds = 120.0
        /// `AUTOSRE_STABLE_SECONDS`.
        public var stableSeconds = 3.0
    }

    /// How actions are carried out.
    public struct UI: Sendable, Hashable {
        /// `UI_STUB`: actions are only logged.
        public var isStub = true
        /// `UI_DRIVER`.
        public var driver = UIDriver.auto
        /// `AUTOSRE_WEBDRIVER_URL`; empty for the Chromium of this machine.
        public var webDriverURL = ""
        /// `AUTOSRE_UI_MAP`: the path of a map; empty for the one of the operations dashboard.
        public var mapPath = ""
        /// `AUTOSRE_UI_STEP_SECONDS`.
        public var stepSeconds = 10.0
        /// `AUTOSRE_INSTANCE_SECONDS`.
        public var instanceSeconds = 20.0
        /// `NOVA_ACT_API_KEY`; empty for none.
        public var novaActAPIKey = ""
        /// `AUTOSRE_NOVA_ACT_DIR`: the folder of Nova Act's side-car; empty for the usual places.
        public var novaActDirectory = ""
        /// `AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS`.
        public var novaActSeconds = 120.0
    }
}

/// The words of `INCIDENT_SOURCE`.
public enum IncidentSourceName: String, Sendable, CaseIterable {
    /// The built-in simulator.
    case simulated
}

/// The words of `REASONING_FALLBACK`.
public enum ReasoningFallback: String, Sendable, CaseIterable {
    /// A person decides.
    case escalate
    /// The local engine's diagnosis stands.
    case local
}

/// What a model costs, in US dollars for a million tokens.
public struct ModelPrice: Sendable, Hashable {
    /// Of what it reads.
    public let input: Double
    /// Of what it writes.
    public let output: Double
}

/// The words of `UI_DRIVER`.
public enum UIDriver: String, Sendable, CaseIterable {
    /// The best one there is.
    case auto
    /// A real browser.
    case browser
    /// The dashboard's API.
    case http
    /// Amazon Nova Act.
    case novaAct = "nova-act"
}

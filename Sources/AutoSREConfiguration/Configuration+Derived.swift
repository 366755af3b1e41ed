public import AutoSRECore
public import AutoSREPlatform

extension Configuration {
    /// The bounds of a run. As many hypotheses may be acted on as the policy allows attempts, so that verification
    /// shares its time among rounds that can really happen.
    public var limits: Limits {
        var limits = Limits()
        limits.rounds = max(1, policy.attemptsPerIncident)
        limits.reasoningRetries = workflow.reasoningMaxRetries
        limits.verificationSeconds = workflow.recoveryVerifyTimeoutSeconds
        limits.stableSeconds = min(workflow.stableSeconds, workflow.recoveryVerifyTimeoutSeconds / 3)
        limits.confidenceFloor = policy.confidenceFloor
        return limits
    }

    /// Whether somebody has said where the dashboard or its health signal is.
    public var namesAddress: Bool {
        ["OPERATIONS_DASHBOARD_URL", "METRICS_URL"].contains { sources[$0] != nil }
    }

    /// The health address as it may be shown: the values of its query may be keys.
    public var shownHealthURL: String { WebAddress.masked(dashboard.healthURL) }

    /// What a run on the dashboard is tied to, by setting, without the queries, which may hold keys.
    public var dashboardPlace: [String: String] {
        let usual = WebAddress.place(dashboard.url) + "/api/health"
        let health = WebAddress.place(dashboard.healthURL)
        let own = ["OPERATIONS_DASHBOARD_URL": WebAddress.place(dashboard.url)]
        return health == usual ? own : own.merging(["METRICS_URL": health]) { $1 }
    }

    /// Proxies and certificates.
    public var network: NetworkSettings { NetworkSettings(networkVariables) }

    /// Whether planned clicks are only logged: `UI_STUB`, which concerns the dashboard and nothing else.
    public var onlyLogsClicks: Bool { ui.isStub && !aws.isUsed }

    /// Whether the dashboard is really worked on.
    public var drivesDashboard: Bool { !ui.isStub && !aws.isUsed }

    /// The values that must never leave the machine in a text, for the redactor. Empty ones are left out.
    public var secrets: [String] {
        Setting.all.flatMap { $0.secrets(self) }
    }
}

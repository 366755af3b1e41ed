public import AutoSREConfiguration

/// The operations dashboard and its health signal.
public struct DashboardSettings: SettingsGroup, Hashable {
    /// `OPERATIONS_DASHBOARD_URL`, never with a slash at the end.
    public var url = "http://localhost:3000"
    /// `METRICS_URL`; empty for the dashboard's own health address.
    public var metricsURL = ""

    /// The defaults.
    public init() {}

    /// The address that recovery is verified at: `metricsURL`, else the dashboard's `/api/health`.
    public var healthURL: String { metricsURL.isEmpty ? url + "/api/health" : metricsURL }
}

/// How actions on a dashboard are carried out.
public struct ActingSettings: SettingsGroup, Hashable {
    /// `UI_STUB`: actions are only logged.
    public var isStub = true
    /// `UI_DRIVER`.
    public var driver = UIDriver.auto
    /// `AUTOSRE_INSTANCE_SECONDS`.
    public var instanceSeconds = 20.0

    /// The defaults.
    public init() {}
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

extension Configuration {
    /// The operations dashboard and its health signal.
    public var dashboard: DashboardSettings {
        get { self[DashboardSettings.self] }
        set { self[DashboardSettings.self] = newValue }
    }

    /// How actions on a dashboard are carried out.
    public var ui: ActingSettings {
        get { self[ActingSettings.self] }
        set { self[ActingSettings.self] = newValue }
    }

    /// Whether somebody has said where the dashboard or its health signal is.
    public var namesAddress: Bool { isSet("OPERATIONS_DASHBOARD_URL") || isSet("METRICS_URL") }

    /// The health address as it may be shown: the values of its query may be keys.
    public var shownHealthURL: String { WebAddress.masked(dashboard.healthURL) }

    /// What a run on the dashboard is tied to, by setting, without the queries, which may hold keys.
    public var dashboardPlace: [String: String] {
        let usual = WebAddress.place(dashboard.url) + "/api/health"
        let health = WebAddress.place(dashboard.healthURL)
        var own = ["OPERATIONS_DASHBOARD_URL": WebAddress.place(dashboard.url)]
        if hasPagesAlone { own["AUTOSRE_UI_MAP"] = browser.mapPath }
        return health == usual ? own : own.merging(["METRICS_URL": health]) { $1 }
    }
}

extension DashboardSettings {
    static let section = SettingsSection(
        "Operations dashboard",
        [
            Setting(
                "OPERATIONS_DASHBOARD_URL", key: "url", \DashboardSettings.url, .base,
                "The operations dashboard that the agent drives."),
            Setting(
                "METRICS_URL", key: "health_url", \DashboardSettings.metricsURL, .address,
                "The health address that recovery is verified at. Empty: `OPERATIONS_DASHBOARD_URL` + `/api/health`.",
                display: { $0.shownHealthURL },
                advice: { $0.contains("@") ? "a user name and password go into METRICS_HEADERS" : nil }),
        ])
}

extension ActingSettings {
    static let section = SettingsSection(
        "Acting",
        [
            Setting(
                "UI_STUB", key: "stub", \ActingSettings.isStub, .boolean,
                "`true` only logs the planned clicks and touches nothing; `false` acts."),
            Setting(
                "UI_DRIVER", key: "driver", \ActingSettings.driver, .word,
                "What acts when `UI_STUB=false`. `auto` takes the best there is: `nova-act` where there is a key, "
                    + "`browser` where Chromium is installed, and `http`; the next takes over where nothing was done."),
            Setting(
                "AUTOSRE_INSTANCE_SECONDS", key: "instance_seconds", \ActingSettings.instanceSeconds,
                .seconds(from: 1, upTo: 600),
                "How long one instance may take to be replaced. What was asked for, and what no answer or state shows "
                    + "yet, is watched for so long for each instance and once more; it is never asked for again."),
        ])
}

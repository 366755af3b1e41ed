import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// Acts on the dashboard's pages in a real browser.
    public static let browser = Integration(
        "browser", "actions on the dashboard's pages in a real browser", role: .companion(of: "dashboard"),
        settings: [BrowserOptions.section],
        secrets: { configuration throws(ConfigurationError) in
            try BrowserPages(configuration)?.secrets.values.map(\.self) ?? []
        },
        checks: { await BrowserInspection($0).checks() },
        connect: connectBrowser)

    /// None where it cannot be had and is not asked for by name.
    @Sendable private static func connectBrowser(_ context: IntegrationContext) throws -> IntegrationParts {
        let configuration = context.configuration
        var parts = IntegrationParts()
        guard !configuration.ui.isStub, [.auto, .browser].contains(configuration.ui.driver) else { return parts }
        guard let pages = try BrowserPages(configuration) else {
            guard configuration.ui.driver != .browser, !configuration.hasPagesAlone else {
                throw ConfigurationError(
                    "UI_DRIVER=\(configuration.ui.driver.rawValue): Chromium or its driver is not installed; "
                        + "\(BrowserSettings.advice), or set AUTOSRE_WEBDRIVER_URL")
            }
            context.log("No browser here, so acting by HTTP; to act in one: \(BrowserSettings.advice)")
            return parts
        }
        let dashboard = DashboardClient(baseURL: configuration.dashboard.url, client: context.client)
        let browser = BrowserActuator(
            pages.browser, api: dashboard, map: pages.map, secrets: pages.secrets, client: context.client,
            pictures: context.pictures, instanceSeconds: configuration.ui.instanceSeconds, textGuard: context.gate,
            world: context.world)
        guard let browser else { throw noWebAddress }
        parts.actuators = [browser]
        parts.actionSeconds = browser.actionSeconds
        if let reader = PageReader(
            pages.browser, base: dashboard.baseURL, map: pages.map, secrets: pages.secrets, client: context.client,
            world: context.world)
        {
            parts.sources = [PageEvidence(reader: reader)]
            // A browser that starts, and pages of which not all are slow.
            let seconds = min(reader.seconds, browser.startSeconds + 3 * browser.stepSeconds)
            parts.adjust = { _, limits in
                limits.gatheringSeconds = max(limits.gatheringSeconds, seconds)
                limits.watchSeconds = max(limits.watchSeconds, seconds)
            }
        }
        parts.close = { await browser.close() }
        return parts
    }

    static var noWebAddress: ConfigurationError {
        ConfigurationError("OPERATIONS_DASHBOARD_URL: an http or https address is expected for a browser")
    }
}

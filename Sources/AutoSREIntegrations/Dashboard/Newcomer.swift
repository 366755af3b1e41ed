import AutoSREConfiguration
import AutoSREPlatform

/// The very first run: nothing is set and nothing listens. Then there is no point in waiting for a health signal.
enum Newcomer {
    /// Seconds that such a run still waits for it.
    private static let seconds = 1.0

    /// What to start, where no address is set and nobody answers at the default one; the wait for recovery is cut short
    /// then. Nil where there is something to wait for: whoever names an address means it.
    @Sendable static func advise(_ configuration: inout Configuration, _ client: HTTPClient) async -> String? {
        guard !configuration.namesAddress else { return nil }
        let url = configuration.dashboard.url
        guard await !DashboardProbe(url: url, client: client).answers() else { return nil }
        let timeout = configuration.workflow.recoveryVerifyTimeoutSeconds
        configuration.workflow.recoveryVerifyTimeoutSeconds = min(timeout, seconds)
        return "Nothing answers at \(url), so no recovery can be seen: the run ends unverified at best. "
            + "Start a shop to heal with: autosre dashboard; or set OPERATIONS_DASHBOARD_URL or METRICS_URL to yours."
    }
}

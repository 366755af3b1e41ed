import AutoSREAdapters
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Composition {
    /// What acts, in order of preference.
    struct Drivers: Sendable {
        /// The drivers.
        var all: [any Actuator]
        /// Seconds that the slowest of them may take for an action.
        var actionSeconds = 0.0
        /// Ends what they have started on this machine.
        var close: @Sendable () async -> Void = {}
    }

    /// The drivers that the settings ask for. `auto` prefers the browser, and goes on by HTTP where it is missing or
    /// fails.
    static func drivers(
        _ configuration: Configuration, _ dashboard: DashboardClient, _ client: HTTPClient, _ world: SystemWorld,
        log: @escaping @Sendable (String) -> Void, pictures: String?
    ) throws(ConfigurationError) -> Drivers {
        let url = configuration.dashboard.url
        guard !configuration.ui.isStub else { return Drivers(all: [StubActuator(dashboard: url, log: log)]) }
        let http = DashboardActuator(dashboard)
        guard configuration.ui.driver != .http else { return Drivers(all: [http]) }
        let isAsked = configuration.ui.driver == .browser
        guard let settings = browserSettings(configuration) else {
            guard !isAsked else {
                throw ConfigurationError(
                    "UI_DRIVER=browser: Chromium or its driver is not installed; "
                        + "\(BrowserSettings.advice), or set AUTOSRE_WEBDRIVER_URL")
            }
            log("No browser here, so acting by HTTP; to act in one: \(BrowserSettings.advice)")
            return Drivers(all: [http])
        }
        let browser = BrowserActuator(
            settings, dashboard: url, api: dashboard, map: try map(configuration), client: client, pictures: pictures,
            world: world)
        guard let browser else {
            throw ConfigurationError("OPERATIONS_DASHBOARD_URL: an http or https address is expected for a browser")
        }
        return Drivers(
            all: isAsked ? [browser] : [browser, http], actionSeconds: BrowserActuator.actionSeconds,
            close: { await browser.close() })
    }

    private static func browserSettings(_ configuration: Configuration) -> BrowserSettings? {
        let remote = configuration.ui.webDriverURL
        return remote.isEmpty ? BrowserSettings(installedIn: Environment.all()) : BrowserSettings(remote: remote)
    }

    private static func map(_ configuration: Configuration) throws(ConfigurationError) -> UIMap {
        let path = configuration.ui.mapPath
        do { return path.isEmpty ? try UIMap.builtIn() : try UIMap(path: path) } catch {
            throw ConfigurationError("AUTOSRE_UI_MAP: \(error)")
        }
    }

    /// Screenshots lie beside the journal; a run that keeps no journal keeps none.
    static func picturesFolder(_ configuration: Configuration, inMemory: Bool) -> String? {
        let directory = configuration.storage.dataDirectory
        return inMemory || directory.isEmpty ? nil : directory + "/screenshots"
    }

    /// Does the work, and ends afterwards what it has started on this machine, however it went.
    func closing<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        do {
            let result = try await work()
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }
}

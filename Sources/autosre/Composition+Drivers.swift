import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Composition {
    /// What acts, in order of preference.
    struct Drivers: Sendable {
        /// The drivers.
        var all: [any Actuator]
        /// Seconds that they may take for an action, one after the other.
        var actionSeconds = 0.0
        /// Ends what they have started on this machine.
        var close: @Sendable () async -> Void = {}

        /// These, and then those. Where one takes all of its time, the next still has its own.
        static func + (first: Drivers, then: Drivers) -> Drivers {
            Drivers(
                all: first.all + then.all, actionSeconds: first.actionSeconds + then.actionSeconds,
                close: {
                    await first.close()
                    await then.close()
                })
        }
    }

    /// The drivers that the settings ask for. `auto` prefers Nova Act where there is a key for it, then the browser,
    /// and goes on with the next where one is missing or fails.
    static func drivers(
        _ configuration: Configuration, _ dashboard: DashboardClient, _ client: HTTPClient, _ world: SystemWorld,
        log: @escaping @Sendable (String) -> Void, gate: EgressGate, pictures: String?, pages: Pages?
    ) throws(ConfigurationError) -> Drivers {
        let url = configuration.dashboard.url
        guard !configuration.ui.isStub else { return Drivers(all: [StubActuator(dashboard: url, log: log)]) }
        let http = Drivers(all: [DashboardActuator(dashboard, instanceSeconds: configuration.ui.instanceSeconds)])
        let browser = { () throws(ConfigurationError) in
            try browserDriver(configuration, dashboard, client, world, log, gate, pictures, pages)
        }
        let novaAct = { () throws(ConfigurationError) in
            try novaActDriver(configuration, dashboard, world, log, gate, pictures)
        }
        switch configuration.ui.driver {
        case .http: return http
        case .browser: return try browser()
        case .novaAct: return try novaAct()
        case .auto: return try novaAct() + browser() + http
        }
    }

    /// The browser driver; none where it cannot be had and is not asked for by name.
    private static func browserDriver(
        _ configuration: Configuration, _ dashboard: DashboardClient, _ client: HTTPClient, _ world: SystemWorld,
        _ log: @Sendable (String) -> Void, _ gate: EgressGate, _ pictures: String?, _ pages: Pages?
    ) throws(ConfigurationError) -> Drivers {
        guard let pages else {
            guard configuration.ui.driver != .browser else {
                throw ConfigurationError(
                    "UI_DRIVER=browser: Chromium or its driver is not installed; "
                        + "\(BrowserSettings.advice), or set AUTOSRE_WEBDRIVER_URL")
            }
            log("No browser here, so acting by HTTP; to act in one: \(BrowserSettings.advice)")
            return Drivers(all: [])
        }
        let browser = BrowserActuator(
            pages.browser, api: dashboard, map: pages.map, secrets: pages.secrets, client: client, pictures: pictures,
            instanceSeconds: configuration.ui.instanceSeconds, textGuard: gate, world: world)
        guard let browser else { throw noWebAddress }
        return Drivers(
            all: [browser], actionSeconds: browser.actionSeconds, close: { await browser.close() })
    }

    static var noWebAddress: ConfigurationError {
        ConfigurationError("OPERATIONS_DASHBOARD_URL: an http or https address is expected for a browser")
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

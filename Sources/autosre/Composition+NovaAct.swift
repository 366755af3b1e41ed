import AutoSREAdapters
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

extension Composition {
    /// Nova Act; none where `auto` cannot have it. Asked for by name it is always there: what is missing is then the
    /// run's failure, with a post-mortem.
    static func novaActDriver(
        _ configuration: Configuration, _ dashboard: DashboardClient, _ world: SystemWorld,
        _ log: @Sendable (String) -> Void, _ ledger: (any EgressLedger)?, _ pictures: String?
    ) throws(ConfigurationError) -> Drivers {
        let isAsked = configuration.ui.driver == .novaAct
        guard isAsked || !configuration.ui.novaActAPIKey.isEmpty else { return Drivers(all: []) }
        let settings = novaActSettings(configuration)
        if !isAsked, let obstacle = settings.obstacle {
            log("Acting without Nova Act: \(obstacle)")
            return Drivers(all: [])
        }
        let redactor = Redactor(secrets: configuration.secrets)
        let driver = NovaActActuator(
            settings, dashboard: configuration.dashboard.url, api: dashboard, ledger: ledger,
            redact: { try redactor.counting($0) }, pictures: pictures, isAlone: isAsked, world: world)
        guard let driver else { throw noWebAddress }
        let seconds = NovaActActuator.actionSeconds(job: configuration.ui.novaActSeconds)
        return Drivers(all: [driver], actionSeconds: seconds)
    }

    static func novaActSettings(_ configuration: Configuration) -> NovaActSettings {
        NovaActSettings(
            key: configuration.ui.novaActAPIKey, folder: configuration.ui.novaActDirectory,
            seconds: configuration.ui.novaActSeconds, environment: Environment.all())
    }
}

extension Redactor {
    /// The text without its secrets, and how many markers stand in their places.
    func counting(_ text: String) throws -> (text: String, replaced: [String: Int]) {
        let clean = try redact(text)
        let count = clean.ranges(of: Self.marker).count - text.ranges(of: Self.marker).count
        return (clean, count > 0 ? ["secret": count] : [:])
    }
}

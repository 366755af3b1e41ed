import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

extension Composition {
    /// Nova Act; none where `auto` cannot have it. Asked for by name it is always there: what is missing is then the
    /// run's failure, with a post-mortem.
    static func novaActDriver(
        _ configuration: Configuration, _ dashboard: DashboardClient, _ world: SystemWorld,
        _ log: @Sendable (String) -> Void, _ gate: EgressGate, _ pictures: String?
    ) throws(ConfigurationError) -> Drivers {
        let isAsked = configuration.ui.driver == .novaAct
        guard isAsked || !configuration.ui.novaActAPIKey.isEmpty else { return Drivers(all: []) }
        let settings = novaActSettings(configuration)
        if !isAsked, let obstacle = settings.obstacle {
            log("Acting without Nova Act: \(obstacle)")
            return Drivers(all: [])
        }
        let driver = NovaActActuator(
            settings, api: dashboard, gate: gate, pictures: pictures, isAlone: isAsked,
            instanceSeconds: configuration.ui.instanceSeconds, world: world)
        guard let driver else { throw noWebAddress }
        let seconds = NovaActActuator.actionSeconds(job: configuration.ui.novaActSeconds)
        return Drivers(all: [driver], actionSeconds: seconds)
    }

    static func novaActSettings(_ configuration: Configuration) -> NovaActSettings {
        NovaActSettings(
            key: configuration.ui.novaActAPIKey, folder: configuration.ui.novaActDirectory,
            seconds: configuration.ui.novaActSeconds,
            environment: Environment.all().merging(configuration.networkVariables) { $1 })
    }
}

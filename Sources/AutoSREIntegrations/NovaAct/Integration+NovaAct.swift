import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// Amazon Nova Act, which works the dashboard's pages as a person would.
    public static let novaAct = Integration(
        "nova-act", "actions on the dashboard's pages by Amazon Nova Act", role: .companion(of: "dashboard"),
        settings: [NovaActOptions.section], isActive: isNovaActAsked,
        sends: ["nova-act": .acting], checks: { novaActChecks($0.configuration) }, connect: connectNovaAct)

    @Sendable private static func isNovaActAsked(_ configuration: Configuration) -> Bool {
        let ui = configuration.ui
        return ui.driver == .novaAct && !ui.isStub || !configuration.novaAct.apiKey.isEmpty
    }

    /// None where `auto` cannot have it. Asked for by name it is always there: what is missing is then the run's
    /// failure, with a post-mortem.
    @Sendable private static func connectNovaAct(_ context: IntegrationContext) throws -> IntegrationParts {
        let configuration = context.configuration
        var parts = IntegrationParts()
        let isAsked = configuration.ui.driver == .novaAct
        let isWelcome = configuration.ui.driver == .auto && !configuration.hasPagesAlone
        guard !configuration.ui.isStub, isAsked || isWelcome else { return parts }
        let settings = novaActSettings(configuration)
        if !isAsked, let obstacle = settings.obstacle {
            context.log("Acting without Nova Act: \(obstacle)")
            return parts
        }
        let driver = NovaActActuator(
            settings, api: DashboardClient(baseURL: configuration.dashboard.url, client: context.client),
            gate: context.gate, pictures: context.pictures, isAlone: isAsked,
            instanceSeconds: configuration.ui.instanceSeconds, world: context.world)
        guard let driver else { throw noWebAddress }
        parts.actuators = [driver]
        parts.actionSeconds = NovaActActuator.actionSeconds(job: configuration.novaAct.seconds)
        return parts
    }

    private static func novaActSettings(_ configuration: Configuration) -> NovaActSettings {
        NovaActSettings(
            key: configuration.novaAct.apiKey, folder: configuration.novaAct.directory,
            seconds: configuration.novaAct.seconds,
            environment: Environment.all().merging(configuration.networkVariables) { $1 })
    }

    /// Whether Nova Act could be started: its side-car, the SDK's version, Chromium, and the key's shape. The service
    /// is not asked: with a key that would be a session.
    private static func novaActChecks(_ configuration: Configuration) -> [Check] {
        let isAsked = configuration.ui.driver == .novaAct && !configuration.ui.isStub
        let settings = novaActSettings(configuration)
        let driver: [Check] =
            isAsked ? [.ok("driver", "nova-act: Amazon's model in our browser", unchecked: "an action")] : []
        guard let obstacle = settings.obstacle else {
            let version = NovaActInstallation.sdkVersion
            return driver + [.ok("nova-act", "nova-act \(version) in \(settings.folder)", unchecked: "the key")]
        }
        let advice = "see docs/nova.md, section Acting"
        return driver
            + [isAsked ? .fail("nova-act", obstacle, do: advice) : .warn("nova-act", obstacle, do: advice)]
    }
}

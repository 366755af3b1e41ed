import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// The operations dashboard: its evidence. Who acts on it, and where its health is read, are companions.
    public static let dashboard = Integration(
        "dashboard", "an operations dashboard with the API of docs/dashboard-api.md",
        role: .system(setting: "USE_AWS_INTEGRATION=false", detectors: [SimulatedDetector.word]),
        settings: [DashboardSettings.section, ActingSettings.section],
        activate: { $0.aws.isUsed = false }, isActive: { !$0.aws.isUsed }, prepare: Newcomer.advise,
        command: { action, place in
            // Pages alone have no address that a program could ask.
            guard action.target.kind == .service, place["AUTOSRE_UI_MAP"] == nil else { return nil }
            return place["OPERATIONS_DASHBOARD_URL"].map { DashboardActuator.command(for: action, address: $0) }
        },
        services: { try await DashboardInspection($0).services() },
        checks: { [await DashboardInspection($0).check()] },
        connect: { context in
            let configuration = context.configuration
            let address = configuration.dashboard.url
            let dashboard = DashboardClient(baseURL: address, client: context.client)
            var parts = IntegrationParts()
            (parts.place, parts.location) = (configuration.dashboardPlace, WebAddress.system(address))
            // The answers are asked for one by one, so that each that fails is a gap of its own.
            if !configuration.hasPagesAlone {
                parts.sources = [[.state, .changes], [.logs], [.metrics], [.traces]].map {
                    DashboardEvidence(dashboard, kinds: $0)
                }
            }
            let probe = DashboardProbe(url: address, client: context.client)
            parts.answers = { await probe.answers() }
            if configuration.ui.isStub {
                let driver = DashboardActuator(dashboard, instanceSeconds: configuration.ui.instanceSeconds)
                let stub = StubActuator(for: driver, dashboard: address, log: context.log)
                parts.actuators = [stub].compactMap(\.self)
            }
            return parts
        })

    /// What acts by the dashboard's API: last, for a person sees nothing of it.
    public static let dashboardAPI = Integration(
        "dashboard-api", "actions by the dashboard's API", role: .companion(of: "dashboard"),
        isActive: { !$0.ui.isStub && [.auto, .http].contains($0.ui.driver) && !$0.hasPagesAlone },
        checks: { context in
            let isAsked = context.configuration.ui.driver == .http
            return isAsked ? [.ok("driver", "http: the dashboard's API", unchecked: "an action")] : []
        },
        connect: { context in
            let dashboard = DashboardClient(baseURL: context.configuration.dashboard.url, client: context.client)
            var parts = IntegrationParts()
            parts.actuators = [
                DashboardActuator(dashboard, instanceSeconds: context.configuration.ui.instanceSeconds)
            ]
            return parts
        })
}

import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREAnalysis

extension Composition {
    /// What differs between the worlds that the agent works in: the dashboard's, or AWS.
    struct Plugs: Sendable {
        /// Where incidents come from; nil for the simulator.
        var source: (any IncidentSource)?
        /// The words of the sources whose runs can be finished.
        var sources: Set<String>
        /// What is worked on, by setting.
        var place: [String: String]
        /// What evidence is read from, in order of preference.
        var evidence: [any EvidenceSource]
        /// What is told where none of them knows anything; nil where something real may be changed.
        var recording: (any EvidenceSource)?
        /// What acts.
        var drivers: Drivers
        /// Plans for the targets of this world.
        var planner: any Planner
        /// Reads its health signal.
        var verifier: any Verifier
        /// Sets the bounds of a run about an incident, and tells the parts which one it is.
        var adjust: @Sendable (Incident, inout Limits) -> Void = { _, _ in }
        /// What a person types to carry an action out by hand.
        var command: @Sendable (Action) -> String
    }

    /// The operations dashboard.
    static func dashboard(
        _ configuration: Configuration, _ client: HTTPClient, _ world: SystemWorld, isDemo: Bool,
        log: @escaping @Sendable (String) -> Void, gate: EgressGate, pictures: String?, pages: Pages?
    ) throws(ConfigurationError) -> Plugs {
        let address = configuration.dashboard.url
        let dashboard = DashboardClient(baseURL: address, client: client)
        let health: any Verifier = healthVerifier(configuration, client, now: { world.now() })
        // Where nobody named one, `Newcomer` has said it.
        let url = configuration.shownHealthURL
        return Plugs(
            sources: Set(IncidentSourceName.allCases.map(\.rawValue)), place: configuration.dashboardPlace,
            evidence: sources(configuration, dashboard, warn: log),
            recording: configuration.ui.isStub || isDemo ? ScenarioEvidence() : nil,
            drivers: try drivers(
                configuration, dashboard, client, world, log: log, gate: gate, pictures: pictures,
                pages: pages),
            planner: CataloguePlanner(),
            verifier: configuration.namesAddress ? Unanswered(health, url: url, log: log) : health,
            command: { DashboardActuator.command(for: $0, address: address) })
    }

    /// The health signal of the settings.
    static func healthVerifier(
        _ configuration: Configuration, _ client: HTTPClient, now: @escaping @Sendable () -> Instant
    ) -> HTTPHealthVerifier {
        HTTPHealthVerifier(
            url: configuration.dashboard.healthURL, headers: configuration.health.headers,
            expectation: configuration.health.expectation, client: client, now: now)
    }

    /// For each kind of evidence the first that has any is used. The dashboard's answers are asked for one by one, so
    /// that each that fails is a gap of its own.
    private static func sources(
        _ configuration: Configuration, _ dashboard: DashboardClient, warn: @escaping @Sendable (String) -> Void
    ) -> [any EvidenceSource] {
        let api: [any EvidenceSource] = [[.state, .deployments], [.logs], [.metrics]].map {
            DashboardEvidence(dashboard, kinds: $0)
        }
        let directory = configuration.storage.dataDirectory
        guard !directory.isEmpty else { return api }
        return api + [
            LogEntriesFile(directory: directory, warn: warn), DeploymentsFile(directory: directory, warn: warn),
        ]
    }
}

import AutoSREAdapters
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREReasoning

extension Composition {
    /// What differs between the worlds that the agent works in: the dashboard's, or AWS.
    struct Plugs: Sendable {
        /// Where incidents come from; nil for the simulator.
        var source: (any IncidentSource)?
        /// The words of the sources whose runs can be finished.
        var sources: Set<String>
        /// What evidence is read from, in order of preference.
        var evidence: [any EvidenceSource]
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
        _ configuration: Configuration, _ client: HTTPClient, _ world: SystemWorld,
        log: @escaping @Sendable (String) -> Void, gate: EgressGate, pictures: String?, pages: Pages?
    ) throws(ConfigurationError) -> Plugs {
        let address = configuration.dashboard.url
        let dashboard = DashboardClient(baseURL: address, client: client)
        return Plugs(
            sources: Set(IncidentSourceName.allCases.map(\.rawValue)),
            evidence: sources(configuration, dashboard, warn: log),
            drivers: try drivers(
                configuration, dashboard, client, world, log: log, gate: gate, pictures: pictures,
                pages: pages),
            planner: CataloguePlanner(),
            verifier: healthVerifier(configuration, client, now: { world.now() }),
            command: { DashboardActuator.command(for: $0, address: address) })
    }

    /// The health signal of the settings.
    static func healthVerifier(
        _ configuration: Configuration, _ client: HTTPClient, now: @escaping @Sendable () -> Instant
    ) -> HTTPHealthVerifier {
        HTTPHealthVerifier(url: configuration.dashboard.healthURL, client: client, now: now)
    }

    /// For each kind of evidence the first that has any is used.
    private static func sources(
        _ configuration: Configuration, _ dashboard: DashboardClient, warn: @escaping @Sendable (String) -> Void
    ) -> [any EvidenceSource] {
        let api = DashboardEvidence(dashboard)
        let directory = configuration.storage.dataDirectory
        guard !directory.isEmpty else {
            return [api, ScenarioEvidence(history: [DashboardEvidence(dashboard, kinds: [.deployments])])]
        }
        let deployments = DeploymentsFile(directory: directory, warn: warn)
        let history: [any EvidenceSource] = [DashboardEvidence(dashboard, kinds: [.deployments]), deployments]
        return [
            api, LogEntriesFile(directory: directory, warn: warn), deployments, ScenarioEvidence(history: history),
        ]
    }
}

import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform
import AutoSREAnalysis
import AutoSREStore

/// The only wiring: which adapter is plugged in where.
struct Composition: Sendable {
    /// What drives a run about this incident.
    let engine: @Sendable (Incident) -> Engine
    /// The journal and the evidence.
    let store: any Store
    /// Where incidents come from.
    let source: any IncidentSource
    /// The words of the sources whose runs these parts can finish.
    let sources: Set<String>
    /// What these parts work on, by setting: a run is finished where it began.
    let place: [String: String]
    /// Whether the journal outlives the process.
    let isDurable: Bool
    /// What a person types to carry an action out by hand.
    let command: @Sendable (Action) -> String
    /// Ends what a run has started on this machine: its browser.
    let close: @Sendable () async -> Void
}

extension Composition {
    /// What a command adds of its own; it may read the evidence.
    struct Extras: Sendable {
        /// Who watches.
        var observers: [any Observer]
        /// Who tells people, in place of the configured ones; empty for those.
        var notifiers: [any Notifier] = []
    }

    /// Plugs everything together for one process.
    /// - Throws: `ConfigurationError` where a part cannot be made of the settings.
    static func make(
        _ configuration: Configuration, incidentType: IncidentType, service: String? = nil, incidentID: String?,
        isDemo: Bool = false,
        extras: (any EvidenceStore) -> Extras, log: @escaping @Sendable (String) -> Void, inMemory: Bool,
        pictures: String? = nil
    ) async throws -> Composition {
        try checkAWS(configuration)
        let world = SystemWorld()
        let pages = try Pages(configuration)
        let redactor = Redactor(secrets: configuration.secrets + (pages?.secrets.values.map(\.self) ?? []))
        let log = { @Sendable text in log(redactor.safe(text, upTo: 16 << 10)) }
        let client = client(configuration)
        let store = try openStore(configuration, inMemory: inMemory, log: log)
        let ledger = SpokenLedger(store: store, log: log)
        let gate = EgressGate(textGuard: redactor, ledger: ledger, now: { world.now() })
        let extras = extras(store)
        let integration =
            configuration.aws.isUsed
            ? cloud(configuration, store, world, inMemory: inMemory, log: log)
            : try dashboard(
                configuration, client, world, isDemo: isDemo, log: log, gate: gate,
                pictures: pictures ?? picturesFolder(configuration, inMemory: inMemory), pages: pages)
        let mind = try mind(configuration, gate, world)
        var registry = Registry()
        registry.sources = integration.evidence
        registry.recording = integration.recording
        registry.observers = extras.observers
        registry.notifiers = extras.notifiers
        if extras.notifiers.isEmpty { registry.notifiers = [slack(configuration, client, world)] }
        for driver in integration.drivers.all { registry.add(driver) }
        let history = inMemory ? history(configuration, log: log) : nil
        let engine = { @Sendable [registry] (incident: Incident) in
            var limits = configuration.limits
            limits.actionSeconds = max(limits.actionSeconds, integration.drivers.actionSeconds)
            limits.reasoningSeconds = max(limits.reasoningSeconds, mind.seconds)
            integration.adjust(incident, &limits)
            return Engine(
                world: world, store: store, evidence: store, registry: registry, diagnoser: mind.diagnoser,
                fallback: mind.fallback, planner: integration.planner, verifier: integration.verifier,
                policy: configuration.policy, limits: limits, redactor: redactor,
                program: "autosre \(AutoSRE.version)", ledger: ledger, history: history,
                policyNow: policyNow(configuration))
        }
        let source =
            integration.source
            ?? SimulatedSource(
                type: incidentType, service: service ?? SimulatedSource.service,
                incidentID: incidentID ?? "inc-" + world.hex(8), now: world.now())
        return Composition(
            engine: engine, store: store, source: source, sources: integration.sources,
            place: redactor.redact(integration.place) ?? [:], isDurable: await store.isDurable,
            command: integration.command, close: integration.drivers.close)
    }

    /// A policy file may change while a run waits, sleeps, or is stopped.
    private static func policyNow(_ configuration: Configuration) -> (@Sendable () throws -> Policy)? {
        let path = configuration.policyPath
        guard !path.isEmpty else { return nil }
        return { try PolicyFile.read(path) }
    }

    private static func slack(
        _ configuration: Configuration, _ client: HTTPClient, _ world: SystemWorld
    ) -> any Notifier {
        SlackNotifier(
            token: configuration.slack.botToken, channel: configuration.slack.channelID,
            apiURL: configuration.slack.apiURL, client: client,
            sleep: { seconds in try await world.sleep(until: world.now().advanced(bySeconds: seconds)) })
    }

    /// A dry run keeps nothing, yet its verdict is that of a run: the policy asks what earlier ones changed.
    private static func history(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void
    ) -> Engine.History {
        guard Files.exists("\(configuration.storage.dataDirectory)/autosre.db") else { return { _, _ in nil } }
        guard let earlier = earlierRuns(configuration, log: log) else {
            return { _, _ in throw StoreError.unusable("earlier runs cannot be read") }
        }
        return { target, run in try await earlier.lastChange(of: target, besides: run) }
    }

    /// The journal and the evidence of the configured directory, or in memory where there is none or it cannot be used.
    static func openStore(
        _ configuration: Configuration, inMemory: Bool = false, log: @escaping @Sendable (String) -> Void
    ) throws(ConfigurationError) -> any Store {
        do {
            return try StoreFactory.make(
                directory: inMemory ? nil : configuration.storage.dataDirectory, now: SystemClock.now(), report: log)
        } catch {
            throw ConfigurationError("LOG_STORAGE_DATA_DIR: \(error.sentence)")
        }
    }

    /// The process's HTTP client: proxies and certificates as environment and `.env` name them.
    static func client(_ configuration: Configuration) -> HTTPClient { HTTPClient(network: configuration.network) }
}

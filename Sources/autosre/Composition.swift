import AutoSREAnalysis
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import AutoSREStore

/// The only wiring: what the list of integrations plugs in, put together for one process.
struct Composition: Sendable {
    /// What it was put together from.
    let integrations: [Integration]
    /// The systems that are watched and mended.
    let systems: [System]
    /// The journal and the evidence.
    let store: any Store
    /// What drives a run about this alert of that system.
    let engine: @Sendable (Alert, System) -> Engine

    /// Says before a run what of real systems it may change.
    func announce(_ presenter: Presenter, isDryRun: Bool) {
        for system in systems { presenter.announce(system.parts.notice?(isDryRun)) }
    }

    /// Ends what runs have started on this machine: their browsers.
    private func close() async {
        for system in systems { await system.parts.close() }
        await systems.first?.ties.close()
    }
}

extension Composition {
    /// What a command adds of its own; it may read the evidence.
    struct Extras: Sendable {
        /// Who watches.
        var observers: [any Observer]
        /// Who tells people, in place of the configured ones; empty for those.
        var notifiers: [any Notifier] = []
    }

    /// What a process is composed for.
    struct Purpose: Sendable {
        /// The made-up incident, where one is reported.
        var simulated = IntegrationContext.SimulatedIncident()
        /// Whether nobody's systems are worked on.
        var isDemo = false
        /// Whether nothing is kept.
        var inMemory = false
        /// The folder for pictures; nil for the one beside the journal.
        var pictures: String?
    }

    /// Plugs everything together for one process.
    /// - Throws: `ConfigurationError` where a part cannot be made of the settings.
    static func make(
        _ configuration: Configuration, of integrations: [Integration] = Integrations.all, for purpose: Purpose,
        extras: (any EvidenceStore) -> Extras, log: @escaping @Sendable (String) -> Void
    ) async throws -> Composition {
        let active = integrations.active(configuration)
        for (integration, settings) in active { try integration.validate(settings) }
        var secrets = configuration.secrets
        for (integration, settings) in active { secrets += try integration.secrets(settings) }
        let redactor = Redactor(secrets: secrets)
        let log = { @Sendable text in log(redactor.safe(text, upTo: 16 << 10)) }
        let world = SystemWorld()
        let store = try await openStore(configuration, inMemory: purpose.inMemory, log: log)
        let earlier = purpose.inMemory ? await EarlierRuns(configuration, log: log) : nil
        let ledger = SpokenLedger(store: store, log: log)
        let context = IntegrationContext(
            configuration: configuration, world: world, client: client(configuration),
            journal: earlier?.store ?? store,
            gate: EgressGate(textGuard: redactor, ledger: ledger, now: { world.now() }),
            pictures: purpose.pictures ?? picturesFolder(configuration, inMemory: purpose.inMemory),
            simulated: purpose.simulated, isDemo: purpose.isDemo, log: log)
        let extras = extras(store)
        let systems = try connect(integrations, context, notifiers: extras.notifiers, redactor)
        let board = integrations.board(observers: extras.observers)
        let began = purpose.inMemory ? nil : try await StoreFactory.began(in: configuration.storage.dataDirectory)
        let history = earlier?.history ?? .store(store, began: began)
        let engine = { @Sendable (alert: Alert, system: System) in
            makeEngine(
                alert, system, on: board, world: world, store: store, redactor: redactor,
                ledger: ledger, history: history, gate: context.gate, client: context.client)
        }
        return Composition(integrations: integrations, systems: systems, store: store, engine: engine)
    }

    /// Plugs in what every system is made of, and what all of them share.
    private static func connect(
        _ integrations: [Integration], _ context: IntegrationContext, notifiers: [any Notifier], _ redactor: Redactor
    ) throws -> [System] {
        let shared = try connect(integrations.shared(context.configuration), context)
        let systems = integrations.systems(context.configuration)
        let ties = try Ties(of: context.configuration.services, to: systems, context)
        let connected = try systems.map { system in
            var parts = try connect(system.parts, context.for(system)) + shared
            if !notifiers.isEmpty { parts.notifiers = notifiers }
            parts.place = redactor.redact(parts.place) ?? [:]
            let command = { @Sendable [place = parts.place] in integrations.command(for: $0, at: place) }
            return System(
                name: system.name, configuration: system.configuration, parts: parts, ties: ties, command: command)
        }
        for (place, names) in Dictionary(grouping: connected, by: \.parts.place).mapValues({ $0.compactMap(\.name) })
        where names.count > 1 && !place.isEmpty {
            let words = place.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
            context.log(
                "\(names.joined(separator: " and ")) work on the same: \(words). A variable holds for every system.")
        }
        return connected
    }

    static func connect(
        _ integrations: [Integration], _ context: IntegrationContext
    ) throws -> IntegrationParts {
        try integrations.reduce(IntegrationParts()) { sum, integration in
            var parts = try integration.connect(context)
            parts.actuators = parts.actuators.map { stubbed($0, context) }
            return sum + parts
        }
    }

    /// The driver, or what stands in for it where it works a dashboard and `UI_STUB` keeps hands off that.
    private static func stubbed(_ driver: any Actuator, _ context: IntegrationContext) -> any Actuator {
        guard context.configuration.ui.isStub else { return driver }
        let address = context.configuration.dashboard.url
        return StubActuator(for: driver, dashboard: address, log: context.log) ?? driver
    }

    /// A policy file may change while a run waits, sleeps, or is stopped; where it lies may answer slowly.
    private static func policyNow(_ configuration: Configuration) -> (@Sendable () async throws -> Policy)? {
        let (path, words) = (configuration.policyPath, configuration.catalogue.policyWords)
        guard !path.isEmpty else { return nil }
        let thread = BlockingWork(label: "autosre.policy")
        return { try await thread.run { try PolicyFile.read(path, words) } }
    }

    private static func makeEngine(
        _ alert: Alert, _ system: System, on board: Registry, world: SystemWorld, store: any Store,
        redactor: Redactor, ledger: any EgressLedger, history: Engine.History, gate: EgressGate, client: HTTPClient
    ) -> Engine {
        let (parts, configuration, incident) = (system.parts, system.configuration, alert.incident)
        let reasoning = ReasoningSetup(parts.model, gate, world, floor: configuration.policy.confidenceFloor)
        var registry = board
        (registry.sources, registry.recording) = (system.sources(of: incident), parts.recording)
        (registry.notifiers, registry.serviceNames) = (parts.notifiers, system.names(of: incident))
        for actuator in parts.actuators { registry.add(actuator) }
        var limits = configuration.limits
        limits.actionSeconds = max(limits.actionSeconds, parts.actionSeconds)
        limits.reasoningSeconds = max(limits.reasoningSeconds, reasoning.seconds)
        system.adjust(&limits, for: incident)
        let verifier = system.verifier(of: incident, client: client, in: world)
        limits.verifierLatencySeconds = max(
            limits.verifierLatencySeconds, verifier.latencySeconds(of: alert.entity))
        return Engine(
            world: world, store: store, evidence: store, registry: registry, diagnoser: reasoning.diagnoser,
            fallback: reasoning.fallback, planner: planner(parts),
            verifier: verifier, policy: configuration.policy,
            limits: limits, redactor: redactor, program: "autosre \(AutoSRE.version)", ledger: ledger, history: history,
            policyNow: policyNow(configuration))
    }

    private static func planner(_ parts: IntegrationParts) -> any Planner {
        let planner = parts.planner ?? CataloguePlanner()
        return parts.location.map { LocatedPlanner(planner, at: $0) } ?? planner
    }

    /// Screenshots lie beside the journal; a run that keeps no journal keeps none.
    private static func picturesFolder(_ configuration: Configuration, inMemory: Bool) -> String? {
        let directory = configuration.storage.dataDirectory
        return inMemory || directory.isEmpty ? nil : StoredPictures.folder(beside: directory)
    }

    /// The journal and the evidence of the configured directory, or in memory where there is none or it cannot be used.
    static func openStore(
        _ configuration: Configuration, inMemory: Bool = false, log: @escaping @Sendable (String) -> Void
    ) async throws -> any Store {
        let directory = inMemory ? nil : configuration.storage.dataDirectory
        do {
            return try await StoreFactory.make(directory: directory, now: SystemClock.now(), report: log)
        } catch let error as StoreError {
            throw ConfigurationError("LOG_STORAGE_DATA_DIR: \(error.sentence)")
        }
    }

    /// The process's HTTP client: proxies and certificates as environment and `.env` name them.
    static func client(_ configuration: Configuration) -> HTTPClient { HTTPClient(network: configuration.network) }

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

public import AutoSREConfiguration
public import AutoSRECore
public import AutoSREPlatform

/// What an integration is given to plug itself in.
public struct IntegrationContext: Sendable {
    /// The settings, as they are for this system.
    public let configuration: Configuration
    /// Clock and chance.
    public let world: any World
    /// Asks the network.
    public let client: HTTPClient
    /// What earlier runs have seen and done, and this one too where it is kept.
    public let journal: any RunStore & EvidenceStore
    /// Every word for somebody outside leaves by it.
    public let gate: EgressGate
    /// The folder for pictures of pages; nil where none are kept.
    public let pictures: String?
    /// The made-up incident, where one is reported.
    public let simulated: SimulatedIncident?
    /// Whether a demo is on, which has nobody's systems to mend.
    public let isDemo: Bool
    /// What is asked about, by its name in the system, where a service is tied to it; nil for the system's own
    /// incidents.
    public let subject: String?
    /// The system's name in `autosre.yaml`, where others of its kind are beside it; nil where it is the only one, or is
    /// read by a tie.
    public let oneOfSeveral: String?
    /// Tells the person at the terminal.
    public let log: @Sendable (String) -> Void

    /// The made-up incident that a command asks for.
    public struct SimulatedIncident: Sendable {
        /// The kind of trouble.
        public let type: IncidentType
        /// What it is about; nil for the usual one.
        public let service: String?
        /// Its name; nil for a new one.
        public let id: String?

        /// Makes a wish.
        public init(type: IncidentType = .latencySpike, service: String? = nil, id: String? = nil) {
            (self.type, self.service, self.id) = (type, service, id)
        }

        /// The same in a system's own words for the service; nil where the service is another system's.
        func asked(of system: PlannedSystem) -> SimulatedIncident? {
            guard let service, let name = system.name,
                let tie = system.configuration.service(named: service)?.workload
            else { return self }
            return tie.system == name ? SimulatedIncident(type: type, service: tie.name, id: id) : nil
        }
    }

    /// The same for one system: its settings, and a made-up incident only where it is about it.
    public func `for`(_ system: PlannedSystem) -> IntegrationContext {
        let alike = configuration.systems.count { $0.kind == system.integration.name }
        return IntegrationContext(
            configuration: system.configuration, world: world, client: client, journal: journal, gate: gate,
            pictures: pictures, simulated: simulated?.asked(of: system), isDemo: isDemo,
            oneOfSeveral: alike > 1 ? system.name : nil, log: log)
    }

    /// The same to read one system about a service that is tied to it. Nothing in it is made up, nothing is shared with
    /// the runs of that system, and what it would say to a person is theirs to say.
    public func reading(_ system: PlannedSystem, about subject: String) -> IntegrationContext {
        IntegrationContext(
            configuration: system.configuration, world: world, client: client, journal: journal, gate: gate,
            pictures: nil, simulated: nil, isDemo: isDemo, about: subject, log: { _ in })
    }

    /// Makes a context.
    public init(
        configuration: Configuration, world: any World, client: HTTPClient, journal: any RunStore & EvidenceStore,
        gate: EgressGate, pictures: String?, simulated: SimulatedIncident?, isDemo: Bool, about subject: String? = nil,
        oneOfSeveral: String? = nil, log: @escaping @Sendable (String) -> Void
    ) {
        (self.configuration, self.world, self.client, self.journal) = (configuration, world, client, journal)
        (self.gate, self.pictures, self.simulated, self.isDemo, self.log) = (gate, pictures, simulated, isDemo, log)
        (self.subject, self.oneOfSeveral) = (subject, oneOfSeveral)
    }
}

/// What a check is given.
public struct CheckContext: Sendable {
    /// The settings, as they are for this system.
    public let configuration: Configuration
    /// Asks the network.
    public let client: HTTPClient
    /// The directories in which programs are looked for (`PATH`).
    public let path: String
    /// Whether a system is asked for a change that it has to refuse.
    public let probesWriting: Bool

    /// Seconds that any part may take to answer.
    public static let seconds = 3.0

    /// Makes a context.
    public init(configuration: Configuration, client: HTTPClient, path: String, probesWriting: Bool) {
        (self.configuration, self.client) = (configuration, client)
        (self.path, self.probesWriting) = (path, probesWriting)
    }
}

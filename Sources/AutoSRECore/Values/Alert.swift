/// One observation by a detector. Not yet a run.
public struct Alert: Sendable, Hashable {
    /// The incident that the source describes.
    public let incident: Incident
    /// The source's name, for example `simulated`.
    public let source: String
    /// Equal for two alerts about the same trouble, however bad and however it stands; made from meaningful fields,
    /// never from a model's words.
    public let fingerprint: String
    /// What it is about: the incident's service, unless the source knows better. The first of its scope is the system,
    /// where there are several: a namesake elsewhere is something else.
    public let entity: Entity
    /// How bad the trouble is by the source's own grades; nil where it has none.
    public let severity: Severity?
    /// How the trouble stands.
    public let state: State

    /// What the run works on, by the setting that names it, such as the dashboard's address: it can be finished only
    /// there. Nil in a run of an older program, which nobody can tell.
    public let place: [String: String]?

    /// The system that it is about, by its name in the settings; nil where there is only one.
    public let system: String?

    /// Whether it is made up.
    public let isSimulated: Bool

    /// How bad a trouble is, in the words of Alertmanager's own examples; an open word, for every team has its own.
    public struct Severity: Sendable, Hashable, Codable, RawRepresentable {
        /// The word in alerts, journals and reports, such as `critical`.
        public let rawValue: String
        /// Makes a severity of any word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// People are called for it.
        public static let critical = Severity(rawValue: "critical")
        /// It can wait until tomorrow.
        public static let warning = Severity(rawValue: "warning")
        /// Nobody has to do anything.
        public static let info = Severity(rawValue: "info")
    }

    /// How a trouble stands; an open word.
    public struct State: Sendable, Hashable, Codable, RawRepresentable {
        /// The word in alerts and journals, such as `firing`.
        public let rawValue: String
        /// Makes a state of any word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// It lasts.
        public static let firing = State(rawValue: "firing")
        /// It is over.
        public static let resolved = State(rawValue: "resolved")
    }

    /// Whether the trouble may last: what is not said to be over is not.
    public var isOpen: Bool { state != .resolved }

    /// Makes an alert; the fingerprint is computed from what tells it from others.
    /// - Parameter entity: what it is about; nil for the service.
    public init(
        incident: Incident, source: String, severity: Severity? = nil, state: State = .firing, entity: Entity? = nil,
        place: [String: String]? = nil, system: String? = nil, isSimulated: Bool = false
    ) {
        (self.incident, self.source, self.severity, self.state) = (incident, source, severity, state)
        (self.place, self.system, self.isSimulated) = (place, system, isSimulated)
        self.entity = (entity ?? .service(incident.service)).inside(system)
        let trouble = Trouble(
            source: source, system: system, service: incident.service.lowercased(), type: incident.type)
        fingerprint = Digest(of: "alert/1", trouble).short
    }

    /// The same as an alert of one of the systems that are watched.
    /// - Parameters:
    ///   - system: its name in the settings; nil where there is only one.
    ///   - place: what is worked on there, by the setting that names it.
    public func of(_ system: String?, at place: [String: String]) -> Alert {
        Alert(
            incident: incident, source: source, severity: severity, state: state, entity: entity, place: place,
            system: system, isSimulated: isSimulated)
    }

    /// What two alerts about the same trouble have in common.
    private struct Trouble: Encodable {
        let source: String
        let system: String?
        let service: String
        let type: IncidentType
    }
}

extension Alert: Codable {
    enum CodingKeys: String, CodingKey {
        case incident, source, fingerprint, entity, severity, state, place, system
        case isSimulated = "simulated"
    }

    /// Decodes; what says neither what it is about nor how it stands is of a program that knew services alone and
    /// reported only what lasts.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        incident = try members.decode(Incident.self, forKey: .incident)
        source = try members.decode(String.self, forKey: .source)
        fingerprint = try members.decode(String.self, forKey: .fingerprint)
        let known = try members.decodeIfPresent(Entity.self, forKey: .entity)
        severity = try members.decodeIfPresent(Severity.self, forKey: .severity)
        state = try members.decodeIfPresent(State.self, forKey: .state) ?? .firing
        place = try members.decodeIfPresent([String: String].self, forKey: .place)
        system = try members.decodeIfPresent(String.self, forKey: .system)
        isSimulated = try members.decodeIfPresent(Bool.self, forKey: .isSimulated) ?? false
        entity = known ?? Entity.service(incident.service).inside(system)
    }
}

/// What is plugged in: the only thing the engine knows of vendors. Built once at start.
public struct Registry: Sendable {
    /// The kinds of evidence that can be read.
    public var kinds = EvidenceKinds.standard
    /// The kinds of action that can be planned, judged and carried out.
    public var actions = ActionKinds.standard
    /// Sources of evidence; for each kind the first that has any of an entity is used.
    public var sources: [any EvidenceSource] = []
    /// What is told instead where none of `sources` gave any logs, metrics, changes or state: the recording that a
    /// rehearsal may rest on. A run rests on what was read or on this, and never on both.
    public var recording: (any EvidenceSource)?
    /// What people call the incident's service beside its own name, such as in `autosre.yaml`: each protects it.
    public var serviceNames: Set<String> = []
    /// Who tells people, in order.
    public var notifiers: [any Notifier] = []
    /// Who watches live.
    public var observers: [any Observer] = []
    /// The drivers for each ability, in order of preference.
    private var drivers: [Capability: [any Actuator]] = [:]

    /// An empty board.
    public init() {}

    /// Adds a driver behind those already there.
    public mutating func add(_ actuator: any Actuator) {
        for ability in actuator.capabilities { drivers[ability, default: []].append(actuator) }
    }

    /// The drivers that can carry `action` out, in order of preference.
    public func drivers(for action: Action) -> [any Actuator] {
        drivers[Capability(action.kind, action.target.kind)] ?? []
    }

    /// Whether everything that `plan` wants is only logged; without a plan, or where nobody can carry it out, whether
    /// everything is that this board can do.
    public func isSimulated(_ plan: Plan?) -> Bool {
        let able = plan.map { $0.actions.flatMap { drivers(for: $0) } } ?? []
        return (able.isEmpty ? drivers.values.flatMap(\.self) : able).allSatisfy(\.isSimulated)
    }
}

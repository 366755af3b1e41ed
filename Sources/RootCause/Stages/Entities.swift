/// The components of a case, numbered; instances are led back to the component they belong to.
struct Entities: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    private var owner: [String: String] = [:]

    init(_ evidence: CaseEvidence) {
        for change in evidence.changes {
            for instance in change.started + change.stopped { owner[instance] = change.component }
        }
        for series in evidence.metrics.series { add(series.entity) }
        for component in evidence.spans.components { add(component) }
        for component in evidence.logs.components { add(component) }
        for edge in evidence.edges {
            add(edge.caller)
            add(edge.callee)
        }
        for event in evidence.events where !event.component.isEmpty { add(event.component) }
        for change in evidence.changes { add(change.component) }
    }

    private mutating func add(_ entity: String) {
        let name = component(of: entity)
        guard numbers[name] == nil else { return }
        numbers[name] = names.count
        names.append(name)
    }

    /// The number of the component an entity is or belongs to.
    func number(_ entity: String) -> Int? { numbers[component(of: entity)] }

    /// The component of an instance: what its roll-out says, or the name without `-v<N>-<hash>-<pod>`.
    func component(of entity: String) -> String {
        if let owner = owner[entity] { return owner }
        return Entities.versioned(entity)?.component ?? entity
    }

    /// Component and version of an instance named `<component>-v<N>-<hash>-<pod>`; nil for any other name.
    static func versioned(_ name: String) -> (component: String, version: Int)? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4 else { return nil }
        let version = parts[parts.count - 3]
        guard version.first == "v", let number = Int(version.dropFirst()), number >= 0 else { return nil }
        return (parts[..<(parts.count - 3)].joined(separator: "-"), number)
    }
}

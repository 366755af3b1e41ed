public import AutoSRECore

/// Who calls whom, as people have written it down: what of the service map hangs together with the incident's service.
public struct ServiceMapSource: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "service map"
    /// How services hang together.
    public let kinds: [EvidenceKind] = [.topology]
    private let place: String
    private let service: String
    private let calls: [Call]

    /// That one service calls another, by their names in the map.
    public struct Call: Sendable, Hashable {
        /// Who asks.
        public let caller: String
        /// Who is asked.
        public let callee: String

        /// Notes a call.
        public init(_ caller: String, calls callee: String) { (self.caller, self.callee) = (caller, callee) }
    }

    /// Makes a source.
    /// - Parameters:
    ///   - place: where the map stands, such as a file's name.
    ///   - service: what the incident's service is called in it; the others are entities by their names there.
    public init(_ place: String, about service: String, calls: [Call]) {
        (self.place, self.service, self.calls) = (place, service, calls)
    }

    /// What leads to the service and from it, the nearest first; nothing where it calls nobody and nobody calls it.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard query.asks(for: .topology) else { return [] }
        func entity(_ name: String) -> Entity {
            let named = Entity.service(name)
            return named == .service(service) ? query.entity : named
        }
        let all = calls.map { Topology.Edge(entity($0.caller), .calls, entity($0.callee)) }
        let topology = Topology(around: query.entity, of: all)
        guard !topology.edges.isEmpty else { return [] }
        return [RawEvidence(EvidenceBody(topology), about: query.entity, from: Provenance(place, readAt: query.now))]
    }
}

extension Topology {
    /// What hangs together with `entity` by `edges`, in whichever direction: the nearest first, each once.
    init(around entity: Entity, of edges: [Edge]) {
        var touching: [Entity: [Edge]] = [:]
        for edge in edges {
            for end in Set([edge.from, edge.to]) { touching[end, default: []].append(edge) }
        }
        var (entities, seen, found, next): ([Entity], Set<Entity>, [Edge], Int) = ([entity], [entity], [], 0)
        var known: Set<Edge> = []
        while next < entities.count {
            for edge in touching[entities[next]] ?? [] where known.insert(edge).inserted {
                found.append(edge)
                for end in [edge.from, edge.to] where seen.insert(end).inserted { entities.append(end) }
            }
            next += 1
        }
        self.init(entities: entities, edges: found)
    }
}

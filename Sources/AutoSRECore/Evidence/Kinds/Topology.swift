/// What is there, and how it hangs together. That none is known is normal.
public struct Topology: Sendable, Hashable, Codable {
    /// What is there.
    public let entities: [Entity]
    /// How it hangs together.
    public let edges: [Edge]

    /// Makes a topology.
    public init(entities: [Entity], edges: [Edge]) { (self.entities, self.edges) = (entities, edges) }

    /// That one entity has to do with another.
    public struct Edge: Sendable, Hashable, Codable {
        /// Who calls, runs, or is a part.
        public let from: Entity
        /// In what way.
        public let kind: Kind
        /// Who is called, is run on, or is the whole.
        public let to: Entity

        /// Makes an edge: `from` calls, runs on or is part of `to`.
        public init(_ from: Entity, _ kind: Kind, _ to: Entity) {
            (self.from, self.kind, self.to) = (from, kind, to)
        }
    }

    /// In what way two entities have to do with each other. An open word.
    public struct Kind: Sendable, Hashable, Codable, RawRepresentable {
        /// The word in journals, such as `calls`.
        public let rawValue: String
        /// Makes a kind.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One asks the other while it works.
        public static let calls = Kind(rawValue: "calls")
        /// One needs the other to be there at all: an instance its node.
        public static let runsOn = Kind(rawValue: "runs_on")
    }

    /// Those that `entity` leads to by edges of a kind, in their order.
    public func neighbours(of entity: Entity, by kind: Kind) -> [Entity] {
        edges.filter { $0.kind == kind && $0.from == entity }.map(\.to)
    }

    /// Those from which edges of a kind lead to `entity`, in their order.
    public func origins(of entity: Entity, by kind: Kind) -> [Entity] {
        edges.filter { $0.kind == kind && $0.to == entity }.map(\.from)
    }
}

extension Topology: EvidenceContent {
    /// The word of this kind of evidence.
    public static let kind = EvidenceKind.topology

    /// Names are somebody's texts.
    public func cleaned(by texts: inout some TextCleaner) throws -> Topology {
        Topology(
            entities: entities.map { $0.cleaned(by: &texts) },
            edges: edges.map { edge in
                Edge(
                    edge.from.cleaned(by: &texts), Kind(rawValue: texts.name(edge.kind.rawValue)),
                    edge.to.cleaned(by: &texts))
            })
    }

    /// How much there is.
    public var summary: String {
        "\(entities.count.counted("entity", "entities")), \(edges.count.counted("connection"))"
    }

    /// The first of the connections.
    public var exhibits: [Exhibit] {
        let rows = edges.prefix(40).map { edge in
            [Exhibit.Cell.text("\(edge.from)"), .text(edge.kind.rawValue), .text("\(edge.to)")]
        }
        return [.table(name: "connections", columns: ["from", "how", "to"], rows: rows)]
    }

    /// A line for each.
    public var roughBytes: Int { 128 * entities.count + 256 * edges.count }
}

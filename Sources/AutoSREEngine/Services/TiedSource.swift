public import AutoSRECore

/// Evidence of one kind about a service that another system has, or the same one under another name: that system is
/// asked by the name there, and what it tells is about the service of the incident. Whose words it is stays in the
/// provenance.
public struct TiedSource: EvidenceSource {
    /// The system, and its source: `orders: cloudwatch logs`.
    public let name: String
    /// The kind that is tied.
    public let kinds: [EvidenceKind]
    private let kind: EvidenceKind
    private let service: String
    private let system: String
    private let source: any EvidenceSource

    private init(_ kind: EvidenceKind, of service: String, in system: String, from source: any EvidenceSource) {
        (self.kind, self.service, self.system, self.source) = (kind, service, system, source)
        (name, kinds) = ("\(system): \(source.name)", [kind])
    }

    /// The sources of a tie, in their order; where the system has none of the kind, one that says so.
    /// - Parameters:
    ///   - service: what the service is called there.
    ///   - system: the other system, for people.
    ///   - sources: all that reads that system.
    public static func all(
        _ kind: EvidenceKind, of service: String, in system: String, from sources: [any EvidenceSource]
    ) -> [any EvidenceSource] {
        let able = sources.filter { $0.kinds.contains(kind) }
        guard !able.isEmpty else { return [LooseEnd(name: system, kinds: [kind])] }
        return able.map { TiedSource(kind, of: service, in: system, from: $0) }
    }

    /// Reads. Only the incident's own service is tied: of others nothing is asked here, and nothing is told.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard query.asks(for: kind) else { return [] }
        let theirs = EvidenceQuery(
            incident: query.incident.asked(about: service), about: Entity.service(service).inside(system),
            kinds: [kind], since: query.since, until: query.until, now: query.now, seconds: query.seconds)
        let found = try await source.collect(theirs)
        return found.filter { $0.body.kind == kind && $0.entity == theirs.entity }.map { piece in
            RawEvidence(
                piece.body, about: query.entity, from: piece.provenance.within(system), summary: piece.summary,
                completeness: piece.completeness)
        }
    }
}

/// A tie to a system that reads nothing of the kind: a gap that says so.
private struct LooseEnd: EvidenceSource {
    let name: String
    let kinds: [EvidenceKind]

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard kinds.contains(where: query.asks) else { return [] }
        throw Refusal("\(name) has nothing that \(kinds.map(\.rawValue).joined(separator: " and ")) are read from")
    }
}

extension Incident {
    /// The incident as another system is asked about it: by its name there, and without the alert's own words, which
    /// mean something only to the system that gave it.
    public func asked(about service: String) -> Incident {
        Incident(id: id, service: service, type: type, detectedAt: detectedAt, payload: [:])
    }
}

extension Provenance {
    /// The same with the name of the system that it is of.
    fileprivate func within(_ system: String) -> Provenance {
        Provenance(
            "\(system): \(source)", query: query, window: window, readAt: readAt, isSimulated: isSimulated)
    }
}

import AutoSRECore
import AutoSREPlatform

/// A source that reads one kind of evidence from one of a team's own files.
protocol RecordSource: EvidenceSource {
    /// What an element of the file holds.
    associatedtype Record: FileRecord
    /// How many records are kept, the newest.
    static var limit: Int { get }
    /// The file.
    var file: RecordFile { get }
    /// Whose entries count, where several systems read it.
    var owner: RecordOwner? { get }
    /// Whether a record of this time is asked for.
    func isWanted(_ at: Instant, by query: EvidenceQuery) -> Bool
    /// What the records, oldest first, say; nil where that is nothing.
    func body(of records: [Record], about entity: Entity) -> EvidenceBody?
    /// The stretch over which the file holds everything, as far as it could be read.
    func whole(_ reading: RecordFile.Reading<Record>, for query: EvidenceQuery) -> TimeWindow?
}

/// Whatever is in the files is read and decoded beside Swift's own threads: they may be of any size.
private let thread = BlockingWork(label: "autosre.records")

extension RecordSource {
    /// What the file knows of the services. Throws where the file is there and cannot be used.
    func read(for query: EvidenceQuery) async throws -> [RawEvidence] {
        try await thread.run { try evidence(for: query) }
    }

    /// What the file knows of the services. Throws where the file is there and cannot be used.
    func evidence(for query: EvidenceQuery) throws -> [RawEvidence] {
        guard kinds.contains(where: query.asks) else { return [] }
        return try query.services.compactMap { try evidence(about: $0, for: query) }
    }

    private func evidence(about entity: Entity, for query: EvidenceQuery) throws -> RawEvidence? {
        let reading = try file.newest(Self.limit, of: entity.name, as: Record.self) { isWanted($0, by: query) }
        guard let reading, reading.begins != nil, let body = body(of: reading.records, about: entity) else {
            return nil
        }
        if let owner, !owner.has(entity.name) {
            // Of a neighbour nothing is missed that anybody asked for.
            guard entity == query.entity else { return nil }
            throw RecordFile.Unusable(description: owner.objection(entity.name))
        }
        // What could not be read may be of any time.
        let missing = reading.complaint ?? shortage(reading, for: query)
        let whole = reading.complaint == nil && !isTorn(reading) ? whole(reading, for: query) : nil
        return RawEvidence(
            body, about: entity, from: query.provenance(name, overWindow: kinds == [.logs]),
            completeness: Completeness(whole: whole, missing: missing))
    }

    /// Whether entries are missing at its end that may be of any time. Of a log, which grows there, they are the
    /// newest.
    private func isTorn(_ reading: RecordFile.Reading<Record>) -> Bool { reading.isTorn && kinds != [.logs] }

    private func shortage(_ reading: RecordFile.Reading<Record>, for query: EvidenceQuery) -> String? {
        if isTorn(reading) { return "the file is cut: it ends before its list does" }
        guard kinds == [.logs] else { return nil }
        if reading.isCut { return "only the newest \(reading.records.count.counted("line was", "lines were")) kept" }
        guard let begins = reading.begins, begins >= query.until else { return nil }
        return "all its lines are later than \(query.until), the first at \(begins): are they local times without an "
            + "offset? (docs/records.md)"
    }
}

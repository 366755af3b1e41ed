import AutoSRECore

/// Keeps what a run has just gathered or read at hand, so that diagnosis, plan and verdict do not each read it back
/// from the store. Evidence is named by its content, so what is at hand can never be another state of it.
///
/// Bounded: beyond that the oldest makes room, and the store is asked again.
actor EvidenceCache {
    private let store: any EvidenceStore
    private let kinds: EvidenceKinds
    private let room: Int
    private var pieces: [EvidenceID: Piece] = [:]
    private var order: [EvidenceID] = []
    private var used = 0

    private struct Piece {
        let body: EvidenceBody
        let bytes: Int
    }

    /// Room for a round of twenty thousand long lines, and for its metrics.
    static let usualRoom = 64 << 20

    /// - Parameter room: in bytes of text and numbers, about.
    init(_ store: any EvidenceStore, kinds: EvidenceKinds, room: Int = EvidenceCache.usualRoom) {
        (self.store, self.kinds, self.room) = (store, kinds, room)
    }

    /// Keeps it in the store, and at hand.
    func put(_ evidence: [MintedEvidence]) async throws {
        try await store.put(evidence)
        for item in evidence { keep(item.evidence.body, as: item.evidence.reference.id) }
    }

    /// The pieces, each from where it is.
    func evidence(_ references: [EvidenceReference]) async throws -> [Evidence] {
        var all: [Evidence] = []
        for reference in references { all.append(Evidence(reference: reference, body: try await body(of: reference))) }
        return all
    }

    private func body(of reference: EvidenceReference) async throws -> EvidenceBody {
        if let piece = pieces[reference.id], piece.body.kind == reference.kind { return piece.body }
        let body = try await store.body(of: reference, as: kinds)
        keep(body, as: reference.id)
        return body
    }

    private func keep(_ body: EvidenceBody, as id: EvidenceID) {
        let bytes = body.content?.roughBytes ?? 0
        guard pieces[id] == nil, bytes <= room else { return }
        while used + bytes > room, let oldest = order.first {
            order.removeFirst()
            used -= pieces.removeValue(forKey: oldest)?.bytes ?? 0
        }
        pieces[id] = Piece(body: body, bytes: bytes)
        order.append(id)
        used += bytes
    }
}

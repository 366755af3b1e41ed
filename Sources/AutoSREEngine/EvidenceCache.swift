import AutoSRECore

/// Keeps what a run has just gathered or read at hand, so that diagnosis, plan and verdict do not each read it back
/// from the store. Evidence is named by its content, so what is at hand can never be another state of it.
///
/// Bounded: beyond that the oldest makes room, and the store is asked again.
actor EvidenceCache: EvidenceStore {
    private let store: any EvidenceStore
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
    init(_ store: any EvidenceStore, room: Int = EvidenceCache.usualRoom) { (self.store, self.room) = (store, room) }

    func put(_ evidence: [Evidence]) async throws {
        try await store.put(evidence)
        for item in evidence { keep(item.body, as: item.reference.id) }
    }

    func body(of reference: EvidenceReference) async throws -> EvidenceBody {
        if let piece = pieces[reference.id], piece.body.kind == reference.kind { return piece.body }
        let body = try await store.body(of: reference)
        keep(body, as: reference.id)
        return body
    }

    private func keep(_ body: EvidenceBody, as id: EvidenceID) {
        let bytes = body.roughBytes
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

extension EvidenceBody {
    /// About how much memory it takes; encoding it to know better would cost what keeping it saves.
    fileprivate var roughBytes: Int {
        switch self {
        case .alert: 16 << 10
        case .health: 256
        case .logs(let lines): lines.reduce(0) { $0 + 64 + $1.message.utf8.count + $1.instance.utf8.count }
        case .metrics(let series): series.reduce(0) { $0 + 64 + 16 * $1.values.count }
        case .deployments(let deployments): 128 * deployments.count
        case .state(let state): 256 + 128 * state.instances.count
        }
    }
}

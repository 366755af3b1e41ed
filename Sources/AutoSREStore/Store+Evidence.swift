public import AutoSRECore

extension RunStore where Self: EvidenceStore {
    /// How many pieces are named; the rest are counted.
    private static var named: Int { 3 }

    /// What a journal's evidence is no longer what was gathered, in a sentence: each piece is named by the digest of
    /// what it held. Nil where all of it is there.
    public func evidenceDamage(of journal: [JournalEntry]) async -> String? {
        var (known, faults) = (Set<EvidenceID>(), [String]())
        for case .gathered(let gathering) in journal.map(\.event) {
            for reference in gathering.evidence where known.insert(reference.id).inserted {
                do { _ = try await bytes(of: reference) } catch {
                    faults.append((error as? StoreError)?.sentence ?? "\(reference.kind.rawValue): \(error)")
                }
            }
        }
        guard !faults.isEmpty else { return nil }
        let more = faults.count > Self.named ? " and \(faults.count - Self.named) more" : ""
        return "its evidence is not whole: \(faults.prefix(Self.named).joined(separator: ", "))\(more)"
    }
}

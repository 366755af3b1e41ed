import AutoSRECore

/// A source that never answers, and cannot be told to stop.
struct DeafSource: EvidenceSource {
    let name = "deaf"
    let kinds: [EvidenceKind] = [.metrics]

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        return []
    }
}

import AutoSRECore
import Synchronization

/// A source that takes all the time there is, and then has nothing.
struct HungSource: EvidenceSource {
    let process: SimulatedProcess
    let name = "hung"
    let kinds: [EvidenceKind] = [.metrics]

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        process.cloud.state.withLock { state in
            state.now = state.now.advanced(bySeconds: query.seconds)
            state.faultsHit.insert(Hardship.hungSource.rawValue)
        }
        throw Flake(place: "hung")
    }
}

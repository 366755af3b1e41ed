import AutoSRECore
import AutoSREStore

/// The ledger, and somebody who says aloud what it cannot keep: without a data directory, in a dry run, and from the
/// moment that the journal cannot be written, whoever watches is told what leaves as it leaves.
struct SpokenLedger: EgressLedger {
    /// What keeps it.
    let store: any Store
    /// Tells the person at the terminal.
    let log: @Sendable (String) -> Void

    func record(_ egress: Egress) async throws {
        try await store.record(egress)
        guard await !store.isDurable else { return }
        log("Sending \(egress.bytes) bytes to \(egress.destination) (\(egress.purpose.rawValue)); not kept in a list.")
    }

    func egress(of run: RunID) async throws -> [Egress] { try await store.egress(of: run) }
}

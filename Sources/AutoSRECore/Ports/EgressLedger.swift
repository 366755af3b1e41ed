/// Lists what left the machine. Whoever sends text about an incident away writes here first; what cannot be listed is
/// not sent.
public protocol EgressLedger: Sendable {
    /// Lists one thing that is about to leave.
    func record(_ egress: Egress) async throws
    /// What left about a run, oldest first.
    func egress(of run: RunID) async throws -> [Egress]
}

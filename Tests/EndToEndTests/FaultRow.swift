import Testing

/// One row of the fault table: the ground truth that the agent is not told.
struct FaultRow: Sendable, CustomTestStringConvertible {
    let fault: String
    let alert: String
    let outcome: String
    /// The one change that has to be made, as `ShopProcess.operations()` names it; nil for none. Ends in a blank where
    /// the number is the agent's to choose.
    let change: String?
    /// The release that has to be named.
    var guilty: String?

    var testDescription: String { fault }

    static let table: [FaultRow] = [
        rollback("leaky-release", "latency_spike"),
        rollback("bad-config", "crash_loop"),
        rollback("bad-rollout", "deployment_failure"),
        rollback("decoy", "latency_spike"),
        FaultRow(fault: "slow-leak", alert: "memory_leak", outcome: "recovered", change: "restart checkout"),
        FaultRow(fault: "traffic-surge", alert: "latency_spike", outcome: "recovered", change: "scale checkout "),
        FaultRow(
            fault: "pool-exhausted", alert: "latency_spike", outcome: "recovered", change: "restart_db_pool checkout"),
        FaultRow(fault: "third-party-down", alert: "latency_spike", outcome: "escalated", change: nil),
        FaultRow(fault: "none", alert: "latency_spike", outcome: "self_recovered", change: nil),
    ]

    private static func rollback(_ fault: String, _ alert: String) -> FaultRow {
        FaultRow(
            fault: fault, alert: alert, outcome: "recovered", change: "rollback checkout v1.4.1", guilty: "v1.4.2")
    }
}

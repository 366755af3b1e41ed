import AutoSRECore

/// The loop's ten steps as a person counts them.
enum LiveStep: Int, CaseIterable, Sendable {
    case detect = 1
    case evidence, diagnose, plan, policy, precheck, act, verify, conclude, report

    /// Its name.
    var title: String {
        switch self {
        case .detect: "Detect"
        case .evidence: "Evidence"
        case .diagnose: "Diagnose"
        case .plan: "Plan"
        case .policy: "Policy"
        case .precheck: "Precheck"
        case .act: "Act"
        case .verify: "Verify"
        case .conclude: "Conclude"
        case .report: "Report"
        }
    }

    /// What goes on while it takes its time.
    var activity: String {
        switch self {
        case .detect: "waiting for an alert"
        case .evidence: "reading logs, metrics, deployments and state"
        case .diagnose: "weighing hypotheses against the evidence"
        case .plan: "planning"
        case .policy: "asking the policy"
        case .precheck: "looking once more before anything is touched"
        case .act: "acting"
        case .verify: "waiting for the health signal"
        case .conclude: "deciding how it ended"
        case .report: "telling people"
        }
    }

    /// The step that is under way in `file`; nil where nothing is any more.
    static func current(of run: Run) -> LiveStep? {
        let round = run.round
        return switch run.phase {
        case .opened: .evidence
        case .gathered: .diagnose
        case .diagnosed: round.prechecks.isEmpty ? .plan : .precheck
        case .planned, .asked: .policy
        case .cleared: round.plan?.isUndo == true ? .act : .precheck
        case .intended: .act
        case .acted: round.receipts.count < round.plan?.actions.count ?? 0 ? .act : .verify
        case .refused, .verified: .conclude
        case .concluded: .report
        case .closed: nil
        }
    }
}

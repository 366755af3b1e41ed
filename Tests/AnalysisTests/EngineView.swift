import AutoSRECore
import AutoSRETesting
import RootCause

@testable import AutoSREAnalysis

/// What the evidence engine makes of a run's evidence, in the loop's words: the view beside the first engine's, until
/// it reasons for runs itself (docs/decisions/0022).
struct EngineView: Equatable {
    /// Whether anybody is accused.
    let accuses: Bool
    /// Who is ranked first.
    let component: String
    /// What would be done.
    let recommendation: Recommendation
    /// The version that would be taken back.
    let version: String?

    init(_ request: DiagnosisRequest) {
        let contents = CaseContents(request.incident, request.evidence)
        let diagnosis = RootCause.Diagnosis(contents.evidence(id: "view"))
        accuses = !diagnosis.isInconclusive
        guard let first = diagnosis.causes.first, !diagnosis.isInconclusive else {
            (component, recommendation, version) = (diagnosis.causes.first?.component ?? "", .escalate, nil)
            return
        }
        component = first.component
        let change = contents.changes.first { $0.id == first.change }?.change
        if first.isChangeNear, let change, change.kind == .rollout, !["traffic", "dependency"].contains(first.kindName)
        {
            (recommendation, version) = (.rollback, change.version)
        } else {
            (recommendation, version) = (Self.mitigation(first), nil)
        }
    }

    /// What is done about what no rollout brought: by what is asked for and what runs out.
    private static func mitigation(_ cause: RootCause.Diagnosis.Cause) -> Recommendation {
        if cause.kindName == "traffic" { return .scaleUp }
        guard cause.kindName == "resource" else { return .escalate }
        let roles = cause.claims.map { MetricRole(name: String($0.statement.prefix { $0 != " " })) }
        let topics = cause.claims.map { Topic.topics(of: Array($0.statement.lowercased().utf8)) }
        for (role, found) in zip(roles, topics) {
            if [.poolInUse, .poolWaiting].contains(role) || found.contains(.pool) { return .restartDatabasePool }
            if [.memory, .collection].contains(role) || found.contains(.memory) { return .restart }
            if [.cpu, .load].contains(role) || found.contains(.load) { return .scaleUp }
        }
        return .escalate
    }
}

import AutoSRECore
import AutoSREEngine
import RootCause

/// What the evidence engine says of a case, and what the policy would allow, beside what a person confirmed.
struct CaseCheck: Sendable {
    /// The case's folder.
    let folder: String
    /// Who a person says it was; nil where nobody has said.
    let confirmed: CaseExport.Confirmed?
    /// What the engine ranks first; nil where it ranks nobody.
    let first: RootCause.Diagnosis.Cause?
    /// Whether it accuses nobody.
    let isInconclusive: Bool
    /// What would be done about it, and what the policy says of that; in words.
    let action: String

    init(_ folder: String, about: JSONValue, _ diagnosis: RootCause.Diagnosis, changes: JSONValue?, policy: Policy) {
        self.folder = folder
        switch about["confirmed_cause"] {
        case .object(let members)?:
            confirmed = members["component"]?.string.map {
                .cause(component: $0, kind: members["kind"]?.string, deployment: members["deployment_id"]?.string)
            }
        case .null?: confirmed = .nobody
        default: confirmed = nil
        }
        (first, isInconclusive) = (diagnosis.causes.first, diagnosis.isInconclusive)
        action = Self.consequence(diagnosis, changes?["deployments"]?.array ?? changes?.array ?? [], policy)
    }

    /// Whether the first component is the confirmed one, or nobody is accused where nobody was it.
    var isComponentRight: Bool {
        switch confirmed {
        case .cause(let component, _, _): !isInconclusive && first?.component == component
        case .nobody: isInconclusive
        case nil: false
        }
    }

    /// Whether the kind is the confirmed one; nil where none is confirmed.
    var isKindRight: Bool? {
        guard case .cause(_, let kind?, _) = confirmed else { return nil }
        return first?.kindName == kind
    }

    /// Whether the change is the confirmed one; nil where none is confirmed.
    var isDeploymentRight: Bool? {
        guard case .cause(_, _, let deployment?) = confirmed else { return nil }
        return first?.change == deployment
    }

    /// Whether all that is confirmed came out.
    var isRight: Bool { isComponentRight && isKindRight != false && isDeploymentRight != false }

    /// What is wrong, in words; nil where nothing is.
    var fault: String? {
        guard confirmed != nil else { return "no cause was confirmed" }
        guard isComponentRight else { return "wrong component" }
        if isDeploymentRight == false { return "wrong deployment" }
        return isKindRight == false ? "wrong kind" : nil
    }

    /// A cause that a roll-out brought is taken back; for all else a case does not say enough to plan by.
    private static func consequence(_ diagnosis: RootCause.Diagnosis, _ changes: [JSONValue], _ policy: Policy)
        -> String
    {
        guard !diagnosis.isInconclusive, let cause = diagnosis.causes.first else { return "nothing: nobody is accused" }
        let change = changes.first { $0["id"]?.string == cause.change && $0["component"]?.string == cause.component }
        guard let change, let to = change["from"]?.string, let from = change["to"]?.string, !to.isEmpty, from != to
        else { return "a person: no action fits that the case tells enough of" }
        let target = Target(kind: .service, name: cause.component)
        let key = HypothesisKey(
            category: cause.kindName, service: cause.component, version: from, recommendation: .rollback)
        let rollback = Rollback(from: from, to: to)
        let action = Action(rollback, on: target, reason: "confirmed by evidence")
        guard let plan = Plan(actions: [action], hypothesis: key, expectation: rollback.expectation(of: target.name))
        else { return "a person: no plan" }
        let at = Instant(epoch: diagnosis.onset ?? 0) ?? Instant(seconds: 0)
        let context = PolicyContext(
            run: RunID("case"),
            incident: Incident(
                id: diagnosis.id, service: cause.component, type: .deploymentFailure, detectedAt: at, payload: .null),
            evidence: Digest(of: diagnosis.id), confidence: cause.score, hasObservedSymptom: !cause.claims.isEmpty,
            knownVersions: Set(changes.flatMap { [$0["from"]?.string, $0["to"]?.string].compactMap(\.self) }),
            attempts: 0, lastChanges: [:], now: at, displayNames: [cause.component])
        return "\(action.summary): \(policy.judge(plan, in: context).words)"
    }
}

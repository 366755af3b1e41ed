public import AutoSRECore

/// Plans the rollback of a Lambda alias: the only action that the agent has on Lambda. Code only: what it aims at
/// comes from the versions that were read, never from a diagnosis' words.
public struct LambdaPlanner: Planner {
    private let function: String
    private let alias: String

    /// Makes a planner.
    /// - Parameter function: the configured function; empty for the one that the alarm is about.
    public init(function: String, alias: String) { (self.function, self.alias) = (function, alias) }

    /// The alias of the function that the alarm is about.
    public func targets(of incident: Incident) -> [Target] {
        LambdaFunction(configured: function, incident: incident).map { [Target($0, alias: alias)] } ?? []
    }

    /// Plans; throws `Refusal` where the action does not exist on Lambda, or there is nothing to go back to.
    public func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        guard let kind = hypothesis.recommendation.actionKind else {
            throw Refusal("nothing to plan: \(hypothesis.cause), which a person has to decide on")
        }
        guard kind == .rollback else {
            throw Refusal("\(kind.rawValue) has no action on Lambda within the permissions that the agent asks for")
        }
        guard let function = LambdaFunction(configured: function, incident: incident) else {
            throw Refusal("the alarm is not about a Lambda function: set LAMBDA_FUNCTION_NAME")
        }
        let ground = LambdaGround(evidence)
        let (before, after, source) = try ground.rollback(of: function.name, alias: alias, blamed: hypothesis.version)
        try Self.check(function, CloudWatchAlarm(incident.payload), from: before, to: after)
        let reason = [source, hypothesis.claims.first?.statement].compactMap(\.self).joined(separator: "; ")
        let action = Action(
            kind: .rollback, target: Target(function, alias: alias), before: .version(before.description),
            after: .version(after.description), reason: reason)
        let expectation = "\(alias) of \(function.name) points to \(after) alone, and every watched alarm is OK again"
        guard let plan = Plan(actions: [action], hypothesis: hypothesis.key, expectation: expectation) else {
            throw Refusal("there is no action for \(hypothesis.cause)")
        }
        return plan
    }

    /// An alarm of one version's calls speaks for leaving that version, and never for going to it.
    private static func check(
        _ function: LambdaFunction, _ alarm: CloudWatchAlarm?, from before: AliasRouting, to after: AliasRouting
    ) throws(Refusal) {
        let ties = (alarm?.ties ?? []).filter { $0.function == function.name }
        let versions = Set(ties.compactMap(\.onlyVersion))
        guard !versions.isEmpty, versions.count == Set(ties).count else { return }
        guard versions.isDisjoint(with: before.serving.subtracting(after.serving)) else { return }
        let list = versions.sorted { AliasRouting.order($0) < AliasRouting.order($1) }.joined(separator: " and ")
        throw Refusal(
            "the alarm is about version \(list) of \(function.name), which \(before) to \(after) does not leave")
    }
}

/// The part of the evidence that a rollback stands on.
struct LambdaGround {
    private var standings: [(version: String, standing: VersionStanding)] = []
    /// The alias's version where the history does not show it: `$LATEST`, or one that was deleted.
    private var running: String?

    init(_ evidence: [Evidence]) {
        for item in evidence {
            switch item.body.content {
            case let content as Changes where standings.isEmpty:
                standings = content.list.compactMap { one in
                    VersionStanding(one.status).map { (one.version, $0) }
                }
            case let state as ServiceState where running == nil: running = state.version
            default: continue
            }
        }
    }

    /// From what the alias points to now to what it should point to, and where that comes from.
    func rollback(
        of function: String, alias: String, blamed: String?
    ) throws(Refusal) -> (AliasRouting, AliasRouting, String) {
        guard !standings.isEmpty else { throw Refusal("no rollback of \(function): its versions could not be read") }
        guard let running else { throw Refusal("no rollback of \(function): it has no alias \(alias)") }
        for (version, standing) in standings {
            guard case .rolledBackTo(let from) = standing else { continue }
            throw Refusal(
                "\(alias) of \(function) was already rolled back from \(from) to \(version) for this alarm or one "
                    + "beside it, and one version more would be a guess")
        }
        let routing = AliasRouting(version: running, weights: weights)
        if let blamed, !routing.serving.contains(blamed) {
            throw Refusal("version \(blamed), which the diagnosis blames, takes no requests of \(alias)")
        }
        if let suspect = routing.rollingOut {
            let source = "version \(suspect) is newer and takes a share of \(alias): \(running) takes all again"
            return (routing, AliasRouting(version: running), source)
        }
        let (target, source) = try target(below: running, function, alias)
        return (routing, AliasRouting(version: target), source)
    }

    private var weights: [String: Double] {
        var weights: [String: Double] = [:]
        for case (let version, .share(let share)) in standings { weights[version] = share }
        return weights
    }

    private func target(
        below running: String, _ function: String, _ alias: String
    ) throws(Refusal) -> (String, String) {
        if let known = standings.first(where: { $0.standing == .before }) {
            return (known.version, "our own journal knows that \(alias) pointed to \(known.version) before \(running)")
        }
        let order = AliasRouting.order(running)
        let older = standings.map(\.version).filter { AliasRouting.order($0) < order }
        guard let target = older.max(by: { AliasRouting.order($0) < AliasRouting.order($1) }) else {
            throw Refusal("no rollback of \(function): no version older than \(running) is published")
        }
        return (target, "\(target) is the highest published version below \(running); our journal knows no other")
    }
}

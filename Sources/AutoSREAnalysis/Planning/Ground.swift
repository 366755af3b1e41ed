import AutoSRECore

/// The part of the evidence that a plan stands on: the history and the state of the service to be changed.
struct Ground {
    private let hypothesis: Hypothesis
    private let history: (deployments: [Deployment], source: String)?
    private let state: ServiceState?

    init(_ hypothesis: Hypothesis, _ evidence: [Evidence]) {
        self.hypothesis = hypothesis
        let service = hypothesis.service.lowercased()
        var history: (deployments: [Deployment], source: String)?
        var state: ServiceState?
        for item in evidence {
            let name = item.reference.entity.name.lowercased()
            guard name.isEmpty || name == service else { continue }
            if history == nil, let all = item.body.deployments { history = (all, item.reference.source) }
            if state == nil, let now = item.body.state { state = now }
        }
        (self.history, self.state) = (history, state)
    }

    /// From the guilty version to the newest that was deployed before it.
    func rollback() throws(Refusal) -> (ResourceState?, ResourceState, String) {
        guard let history, !history.deployments.isEmpty else {
            throw Refusal("no rollback of \(hypothesis.service): its deployment history is missing")
        }
        let sorted = history.deployments.sorted { $0.at > $1.at }
        let candidate = hypothesis.version ?? state?.version ?? sorted[0].version
        guard let at = sorted.firstIndex(where: { $0.version == candidate }) else {
            throw Refusal("no rollback of \(hypothesis.service): \(candidate) is not in the deployment history")
        }
        // Of a version that came several times, the last time before the guilty one tells how it stands.
        var older: [Deployment] = []
        for one in sorted[(at + 1)...] where one.version != candidate {
            if !older.contains(where: { $0.version == one.version }) { older.append(one) }
        }
        let unfit = older.prefix { $0.unfitness != nil }
        let skipped = unfit.prefix(Self.told).map { "\($0.version) \($0.unfitness ?? "")" }.joined(separator: ", ")
        guard let target = older.dropFirst(unfit.count).first else {
            let why = unfit.isEmpty ? "nothing was deployed before \(candidate)" : "before \(candidate), \(skipped)"
            throw Refusal("no rollback of \(hypothesis.service): \(why)")
        }
        var source = "\(target.version) ran before \(candidate) according to the deployment history (\(history.source))"
        if !unfit.isEmpty { source += ", passing over what must not come back: \(skipped)" }
        return (.version(candidate), .version(target.version), source)
    }

    /// How many versions that were passed over are told of.
    private static let told = 3

    /// From the present number of instances to one that is enough; where no maximum is declared, never more than twice
    /// as many, and never more than any state can show.
    func scaleUp() throws(Refusal) -> (ResourceState?, ResourceState, String) {
        guard let desired = state?.replicasDesired, desired > 0 else {
            throw Refusal("no scale-up of \(hypothesis.service): the present number of instances is unknown")
        }
        let twice = desired.multipliedSaturating(by: 2)
        // What the state could not show again is never asked for.
        let maximum = min(state?.replicasMaximum ?? twice, ServiceState.mostReplicas)
        let needed = hypothesis.replicas ?? twice
        let wanted = min(needed, maximum)
        guard wanted > desired else {
            throw Refusal(
                "no scale-up of \(hypothesis.service): it runs \(desired) of at most \(maximum.counted("instance"))")
        }
        if state?.replicasMaximum == nil, needed >= maximum, maximum == twice {
            return (.replicas(desired), .replicas(wanted), "twice the present number, for no maximum is declared")
        }
        let isEnough = hypothesis.replicas != nil && needed <= maximum
        let source =
            isEnough
            ? "\(wanted.counted("instance is", "instances are")) enough for the load at 70 % CPU"
            : needed <= maximum
                ? "twice the present number"
                : maximum == state?.replicasMaximum ? "the declared maximum" : "the most there is"
        return (.replicas(desired), .replicas(wanted), source)
    }
}

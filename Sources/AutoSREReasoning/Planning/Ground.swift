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
            let name = item.reference.service.lowercased()
            guard name.isEmpty || name == service else { continue }
            if case .deployments(let all) = item.body, history == nil { history = (all, item.reference.source) }
            if case .state(let now) = item.body, state == nil { state = now }
        }
        (self.history, self.state) = (history, state)
    }

    /// From the guilty version to the newest that was deployed before it.
    func rollback() throws(Refusal) -> (ResourceState?, ResourceState, String) {
        guard let history, !history.deployments.isEmpty else {
            throw Refusal("no rollback of \(hypothesis.service): its deployment history is missing")
        }
        let sorted = history.deployments.sorted { $0.at > $1.at }
        let guilty = hypothesis.version ?? state?.version ?? sorted[0].version
        guard let at = sorted.firstIndex(where: { $0.version == guilty }) else {
            throw Refusal("no rollback of \(hypothesis.service): \(guilty) is not in the deployment history")
        }
        let older = sorted[(at + 1)...].filter { $0.version != guilty }
        guard let target = older.first(where: { !Self.isBad($0) }) ?? older.first else {
            throw Refusal("no rollback of \(hypothesis.service): nothing was deployed before \(guilty)")
        }
        let source = "\(target.version) ran before \(guilty) according to the deployment history (\(history.source))"
        return (.version(guilty), .version(target.version), source)
    }

    /// From the present number of instances to one that is enough.
    func scaleUp() throws(Refusal) -> (ResourceState?, ResourceState, String) {
        guard let desired = state?.replicasDesired, desired > 0 else {
            throw Refusal("no scale-up of \(hypothesis.service): the present number of instances is unknown")
        }
        let maximum = state?.replicasMaximum ?? Int.max
        let wanted = min(hypothesis.replicas ?? desired * 2, maximum)
        guard wanted > desired else {
            throw Refusal("no scale-up of \(hypothesis.service): it runs \(desired) of at most \(maximum) instances")
        }
        let source = "\(wanted) instances are enough for the load at 70 % CPU"
        return (.replicas(desired), .replicas(wanted), hypothesis.replicas == nil ? "twice the present number" : source)
    }

    /// Whether a deployment was taken back or never came to run.
    private static func isBad(_ deployment: Deployment) -> Bool {
        let bad = ["rolled_back", "rolled back", "rolledback", "failed", "aborted", "cancelled", "canceled"]
        return bad.contains(deployment.status.lowercased())
    }
}

import AutoSRECore

/// The part of the evidence that a plan stands on: the history and the state of the service to be changed.
struct Ground {
    let hypothesis: Hypothesis
    let history: (deployments: [Change], source: String)?
    let state: ServiceState?
    /// When it is planned.
    let now: Instant

    init(_ hypothesis: Hypothesis, _ evidence: [Evidence], at now: Instant) {
        (self.hypothesis, self.now) = (hypothesis, now)
        let service = hypothesis.service.lowercased()
        var history: (deployments: [Change], source: String)?
        var state: ServiceState?
        for item in evidence {
            let name = item.reference.entity.name.lowercased()
            guard name.isEmpty || name == service else { continue }
            if history == nil, let all = item.body.rollouts { history = (all, item.reference.source) }
            if state == nil, let now = item.body.state { state = now }
        }
        (self.history, self.state) = (history, state)
    }

    /// Since when something must have been done to be done by this plan: now, and after what was seen of it last. A
    /// system whose clock is ahead shows in our future what was done before.
    func after(_ seen: Instant?) -> Instant {
        max(now, seen.map { Instant(milliseconds: $0.milliseconds + 1) } ?? now)
    }
}

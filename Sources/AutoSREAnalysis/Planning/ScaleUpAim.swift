import AutoSRECore

/// From the present number of instances to one that is enough; where no maximum is declared, never more than twice as
/// many, and never more than any state can show.
struct ScaleUpAim: Aim {
    let parameters: ScaleUp
    let source: String

    init(_ ground: Ground) throws(Refusal) {
        let (hypothesis, state) = (ground.hypothesis, ground.state)
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
        parameters = ScaleUp(from: desired, to: wanted)
        if state?.replicasMaximum == nil, needed >= maximum, maximum == twice {
            source = "twice the present number, for no maximum is declared"
        } else if hypothesis.replicas != nil, needed <= maximum {
            source = "\(wanted.counted("instance is", "instances are")) enough for the load at 70 % CPU"
        } else if needed <= maximum {
            source = "twice the present number"
        } else {
            source = maximum == state?.replicasMaximum ? "the declared maximum" : "the most there is"
        }
    }
}

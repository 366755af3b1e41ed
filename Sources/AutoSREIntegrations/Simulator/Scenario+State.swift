import AutoSRECore
import ServiceSimulation

extension Scenario {
    /// The name of the `number`th instance, from 1.
    func instance(_ number: Int) -> String { "\(service)-\(number)" }

    /// What runs when the incident is detected.
    func state() -> ServiceState {
        var instances: [ServiceState.Instance] = []
        for number in 1...Self.profile.replicas { instances.append(running(number)) }
        let vitals = vitals(at: detected)
        let pool = ServiceState.Pool(
            size: Self.profile.poolSize, inUse: Int(vitals.poolInUse.rounded()), waiting: Int(vitals.poolWaiting),
            restartedAt: detected.advanced(bySeconds: -16.2 * 86_400))
        return ServiceState(
            version: releases.version, replicasDesired: Self.profile.replicas,
            replicasMaximum: Self.profile.maximumReplicas, instances: instances, pool: pool)
    }

    private func running(_ number: Int) -> ServiceState.Instance {
        let rolledOut = releases.deployedAt.advanced(bySeconds: Double(number - 1) * 15)
        var (version, started, status) = (releases.version, rolledOut, "running")
        switch type {
        case .memoryLeak: started = detected.advanced(bySeconds: -2.4 * 86_400 + Double(number) * 420)
        case .crashLoop:
            started = detected.advanced(bySeconds: Double(-7 * number))
            status = number.isMultiple(of: 2) ? "starting" : "crashed"
        case .deploymentFailure where number <= 2: status = "not_ready"
        case .deploymentFailure:
            version = releases.previous ?? "unknown"
            started = detected.advanced(bySeconds: -9.2 * 86_400 + Double(number) * 25)
        default: break
        }
        return ServiceState.Instance(id: instance(number), version: version, startedAt: started, status: status)
    }
}

import AutoSRECore
import ServiceSimulation

/// The lines that one change of a fleet writes: who asked for it, and each start.
struct ChangeLog {
    let fleet: Fleet
    let service: Service

    func lines() -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        if let announcement {
            lines.append(
                ShopLogLine(timestamp: fleet.since, level: .info, instance: "operations", message: announcement))
        }
        for instance in fleet.instances where instance.startedAt == fleet.since {
            lines += starting(instance)
        }
        return lines
    }

    private var announcement: String? {
        let name = service.profile.id
        switch fleet.cause {
        case .beginning: return nil
        case .rollout(let version): return "rolling out \(name) \(version), replacing one instance"
        case .change(.rollback(let version)): return "rolling \(name) back to \(version) as requested by an operator"
        case .change(.restart): return "restarting all instances of \(name) as requested by an operator"
        case .change(.scale(let replicas)):
            return "scaling \(name) to \(replicas.counted("replica")) as requested by an operator"
        case .change(.restartPool):
            return "closed and reopened the database pool of \(name) as requested by an operator"
        }
    }

    private func starting(_ instance: Instance) -> [ShopLogLine] {
        func line(_ level: ShopLogLine.Level, _ text: String) -> ShopLogLine {
            ShopLogLine(timestamp: fleet.since, level: level, instance: instance.id, message: text)
        }
        var lines = [line(.info, "starting \(service.profile.id) \(instance.version)")]
        if instance.heapMB > service.profile.heapMB {
            let megabytes = Int(instance.heapMB)
            lines.append(line(.warn, "took over \(megabytes) MB of sessions from the instance before"))
        }
        let soon = fleet.since.advanced(bySeconds: 0.2)
        if service.ailment.phase(of: instance, at: soon).status == .running {
            lines.append(line(.info, "\(service.profile.id) \(instance.version) is ready to serve"))
        }
        return lines
    }
}

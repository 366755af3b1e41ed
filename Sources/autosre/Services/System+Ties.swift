import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations

extension System {
    /// What evidence about an incident is read from, the first preferred: what its service is tied to, the system
    /// itself, and the map of services.
    func sources(of incident: Incident) -> [any EvidenceSource] {
        guard let service = service(of: incident) else { return parts.sources }
        let tied = service.elsewhere.flatMap { ties.sources($0.kind, of: $0.tie) }
        let calls = configuration.services.flatMap { one in
            one.calls.map { ServiceMapSource.Call(one.name, calls: $0) }
        }
        return tied + parts.sources + [ServiceMapSource(ServiceSettings.place, about: service.name, calls: calls)]
    }

    /// Sets the bounds of a run about an incident: what is read by a tie has the time that its own system gives it.
    func adjust(_ limits: inout Limits, for incident: Incident) {
        parts.adjust(incident, &limits)
        guard let service = service(of: incident) else { return }
        for (_, tie) in service.elsewhere {
            limits.gatheringSeconds = max(
                limits.gatheringSeconds, ties.limits(of: tie, for: incident).gatheringSeconds)
        }
        for tie in service.health.compactMap(\.tie) {
            limits.readingSeconds = max(limits.readingSeconds, ties.limits(of: tie, for: incident).readingSeconds)
        }
    }
}

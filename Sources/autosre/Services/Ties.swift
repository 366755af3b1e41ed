import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// What services are tied to, plugged in apart from the runs of its systems: who reads it changes nothing of theirs.
struct Ties: Sendable {
    private var parts: [ServiceSettings.Tie: IntegrationParts] = [:]

    /// Plugs in what these services are tied to.
    /// - Throws: what a system's parts cannot be made of.
    init(of services: [ServiceSettings], to systems: [PlannedSystem], _ context: IntegrationContext) throws {
        let evidence = services.flatMap(\.elsewhere).map(\.tie)
        for tie in Set(evidence + services.flatMap(\.health).compactMap(\.tie)) {
            guard let system = systems.first(where: { $0.name == tie.system }) else { continue }
            parts[tie] = try Composition.connect(system.parts, context.reading(system, about: tie.name))
        }
    }

    /// What evidence of a kind is read from about a service that is tied there.
    func sources(_ kind: EvidenceKind, of tie: ServiceSettings.Tie) -> [any EvidenceSource] {
        TiedSource.all(kind, of: tie.name, in: tie.system, from: parts[tie]?.sources ?? [])
    }

    /// Ends what was started on this machine to read them.
    func close() async { for one in parts.values { await one.close() } }

    /// What reads one of a service's own health signals.
    func verifier(
        _ signal: ServiceSettings.HealthSignal, of incident: Incident, client: HTTPClient, in world: any World
    ) -> any Verifier {
        switch signal.reading {
        case .address(let address):
            HTTPHealthVerifier(
                signal.name, url: address.url, headers: address.headers, expectation: address.expectation,
                client: client, now: { world.now() })
        case .metric(let rule, let tie):
            MetricSignal(signal.name, rule, of: incident, from: sources(.metrics, of: tie), in: world)
        case .alerts(let tie, let delaySeconds):
            AlertSignal(
                signal.name, of: tie.name, from: parts[tie]?.detectors ?? [], delaySeconds: delaySeconds, in: world)
        }
    }

    /// The bounds that a system sets for itself when it is asked about a service that is tied there.
    func limits(of tie: ServiceSettings.Tie, for incident: Incident) -> Limits {
        var limits = Limits()
        parts[tie]?.adjust(incident.asked(about: tie.name), &limits)
        return limits
    }
}
